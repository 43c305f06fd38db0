#pragma once

#include <QWidget>

/// A hold as a bar: what is captured, what this capture takes, what is left. Beside it stand the
/// same amounts in words; the bar alone tells nothing.
class CaptureBar final : public QWidget
{
    Q_OBJECT

public:
    explicit CaptureBar(QWidget *parent);

    /// Minor units of one currency.
    void setAmounts(qint64 held, qint64 captured, qint64 taking);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthOf(qint64 amount) const;

    qint64 m_held = 0;
    qint64 m_captured = 0;
    qint64 m_taking = 0;
};
