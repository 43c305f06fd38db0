#pragma once

#include <QPixmap>
#include <QWidget>

/// Says on every window and dialog whether money is real: hatched violet with "TEST", or red-brown
/// with "LIVE", and the merchant's name. Word, pattern and colour, so that none of them is needed.
class EnvironmentStripe final : public QWidget
{
    Q_OBJECT

public:
    EnvironmentStripe(bool testMode, const QString &merchantName, QWidget *parent);

    /// "TEST: Acme GmbH", as drawn.
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap hatching() const;

    bool m_testMode = true;
    QString m_text;
};
