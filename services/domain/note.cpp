#include "services/domain/note.h"

#include "services/domain/fromtext.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

QString toText(NoteAbout about)
{
    return about == NoteAbout::Payment ? u"payment"_s : u"customer"_s;
}

std::optional<NoteAbout> noteAboutFromText(QStringView text)
{
    return fromText(text, NoteAbout::Customer);
}

Result<QString> checkedNote(const QString &text)
{
    const QString kept = text.trimmed();
    if (kept.isEmpty())
        return Error{ErrorCode::MissingField, u"note"_s};
    QString onOneLine = kept;
    onOneLine.replace(u'\n', u' '); // a number broken over lines is a number, too
    const Result<> fits = checkText(onOneLine, u"note"_s, kLongestNote);
    return fits ? Result<QString>(kept) : fits.error();
}
