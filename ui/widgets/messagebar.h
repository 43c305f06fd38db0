#pragma once

#include "models/errortext.h"

#include <QFrame>

class QLabel;

/// Tells of a failure in its four parts, or of something worth knowing. Hidden while there is
/// nothing to tell. Its text can be selected and copied; screen readers are told of it.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent);

    /// What is shown, as one line; empty when hidden.
    QString text() const;

public slots:
    void showError(const ErrorText &text);
    void showNotice(const QString &text);
    void clear();

private:
    enum class Kind { Error, Notice };
    void show(Kind kind, const QString &first, const QString &rest, const QString &reference);
    void changeEvent(QEvent *event) override;
    void paintBorder(Kind kind);

    Kind m_kind = Kind::Notice;
    QString m_text;
    QLabel *m_mark = nullptr;
    QLabel *m_first = nullptr;
    QLabel *m_rest = nullptr;
    QLabel *m_reference = nullptr;
};
