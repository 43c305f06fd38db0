#include "ui/widgets/primarybutton.h"

#include <QApplication>
#include <QEvent>

PrimaryButton::PrimaryButton(QWidget *parent) : QPushButton(parent)
{
    setAutoDefault(false); // the dialog decides whether Enter may press it
    fill();
}

void PrimaryButton::fill()
{
    m_filling = true;
    const QPalette base = QApplication::palette();
    QPalette filled = base;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        filled.setColor(group, QPalette::Button, base.color(QPalette::Active, QPalette::Highlight));
        filled.setColor(group, QPalette::ButtonText,
                        base.color(QPalette::Active, QPalette::HighlightedText));
    }
    setPalette(filled);
    m_filling = false;
}

void PrimaryButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    const bool palette =
        event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange;
    if (palette && !m_filling)
        fill();
}
