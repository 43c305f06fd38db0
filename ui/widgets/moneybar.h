#pragma once

#include "services/domain/payment.h"

#include <QWidget>

/// What a hold is made of, in minor units of one currency.
struct MoneyParts
{
    Currency currency = Currency::Eur;
    qint64 captured = 0;  ///< taken, refunds included
    qint64 moving = 0;    ///< of the capture under way, or the one being prepared
    qint64 left = 0;      ///< still held after that
    qint64 released = 0;  ///< was held, is no longer
    qint64 refunded = 0;  ///< of captured
    qint64 refunding = 0; ///< of captured: planned to go back, or on its way

    friend bool operator==(const MoneyParts &, const MoneyParts &) = default;
};

MoneyParts moneyPartsOf(const Payment &payment);

/// One bar with the parts in proportion, and every part in words below it. Told apart by pattern
/// and word, not by colour alone.
class MoneyBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MoneyBar(QWidget *parent);

    void setParts(const MoneyParts &parts);
    /// What the part that moves is called, such as "this capture".
    void setMovingLabel(const QString &label);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Part
    {
        QString label;
        qint64 amount = 0;
        QColor color;
        Qt::BrushStyle pattern = Qt::SolidPattern;
    };
    QList<Part> parts() const;
    int barHeight() const;
    /// Paints the words if there is a painter; answers the height they take.
    int layOutLegend(QPainter *painter, int width) const;

    MoneyParts m_parts;
    QString m_movingLabel;
};
