#pragma once

#include "models/displaytext.h"

#include <QWidget>

/// Draws a chip into `area`, left aligned and centred in height: icon, word, border; the unknown
/// outcome with a hatched border. The word is elided if it must be.
void paintStatusChip(QPainter &painter, const QRect &area, StatusLook look, const QString &word,
                     bool dark, qreal devicePixelRatio);
/// How wide and high the chip is in full.
QSize statusChipSize(const QFontMetrics &metrics, const QString &word);

/// One status chip on its own.
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusChip(QWidget *parent);

    void setStatus(PaymentStatus status, bool outcomeUnknown);
    /// Any other status: `meaning` is told to those who point at it.
    void setLook(StatusLook look, const QString &word, const QString &meaning);
    QString text() const { return m_word; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusLook m_look = StatusLook::Draft;
    QString m_word;
};
