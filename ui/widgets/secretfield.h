#pragma once

#include "services/core/securebytes.h"

#include <QWidget>

class QStyleOptionFrame;

/// Where a passphrase is typed. Looks like a line edit and is none: what is typed lives in wiped
/// memory only, never in a QString; there is no copy, no undo and no selection, and the end is the
/// only place to write. Drawn as dots, always.
class SecretField final : public QWidget
{
    Q_OBJECT

public:
    explicit SecretField(QWidget *parent);
    ~SecretField() override;

    bool isEmpty() const { return m_text.isEmpty(); }
    /// Characters, not bytes.
    qsizetype length() const;
    bool sameAs(const SecretField &other) const { return m_text.sameAs(other.m_text.view()); }
    /// What was typed, UTF-8, once: nothing of it stays here.
    SecretBytes take();
    /// The same, and it stays: for what has to be tried before it is kept.
    SecretBytes copy() const { return m_text.clone(); }
    void clear();
    /// What may be shown and read out: a dot for each character.
    QString maskedText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

signals:
    void edited();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void insert(QString typed);
    void paste();
    void eraseLast();
    void afterEdit();
    void initOption(QStyleOptionFrame *option) const;

    SecretBytes m_text;
};
