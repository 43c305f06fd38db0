#pragma once

#include "services/core/securebytes.h"
#include "services/domain/card.h"

#include <QBasicTimer>
#include <QWidget>

class QStyleOptionFrame;

/// Where the digits of a card number or of its security code are typed. Looks like a line edit and
/// is none: digits live in wiped memory only, never in a QString; there is no copy, no undo and no
/// selection but "all"; a number is drawn masked but for its last four unless it has the focus, a
/// security code always. Takes ASCII digits only.
class CardField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Number, SecurityCode };

    CardField(Kind kind, QWidget *parent);
    ~CardField() override;

    Kind kind() const { return m_kind; }
    bool isEmpty() const { return m_digits.isEmpty(); }
    qsizetype size() const { return m_digits.size(); }
    /// Most digits that can be typed.
    void setLongest(int longest);
    /// For handing over and checking only.
    QByteArrayView reveal() const { return m_digits.view(); }
    void clear();
    CardBrand brand() const;
    /// What may be shown and read out: "•••• 4242", "•••", "".
    QString maskedText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

signals:
    void edited();
    /// Something that is no ASCII digit was typed or pasted, and not taken.
    void refused();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void insert(QStringView typed);
    void insertDigit(char digit);
    void paste();
    void erase(qsizetype from, qsizetype count);
    bool moveCaret(const QKeyEvent &event);
    bool eraseByKey(const QKeyEvent &event);
    void placeCaret(qsizetype position);
    void afterEdit();
    bool masks(qsizetype position) const;
    int xOf(qsizetype position) const;
    int cellWidth() const;
    QRect textRect() const;
    void initOption(QStyleOptionFrame *option) const;

    Kind m_kind;
    int m_longest;
    SecretBytes m_digits;
    qsizetype m_caret = 0;
    bool m_allSelected = false;
    bool m_caretShown = false;
    QBasicTimer m_blink;
};
