#include "ui/widgets/problemlabel.h"

#include "ui/widgets/textsize.h"

#include <QEvent>

using namespace Qt::StringLiterals;

ProblemLabel::ProblemLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setFont(smallerFont(font()));
    setObjectName(u"problem"_s);
    colour();
    hide();
}

void ProblemLabel::setText(const QString &problem)
{
    QLabel::setText(problem);
    setVisible(!problem.isEmpty());
}

/// The red of the "Failed" family: readable on the window in light and dark.
void ProblemLabel::colour()
{
    m_colouring = true;
    QPalette colours = palette();
    const bool dark = colours.color(QPalette::Window).lightness() < 128;
    colours.setColor(QPalette::WindowText, dark ? QColor(0xFFB8A3) : QColor(0x8A1C00));
    setPalette(colours);
    m_colouring = false;
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_colouring)
        colour();
}
