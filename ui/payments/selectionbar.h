#pragma once

#include "models/selectiontotals.h"

#include <QFrame>

class ElidedLabel;
class QBoxLayout;
class QPushButton;

/// What is selected, with sums per currency, and what can be done to all of it. Hidden while fewer
/// than two payments are selected.
class SelectionBar final : public QFrame
{
    Q_OBJECT

public:
    /// totals must outlive the bar.
    SelectionBar(const SelectionTotals &totals, QWidget *parent);

    QSize minimumSizeHint() const override { return {0, QFrame::minimumSizeHint().height()}; }

signals:
    void captureAsked();
    void clearAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSelection();
    /// Buttons beside the words, or below them where there is no room.
    void arrange();

    const SelectionTotals &m_totals;
    ElidedLabel *m_text = nullptr;
    ElidedLabel *m_held = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_capture = nullptr;
    QBoxLayout *m_layout = nullptr;
};
