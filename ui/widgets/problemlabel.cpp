#include "ui/widgets/problemlabel.h"

#include "ui/theme.h"
#include "ui/widgets/textsize.h"

#include <QEvent>
#include <QStyle>

using namespace Qt::StringLiterals;

void markProblem(QWidget *field, const QString &problem)
{
    field->setAccessibleDescription(problem);
    const bool wrong = !problem.isEmpty();
    if (field->property("problem").toBool() == wrong)
        return;
    field->setProperty("problem", wrong);
    field->style()->unpolish(field); // the style sheet reads properties only when it polishes
    field->style()->polish(field);
    field->update();
}

ProblemLabel::ProblemLabel(QWidget *parent) : QLabel(parent)
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

void ProblemLabel::colour()
{
    m_colouring = true;
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, themeColors(colours).problem);
    setPalette(colours);
    m_colouring = false;
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_colouring)
        colour();
}
