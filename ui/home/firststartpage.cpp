#include "ui/home/firststartpage.h"

#include "models/displaytext.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/textsize.h"

#include <QIcon>
#include <QLabel>
#include <QProgressBar>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QLabel *label(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

FirstStartPage::FirstStartPage(QWidget *parent, FileChooser chooseFile, Prompts &prompts)
    : QScrollArea(parent)
    , m_chooseFile(std::move(chooseFile))
    , m_prompts(prompts)
{
    setObjectName(u"firstStartPage"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget(this);
    auto *column = new QWidget(page);
    column->setObjectName(u"firstStartColumn"_s);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(24, 24, 24, 24);
    outer->addStretch(1);
    outer->addWidget(column, 1000);
    outer->addStretch(1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    m_problem = new MessageBar(column);
    m_problem->setObjectName(u"firstStartProblem"_s);
    m_cards = makeCards(column);
    m_progress = makeProgress(column);
    layout->addStretch(2);
    layout->addWidget(makeHeading(column));
    layout->addSpacing(8);
    layout->addWidget(m_problem);
    layout->addWidget(m_cards);
    layout->addWidget(m_progress);
    layout->addStretch(3);
    setWidget(page);
    connect(m_sample, &ChoiceCard::chosen, this, [this] {
        showProgress(0, 0);
        emit sampleDataRequested();
    });
    connect(m_connect, &ChoiceCard::chosen, this, &FirstStartPage::askWhatFor);
    connect(m_open, &ChoiceCard::chosen, this, [this] {
        m_chooseFile(this, [this](const QString &path) { emit openFileRequested(path); });
    });
    arrangeCards();
    showChoices();
}

void FirstStartPage::showChoices()
{
    m_problem->clear();
    m_progress->hide();
    m_cards->show();
    setFocusProxy(m_sample);
}

void FirstStartPage::showProgress(int done, int total)
{
    m_problem->clear();
    m_cards->hide();
    m_progress->show();
    setFocusProxy(nullptr);
    m_bar->setRange(0, total);
    m_bar->setValue(done);
    const QLocale locale;
    m_progressWords->setText(
        total == 0 ? tr("Making test payments…")
                   //: %1 and %2 are numbers of payments
                   : tr("Making %1 test payments… %2 done")
                         .arg(DisplayText::count(total, locale), DisplayText::count(done, locale)));
}

void FirstStartPage::showStartingBank()
{
    showProgress(0, 0);
    m_progressWords->setText(tr("Starting the test bank…"));
}

void FirstStartPage::showError(const ErrorText &error)
{
    showChoices();
    m_problem->showError(error);
    m_sample->setFocus();
}

void FirstStartPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrangeCards();
}

void FirstStartPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_cardLayout)
        arrangeCards();
}

QWidget *FirstStartPage::makeHeading(QWidget *parent)
{
    auto *heading = new QWidget(parent);
    auto *layout = new QHBoxLayout(heading);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *icon = new QLabel(heading);
    const QIcon app(u":/icons/app.svg"_s);
    icon->setPixmap(app.pixmap(fontMetrics().height() * 3));
    layout->addWidget(icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    QLabel *title = label(u"firstStartTitle"_s, tr("Welcome to OrchestratorX"), heading);
    title->setFont(largerFont(largerFont(font())));
    words->addWidget(title);
    words->addWidget(label(u"firstStartSubtitle"_s,
                           tr("Take payments, hold them, and capture what you ship. Where do you "
                              "want to begin?"),
                           heading));
    layout->addLayout(words, 1);
    return heading;
}

QWidget *FirstStartPage::makeCards(QWidget *parent)
{
    auto *cards = new QWidget(parent);
    m_cardLayout = new QBoxLayout(QBoxLayout::LeftToRight, cards);
    m_cardLayout->setContentsMargins(0, 0, 0, 0);
    m_cardLayout->setSpacing(16);
    m_sample = new ChoiceCard(ChoiceCard::Shape::Tall, tr("Try with sample data"),
                              tr("Thousands of made-up payments and a test bank on this computer. "
                                 "Nothing leaves it, and no real money moves."),
                              cards);
    m_sample->setObjectName(u"trySampleData"_s);
    m_sample->setIconName(u"view-financial-list"_s);
    m_sample->setRecommended(true);
    m_connect = new ChoiceCard(ChoiceCard::Shape::Tall, tr("Connect a processor"),
                               tr("Enter the keys of your own account at a payment processor: "
                                  "for tests first, or for real payments."),
                               cards);
    m_connect->setObjectName(u"connectProcessor"_s);
    m_connect->setIconName(u"network-connect"_s);
    m_open = new ChoiceCard(ChoiceCard::Shape::Tall, tr("Open another file"),
                            tr("Payments that were kept on this computer before, or a copy of "
                               "them."),
                            cards);
    m_open->setObjectName(u"openAnotherFile"_s);
    m_open->setIconName(u"document-open"_s);
    for (ChoiceCard *card : {m_sample, m_connect, m_open})
        m_cardLayout->addWidget(card, 1);
    return cards;
}

QWidget *FirstStartPage::makeProgress(QWidget *parent)
{
    auto *progress = new QWidget(parent);
    progress->setObjectName(u"firstStartProgress"_s);
    auto *layout = new QVBoxLayout(progress);
    layout->setContentsMargins(0, 0, 0, 0);
    m_progressWords = label(u"progressWords"_s, {}, progress);
    m_bar = new QProgressBar(progress);
    m_bar->setObjectName(u"progressBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of making test payments"));
    layout->addWidget(m_progressWords);
    layout->addWidget(m_bar);
    return progress;
}

void FirstStartPage::askWhatFor()
{
    const Question question{u"testOrLive"_s, tr("For tests, or for real payments?"),
                            tr("Test keys and live keys are kept apart: each has a file of its "
                               "own, and neither is taken by the other. Begin with tests; you can "
                               "come back for real payments."),
                            tr("Real payments"), tr("Tests")};
    m_prompts.ask(this, question, [this](bool live) { emit connectRequested(!live); });
}

void FirstStartPage::arrangeCards()
{
    // Side by side while each of them has room for its words, below one another otherwise.
    const int needed = 3 * m_sample->sizeHint().width() + 2 * m_cardLayout->spacing() + 48;
    const bool wide = viewport()->width() >= needed;
    m_cardLayout->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    auto *column = widget()->findChild<QWidget *>(u"firstStartColumn"_s);
    column->setMaximumWidth(qMax(needed, 960));
}
