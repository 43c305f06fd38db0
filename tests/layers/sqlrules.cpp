#include "tests/layers/sqlrules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct AllowedRow
{
    QLatin1StringView function; ///< or a whole class: "SearchIndex::"
    QLatin1StringView why;
};

constexpr AllowedRow kEveryMerchant[] = {
    {"OperationStore::open"_L1, "recovery looks at whatever was under way"_L1},
    {"OperationStore::due"_L1, "the ladder asks for every merchant"_L1},
    {"OperationStore::nextDueMs"_L1, "one timer for all"_L1},
    {"PaymentStore::expiredHolds"_L1, "the scheduler ends every merchant's holds"_L1},
    {"PaymentStore::expiredCards"_L1, "the scheduler wipes every merchant's held cards"_L1},
    {"PaymentStore::dueCaptures"_L1, "the scheduler captures for every merchant"_L1},
    {"PaymentStore::expiredChallenges"_L1, "the scheduler ends every merchant's challenges"_L1},
    {"PaymentStore::findAttemptByReturnToken"_L1, "the token itself is the key"_L1},
    {"DetachmentStore::due"_L1, "the scheduler tells every merchant's processors"_L1},
    {"RefundStore::due"_L1, "the scheduler sends every merchant's refunds"_L1},
    {"MethodStore::notMoved"_L1, "an unlocked vault is every merchant's"_L1},
    {"ApiKeyStore::findByHash"_L1, "the key itself tells whose it is"_L1},
    {"JournalStore::"_L1, "the audit trail is one chain for all"_L1},
    {"AuditReader::lines"_L1, "the audit trail is checked as a whole"_L1},
    {"AuditReader::amounts"_L1, "the audit trail is checked as a whole"_L1},
    {"AuditReader::lastNumber"_L1, "the audit trail is checked as a whole"_L1},
    {"AccountStore::merchants"_L1, "lists the merchants themselves"_L1},
    {"MerchantSetupStore::merchants"_L1, "lists the merchants themselves"_L1},
    {"MerchantSetupStore::withOldKeys"_L1, "the scheduler drops every merchant's old keys"_L1},
    {"VaultStore::notUnder"_L1, "a root key is every merchant's"_L1},
    {"VaultStore::countUnder"_L1, "a root key is every merchant's"_L1},
    {"VaultStore::dropGeneration"_L1, "a root key is every merchant's"_L1},
    {"WebhookStore::due"_L1, "every merchant's shop is told"_L1},
    {"SearchIndex::"_L1, "indexes every merchant, each in a scope of its own"_L1},
    {"progress"_L1, "compares places in the whole file"_L1},
};

bool isAllowed(const QString &function)
{
    return std::ranges::any_of(kEveryMerchant, [&function](const AllowedRow &row) {
        const bool wholeClass = row.function.endsWith("::"_L1);
        return wholeClass ? function.startsWith(row.function) : function == row.function;
    });
}

/// The function around an offset: the last line that begins one at the left margin.
QString functionAround(const SourceFile &file, qsizetype offset)
{
    static const QRegularExpression start(u"^[A-Za-z][^;={}\\n]*?((?:\\w+::)*\\w+)\\("_s,
                                          QRegularExpression::MultilineOption);
    QString name;
    auto matches = start.globalMatch(file.code.left(offset));
    while (matches.hasNext())
        name = matches.next().captured(1);
    return name;
}

/// Literals of one statement stand together, however they are glued.
struct Statement
{
    qsizetype offset = 0;
    QString text;
};

QList<Statement> statements(const SourceFile &file)
{
    static const QRegularExpression end(u"[;{}]"_s);
    QList<Statement> found;
    qsizetype stop = -1;
    for (const StringLiteral &literal : file.literals) {
        if (literal.offset > stop) {
            const qsizetype next = file.code.indexOf(end, literal.offset);
            stop = next < 0 ? file.code.size() : next;
            found.append(Statement{literal.offset, {}});
        }
        found.last().text += literal.content + u' ';
    }
    return found;
}

} // namespace

QSet<QString> merchantTables(const QString &schema)
{
    static const QRegularExpression table(
        u"CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)\\s*\\((.*?)\\n\\s*\\)"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression column(u"\\bmerchant_id\\b"_s);
    QSet<QString> tables;
    auto matches = table.globalMatch(schema);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (column.match(match.captured(2)).hasMatch())
            tables.insert(match.captured(1));
    }
    return tables;
}

QStringList merchantProblems(const SourceFile &file, const QSet<QString> &tables)
{
    // An INSERT cannot leave the column out: it is NOT NULL everywhere.
    static const QRegularExpression source(u"\\b(?:FROM|JOIN|UPDATE)\\s+(\\w+)"_s);
    static const QRegularExpression named(u"\\bmerchant_id\\s*(=|IN\\b)"_s);
    QStringList problems;
    for (const Statement &statement : statements(file)) {
        auto matches = source.globalMatch(statement.text);
        bool ofMerchants = false;
        while (matches.hasNext())
            ofMerchants = tables.contains(matches.next().captured(1)) || ofMerchants;
        if (!ofMerchants || named.match(statement.text).hasMatch())
            continue;
        const QString function = functionAround(file, statement.offset);
        if (!isAllowed(function))
            problems +=
                file.problem(statement.offset, function + u": a query that names no merchant: "_s
                                                   + statement.text.left(60));
    }
    return problems;
}
