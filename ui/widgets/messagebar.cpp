#include "ui/widgets/messagebar.h"

#include "ui/statuscolors.h"
#include "ui/theme.h"
#include "ui/widgets/textsize.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

QLabel *wrapped(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_first(wrapped(this, u"messageWhat"_s))
    , m_rest(wrapped(this, u"messageRest"_s))
    , m_reference(wrapped(this, u"messageReference"_s))
{
    setObjectName(u"message"_s);
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    QFont bold = font();
    bold.setBold(true);
    m_first->setFont(bold);
    m_reference->setFont(smallerFont(font()));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_mark, 0, 0, Qt::AlignTop);
    grid->addWidget(m_first, 0, 1);
    grid->addWidget(m_rest, 1, 1);
    grid->addWidget(m_reference, 2, 1);
    grid->setColumnStretch(1, 1);
    hide();
}

QString MessageBar::text() const
{
    return m_text;
}

void MessageBar::showError(const ErrorText &text)
{
    if (text.isEmpty())
        return clear();
    m_text = text.oneLine();
    const QString rest = text.where.isEmpty() ? text.todo : text.where + u' ' + text.todo;
    //: %1 is the id of a payment, to quote when asking for help
    show(Kind::Error, text.what, rest,
         text.reference.isEmpty() ? QString() : tr("Ref %1").arg(text.reference));
}

void MessageBar::showNotice(const QString &text)
{
    if (text.isEmpty())
        return clear();
    m_text = text;
    show(Kind::Notice, text, {}, {});
}

void MessageBar::clear()
{
    m_text.clear();
    hide();
}

void MessageBar::show(Kind kind, const QString &first, const QString &rest,
                      const QString &reference)
{
    m_kind = kind;
    m_mark->setText(kind == Kind::Error ? u"\u26A0"_s : u"\u2139"_s);
    m_mark->setAccessibleName(kind == Kind::Error ? tr("Problem") : tr("Note"));
    m_first->setText(first);
    m_rest->setText(rest);
    m_rest->setVisible(!rest.isEmpty());
    m_reference->setText(reference);
    m_reference->setVisible(!reference.isEmpty());
    setAccessibleName(m_text);
    paintBorder(kind);
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange && !m_text.isEmpty())
        paintBorder(m_kind);
}

/// Colours of the status families, so that they hold their contrast in light and dark.
void MessageBar::paintBorder(Kind kind)
{
    QPalette colours = window()->palette();
    const StatusLook look = kind == Kind::Error ? StatusLook::Failed : StatusLook::PartCaptured;
    const StatusColors pair = statusColors(look, isDark(colours));
    colours.setColor(QPalette::Window, pair.ground);
    colours.setColor(QPalette::WindowText, pair.ink);
    setPalette(colours);
}
