#pragma once

#include <QScrollArea>

/// As large as what it holds when there is room, and scrolling up and down when there is not; never
/// sideways.
class FittingScrollArea final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FittingScrollArea(QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    /// What it holds wants another size.
    void contentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();
    void keepFocusInSight();

    int m_contentHeight = 0; ///< as it was when the focus was brought into sight
};
