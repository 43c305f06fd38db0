#include "models/manifesteditor.h"

#include "models/csvtext.h"
#include "models/displaytext.h"
#include "services/core/async.h"

#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QSaveFile>
#include <QSettings>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString delimiterName(QChar delimiter)
{
    if (delimiter == u';')
        return ManifestEditor::tr("semicolons");
    return delimiter == u'\t' ? ManifestEditor::tr("tabs") : ManifestEditor::tr("commas");
}

QString decimalsName(DecimalSign sign)
{
    switch (sign) {
    case DecimalSign::Point: return ManifestEditor::tr("amounts like 1,234.56");
    case DecimalSign::Comma: return ManifestEditor::tr("amounts like 1.234,56");
    case DecimalSign::Mixed: return ManifestEditor::tr("amounts written in two ways");
    case DecimalSign::Unclear: break;
    }
    return {};
}

ManifestFile readFile(const QString &path)
{
    ManifestFile read;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        read.problem = ManifestEditor::tr("The file cannot be opened: it is not there, or you may "
                                          "not read it.");
        return read;
    }
    const QByteArray bytes = file.read(kLargestManifest + 1);
    if (bytes.size() > kLargestManifest) {
        read.problem = manifestTooLarge();
        return read;
    }
    return readManifest(bytes);
}

} // namespace

ManifestEditor::ManifestEditor(Workspace &workspace, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_captures(workspace)
{
}

ManifestEditor::~ManifestEditor() = default;

void ManifestEditor::openFile(const QString &path)
{
    m_fileName = QFileInfo(path).fileName();
    // A file may lie on a slow disk: it is read beside the window.
    auto promise = std::make_shared<QPromise<ManifestFile>>();
    promise->start();
    whenDone(promise->future(), this, [this](const ManifestFile &file) { onRead(file); });
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(readFile(path));
        promise->finish();
    });
}

void ManifestEditor::onRead(const ManifestFile &file)
{
    m_file = file;
    m_isRead = true;
    const auto kept = ManifestShapes(m_settings).find(m_file.shape, m_file.header.size());
    m_columns = kept.value_or(guessColumns(m_file.header));
    makePlan();
}

bool ManifestEditor::canChoose() const
{
    const CaptureManyEditor::Phase phase = m_captures.phase();
    return m_isRead && m_file.problem.isEmpty()
           && (phase == CaptureManyEditor::Phase::Loading
               || phase == CaptureManyEditor::Phase::Planning);
}

void ManifestEditor::setColumn(ManifestRole role, int column)
{
    if (!canChoose() || column >= m_file.header.size() || m_columns.of(role) == column)
        return;
    m_columns.set(role, column);
    makePlan();
}

void ManifestEditor::setDecimals(DecimalSign sign)
{
    if (!canChoose() || m_columns.decimals == sign)
        return;
    m_columns.decimals = sign;
    makePlan();
}

void ManifestEditor::makePlan()
{
    const quint64 generation = ++m_generation;
    m_captures.beginPlanning();
    m_lines = linesOf(m_file, m_columns);
    m_decimals = decimalsOf(m_lines, m_columns);
    emit changed();
    if (!m_file.problem.isEmpty())
        return m_captures.setRows({}, m_file.problem);
    if (!m_columns.isUsable())
        return m_captures.setRows(
            {}, tr("Choose above which column names the payments: order reference, payment ID or "
                   "transaction ID. A column can say one thing only."));
    ManifestShapes(m_settings).keep(m_file.shape, m_columns);
    whenDone(m_workspace.lists.named(m_workspace.caller.merchantId, namesOf(m_lines)), this,
             [this, generation](const Result<QList<Payment>> &payments) {
                 onNamed(generation, payments);
             });
}

void ManifestEditor::onNamed(quint64 generation, const Result<QList<Payment>> &payments)
{
    if (generation != m_generation)
        return;
    if (!payments)
        return fail(payments.error());
    m_plan = std::make_unique<ManifestPlan>(m_workspace, m_lines, m_decimals, *payments);
    lookUpIds(generation);
}

void ManifestEditor::lookUpIds(quint64 generation)
{
    const QStringList ids = m_plan->nextIds();
    if (ids.isEmpty())
        return m_captures.setRows(m_plan->rows());
    whenDone(m_workspace.lists.operations(m_workspace.caller.merchantId, ids), this,
             [this, generation](const Result<QList<Operation>> &operations) {
                 onOperations(generation, operations);
             });
}

void ManifestEditor::onOperations(quint64 generation, const Result<QList<Operation>> &operations)
{
    if (generation != m_generation)
        return;
    if (!operations)
        return fail(operations.error());
    m_plan->learn(*operations);
    lookUpIds(generation);
}

void ManifestEditor::fail(const Error &error)
{
    if (error.code == ErrorCode::TooMany)
        return m_captures.setRows(
            {}, tr("The lines name too many payments: choose a column that names each by itself."));
    ErrorScene scene;
    scene.action = MoneyAction::Read;
    m_captures.setRows({}, errorText(error, scene).oneLine());
}

QString ManifestEditor::description() const
{
    if (!m_isRead || !m_file.problem.isEmpty())
        return {};
    const QString count = QLocale().toString(m_file.records.size());
    QStringList parts{encodingName(m_file.encoding), delimiterName(m_file.delimiter)};
    if (!decimalsName(m_decimals).isEmpty())
        parts.append(decimalsName(m_decimals));
    //: %1 is a number of lines
    parts.append(m_file.records.size() == 1 ? tr("1 line") : tr("%1 lines").arg(count));
    return parts.join(u" \u00b7 "_s);
}

QString ManifestEditor::sampleOf(int column) const
{
    return m_file.records.isEmpty() ? QString() : m_file.records.first().fields.value(column);
}

bool ManifestEditor::isExported(const CaptureRow &row) const
{
    if (row.group == CaptureGroup::AlreadyDone)
        return false;
    if (!row.included)
        return true;
    return row.state != CaptureRowState::Planned && row.state != CaptureRowState::InFlight
           && row.state != CaptureRowState::Captured && row.state != CaptureRowState::Pending;
}

int ManifestEditor::exportCount() const
{
    return static_cast<int>(std::ranges::count_if(
        m_captures.rows(), [this](const CaptureRow &row) { return isExported(row); }));
}

QByteArray ManifestEditor::exportText() const
{
    QHash<int, const ManifestRecord *> byLine;
    for (const ManifestRecord &record : m_file.records)
        byLine.insert(record.line, &record);
    QStringList header{tr("Line")};
    header += m_file.header;
    header.append(tr("Why it was not captured"));
    CsvText csv(m_file.delimiter);
    csv.add(header);
    for (const CaptureRow &row : m_captures.rows()) {
        const ManifestRecord *record = byLine.value(row.line);
        if (!record || !isExported(row))
            continue;
        QStringList fields{QString::number(row.line)};
        for (qsizetype i = 0; i < m_file.header.size(); ++i)
            fields.append(record->fields.value(i));
        const QString why = row.outcome.isEmpty() ? row.why : row.outcome;
        fields.append(why.isEmpty() ? tr("It was not ticked.") : why);
        csv.add(fields);
    }
    return csv.bytes();
}

QString ManifestEditor::exportTo(const QString &path) const
{
    QSaveFile file(path);
    const QByteArray text = exportText();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return tr("The lines could not be written there. Choose another place.");
}
