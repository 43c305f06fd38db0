#include "services/engine/searchindexer.h"

#include "services/storage/searchindex.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kSlice = 500;    // payments a transaction of the index
constexpr int kGatherMs = 150; // commits that come together are indexed together
constexpr int kRetryMs = 30'000;

} // namespace

SearchIndexer::SearchIndexer(const QString &databaseFile) : m_databaseFile(databaseFile)
{
    m_thread.setObjectName(u"search index"_s);
    m_context = std::make_unique<QObject>();
    m_timer = new QTimer(m_context.get());
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, m_context.get(), [this] { catchUp(); });
    m_context->moveToThread(&m_thread);
}

SearchIndexer::~SearchIndexer()
{
    if (!m_thread.isRunning())
        return;
    const auto takeDown = [this] {
        m_index.reset();
        m_context.reset();
        m_thread.quit();
    };
    QMetaObject::invokeMethod(m_context.get(), takeDown, Qt::QueuedConnection);
    m_thread.wait();
}

void SearchIndexer::start()
{
    m_thread.start(QThread::LowPriority);
    // Not at once: whoever opened the file waits for the first payments.
    const auto later = [this] {
        QTimer::singleShot(kGatherMs, m_context.get(), [this] { open(); });
    };
    QMetaObject::invokeMethod(m_context.get(), later, Qt::QueuedConnection);
}

void SearchIndexer::wake()
{
    const auto gather = [this] {
        if (m_index && !m_timer->isActive())
            m_timer->start(kGatherMs);
    };
    QMetaObject::invokeMethod(m_context.get(), gather, Qt::QueuedConnection);
}

void SearchIndexer::open()
{
    m_index = std::make_unique<SearchIndex>();
    const Result<> opened = m_index->open(m_databaseFile);
    if (!opened) {
        qWarning("search index: %s", qUtf8Printable(opened.error().detail));
        m_index.reset();
        QTimer::singleShot(kRetryMs, m_context.get(), [this] { open(); });
        return;
    }
    catchUp();
}

void SearchIndexer::catchUp()
{
    const Result<int> done = m_index->catchUp(kSlice);
    if (!done) {
        qWarning("search index: %s", qUtf8Printable(done.error().detail));
        m_timer->start(kRetryMs);
    } else if (*done == kSlice) {
        m_timer->start(0); // more waits; other work of this thread comes first
    }
}
