#pragma once

#include <QWidget>

/// One line of text that gives way in a narrow place; the whole of it is in the tooltip and for
/// screen readers. A click on it does nothing; its context menu copies it.
class ElidedLabel final : public QWidget
{
    Q_OBJECT

public:
    ElidedLabel(Qt::TextElideMode mode, QWidget *parent);

    void setText(const QString &text);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
    QString m_text;
};
