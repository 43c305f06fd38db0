#include "services/domain/textrules.h"

#include "services/core/id.h"
#include "services/domain/card.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

bool hasControlCharacters(const QString &text)
{
    return std::ranges::any_of(text,
                               [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; });
}

} // namespace

Result<> checkText(const QString &text, const QString &field, qsizetype longest)
{
    if (text.size() > longest)
        return Error{ErrorCode::TooLong, field};
    if (hasControlCharacters(text) || looksLikeCardNumber(text))
        return Error{ErrorCode::InvalidValue, field};
    return {};
}

Result<> checkEmail(const QString &email)
{
    static const QRegularExpression form(u"\\A[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+\\z"_s);
    const Result<> kept = checkText(email, u"email"_s);
    if (kept && !email.isEmpty() && !form.match(email).hasMatch())
        return Error{ErrorCode::InvalidValue, u"email"_s};
    return kept;
}

Result<> checkOptionalId(const QString &id, const QString &field)
{
    if (!id.isEmpty() && !isWellFormedId(id))
        return Error{ErrorCode::InvalidValue, field};
    return {};
}

bool looksLikeCardNumber(const QString &text)
{
    static const QRegularExpression run(u"(?:[0-9][ \\-]?){12,18}[0-9]"_s);
    auto matches = run.globalMatch(text);
    while (matches.hasNext()) {
        QByteArray digits = matches.next().captured().toLatin1();
        digits.replace(' ', "").replace('-', "");
        if (passesLuhn(digits))
            return true;
    }
    return false;
}
