#pragma once

#include <QObject>

/// Whether names, e-mail addresses and amounts are hidden, for when somebody looks over the
/// shoulder or the screen is shared. One for the whole window. Never remembered: a window that
/// opens shows what it has.
class PrivacyMask final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool isOn() const { return m_on; }
    /// What stands for anything hidden; says nothing of its length.
    static QString dots() { return QStringLiteral("\u2022\u2022\u2022\u2022"); }

public slots:
    void setOn(bool on);
    void toggle() { setOn(!m_on); }

signals:
    void changed();

private:
    bool m_on = false;
};

/// The text, or dots while there is a mask that is on and something to hide.
inline QString masked(const PrivacyMask *mask, const QString &text)
{
    return mask && mask->isOn() && !text.isEmpty() ? PrivacyMask::dots() : text;
}
