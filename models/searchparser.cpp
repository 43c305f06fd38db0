#include "models/searchparser.h"

#include "models/searchterms.h"

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SearchParser)
};

/// Blank-separated tokens; quotes keep blanks together and are dropped.
QStringList tokensOf(const QString &text)
{
    QStringList tokens;
    QString token;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            if (!token.isEmpty())
                tokens.append(token);
            token.clear();
        } else {
            token += c;
        }
    }
    if (!token.isEmpty())
        tokens.append(token);
    return tokens;
}

bool isField(const QString &token, qsizetype colon)
{
    // Ids of processors and times of day hold colons too, but no word of letters before them.
    return colon > 1 && std::all_of(token.begin(), token.begin() + colon, [](QChar c) {
               return c.isLetter() || c == u'4';
           });
}

bool isDigits(const QString &token)
{
    return std::ranges::all_of(token, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// How many tokens from `at` on were read as one part.
int readPart(SearchTerms &terms, const QStringList &tokens, qsizetype at)
{
    const QString &typed = tokens.at(at);
    const QString next = at + 1 < tokens.size() ? tokens.at(at + 1) : QString();
    if (!next.isEmpty() && terms.addDate(typed + u' ' + next))
        return 2; // "last week"
    const bool excluded = typed.size() > 1 && typed.startsWith(u'-');
    const QString token = excluded ? typed.mid(1) : typed;
    if (const qsizetype colon = token.indexOf(u':'); isField(token, colon)) {
        terms.addField(token.left(colon).toLower(), token.mid(colon + 1), excluded);
        return 1;
    }
    if (excluded) {
        if (!terms.addStatus(token, true))
            terms.addProblem(Words::tr("Only a status can be excluded, as in “-failed”; “%1” is "
                                       "none.")
                                 .arg(token));
        return 1;
    }
    if (terms.addDate(token))
        return 1;
    if (next.size() == 3 && currencyFromText(next.toUpper()) && terms.addAmount(token, next))
        return 2;
    if (!isDigits(token) && terms.addAmount(token, {}))
        return 1;
    if (token.compare("refunded"_L1, Qt::CaseInsensitive) == 0)
        terms.addStatus(token, false); // the one word of a status that no order is called
    else if (token.contains(u'@'))
        terms.addEmail(token);
    else
        terms.addWord(token);
    return 1;
}

} // namespace

ParsedSearch parseSearch(const QString &text, const SearchContext &context)
{
    SearchTerms terms(context);
    const QString trimmed = text.trimmed();
    if (trimmed.size() > 1 && trimmed.at(0) == u'>' && trimmed.at(1).isLetter()) {
        terms.setCommand(trimmed.mid(1).trimmed().toLower());
        return terms.finish();
    }
    const QStringList tokens = tokensOf(trimmed);
    for (qsizetype at = 0; at < tokens.size();)
        at += readPart(terms, tokens, at);
    return terms.finish();
}

ParsedSearch parseColumnFilter(PaymentColumn column, const QString &text,
                               const SearchContext &context)
{
    SearchTerms terms(context);
    const QString value = text.trimmed();
    if (value.isEmpty())
        return terms.finish();
    switch (column) {
    case PaymentColumn::Status: terms.addField(u"status"_s, value, false); break;
    case PaymentColumn::Amount: terms.addField(u"amount"_s, value, false); break;
    case PaymentColumn::Currency: terms.addField(u"currency"_s, value, false); break;
    case PaymentColumn::OrderReference: terms.addField(u"order"_s, value, false); break;
    case PaymentColumn::Customer:
    case PaymentColumn::Email: terms.addField(u"customer"_s, value, false); break;
    case PaymentColumn::Method:
        terms.addField(isDigits(value) ? u"last4"_s : u"brand"_s, value, false);
        break;
    case PaymentColumn::Created: terms.addField(u"created"_s, value, false); break;
    case PaymentColumn::Connector: terms.addField(u"connector"_s, value, false); break;
    case PaymentColumn::CaptureBefore: terms.addField(u"expires"_s, value, false); break;
    case PaymentColumn::CaptureMethod: terms.addField(u"capture"_s, value, false); break;
    case PaymentColumn::Captured:
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded:
    case PaymentColumn::Authentication:
    case PaymentColumn::Attempts:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Description:
    case PaymentColumn::Profile:
    case PaymentColumn::Updated: break;
    }
    return terms.finish();
}

bool isFilterable(PaymentColumn column)
{
    switch (column) {
    case PaymentColumn::Status:
    case PaymentColumn::Amount:
    case PaymentColumn::Currency:
    case PaymentColumn::OrderReference:
    case PaymentColumn::Customer:
    case PaymentColumn::Method:
    case PaymentColumn::Created:
    case PaymentColumn::Connector:
    case PaymentColumn::CaptureBefore:
    case PaymentColumn::CaptureMethod:
    case PaymentColumn::Email: return true;
    case PaymentColumn::Captured:
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded:
    case PaymentColumn::Authentication:
    case PaymentColumn::Attempts:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Description:
    case PaymentColumn::Profile:
    case PaymentColumn::Updated: return false;
    }
    return false;
}
