#pragma once

#include "services/processors/simulator/bankcard.h"

#include <QList>
#include <QString>

#include <optional>

/// A form body or query as Stripe takes it, names with their brackets: "metadata[attempt_id]".
class StripeFaceForm
{
public:
    /// Nothing when a name is given twice, or not at all.
    static std::optional<StripeFaceForm> decode(QByteArrayView text);

    bool has(const QString &name) const;
    QString text(const QString &name) const;
    bool isTrue(const QString &name) const { return text(name) == QLatin1StringView("true"); }
    /// A whole number that is not negative; -1 when it is none or is not there.
    qint64 number(const QString &name) const;
    bool expands(const QString &name) const;
    /// The names that begin so, "metadata[".
    QStringList names(const QString &prefix) const;
    /// The first part of a name that is not among those words, or empty.
    QString unknownName(const QStringList &known) const;
    /// Takes the card out: what is hashed, compared or kept later holds neither number nor CVC.
    PresentedCard takeCard();
    /// Every field in order, to compare two requests by.
    QByteArray canonical() const;

private:
    struct Field
    {
        QString name;
        QString value;
    };
    QList<Field> m_fields;
};
