#pragma once

#include <QTranslator>

class QCoreApplication;
class QLocale;

/// The program's words in the person's language, from resources/translations, and those of Qt's own
/// dialogs. Where there is no translation the English of the source stays.
class Translations final
{
public:
    /// The application must outlive the object.
    explicit Translations(QCoreApplication &application);
    ~Translations();
    Q_DISABLE_COPY_MOVE(Translations)

    /// Changes to the best there is for that locale; true when there are words of ours for it.
    /// Widgets made before keep theirs: call it before the first.
    bool use(const QLocale &locale);
    /// Codes of the languages there are, such as "en".
    static QStringList languages();

private:
    QCoreApplication &m_application;
    QTranslator m_ours;
    QTranslator m_qts;
};
