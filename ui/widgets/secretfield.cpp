#include "ui/widgets/secretfield.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

using namespace Qt::StringLiterals;

namespace {

constexpr int kTextMargin = 4;            ///< as inside a line edit
constexpr int kShownCharacters = 24;      ///< what there is room for
constexpr qsizetype kLongestBytes = 1000; ///< a key file takes no longer one
constexpr QChar kDot = u'•';

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

class SecretFieldAccessible final : public QAccessibleWidget
{
public:
    explicit SecretFieldAccessible(SecretField *field)
        : QAccessibleWidget(field, QAccessible::EditableText)
        , m_field(field)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_field->maskedText() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.editable = true;
        state.passwordEdit = true; // readers then do not echo the keys
        return state;
    }

private:
    SecretField *m_field;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretFieldAccessible(field) : nullptr;
}

void installAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

} // namespace

SecretField::SecretField(QWidget *parent) : QWidget(parent)
{
    installAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

SecretField::~SecretField() = default;

qsizetype SecretField::length() const
{
    qsizetype characters = 0;
    for (const char byte : m_text.view())
        characters += isContinuation(byte) ? 0 : 1;
    return characters;
}

QString SecretField::maskedText() const
{
    return QString(length(), kDot);
}

SecretBytes SecretField::take()
{
    SecretBytes taken = std::move(m_text);
    m_text = SecretBytes();
    afterEdit();
    return taken;
}

void SecretField::clear()
{
    if (m_text.isEmpty())
        return;
    m_text.clear();
    afterEdit();
}

void SecretField::afterEdit()
{
    update();
    QAccessibleValueChangeEvent told(this, maskedText());
    QAccessible::updateAccessibility(&told);
    emit edited();
}

void SecretField::insert(QString typed)
{
    QByteArray bytes = typed.toUtf8();
    if (m_text.size() + bytes.size() <= kLongestBytes)
        m_text.append(bytes);
    wipe(bytes);
    wipe(typed);
    afterEdit();
}

void SecretField::paste()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    QString text = clipboard->text();
    if (text.isEmpty())
        return;
    clipboard->clear(); // first, so that the string below is the last copy
    const qsizetype end = text.indexOf(u'\n');
    QString line = end < 0 ? text : text.left(end);
    if (end >= 0)
        wipe(text);
    else
        text.clear(); // shares its buffer with the line
    insert(std::move(line));
}

void SecretField::eraseLast()
{
    qsizetype size = m_text.size();
    while (size > 0 && isContinuation(m_text.view().at(size - 1)))
        --size;
    m_text = SecretBytes(m_text.view().first(qMax<qsizetype>(0, size - 1)));
    afterEdit();
}

bool SecretField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool typed = !(key->modifiers() & ~Qt::ShiftModifier) && !key->text().isEmpty()
                           && key->text().front().isPrint();
        if (typed || key->matches(QKeySequence::Paste) || key->key() == Qt::Key_Backspace) {
            event->accept(); // a window's single-key shortcuts must not take the letters
            return true;
        }
    }
    return QWidget::event(event);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return paste();
    if (event->key() == Qt::Key_Backspace)
        return event->modifiers() & Qt::ControlModifier ? clear() : eraseLast();
    // AltGr makes letters on many keyboards, and comes as Ctrl+Alt on some.
    const bool command = event->modifiers().testFlag(Qt::ControlModifier)
                         != event->modifiers().testFlag(Qt::AltModifier);
    const QString text = event->text();
    if (!command && !text.isEmpty() && text.front().isPrint())
        return insert(text);
    event->ignore(); // Enter, Esc and Tab are the dialog's
}

void SecretField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty())
        insert(event->commitString());
    event->accept();
}

QVariant SecretField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled: return true;
    case Qt::ImHints:
        return static_cast<int>(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText
                                | Qt::ImhNoAutoUppercase);
    case Qt::ImSurroundingText:
    case Qt::ImCurrentSelection: return QString();    // an input method learns nothing of it
    default: return QWidget::inputMethodQuery(query); // queries are Qt's
    }
}

void SecretField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Paste"), this, &SecretField::paste);
    menu->addAction(tr("&Clear"), this, &SecretField::clear);
    menu->popup(event->globalPos());
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void SecretField::initOption(QStyleOptionFrame *option) const
{
    option->initFrom(this);
    option->rect = rect();
    option->lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, option, this);
    option->state |= QStyle::State_Sunken;
    option->features = QStyleOptionFrame::None;
}

QSize SecretField::sizeHint() const
{
    QStyleOptionFrame option;
    initOption(&option);
    const QSize text(fontMetrics().averageCharWidth() * kShownCharacters + 2 * kTextMargin,
                     qMax(fontMetrics().height(), 14) + 4);
    return style()->sizeFromContents(QStyle::CT_LineEdit, &option, text, this);
}

void SecretField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    initOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect area = style()
                           ->subElementRect(QStyle::SE_LineEditContents, &option, this)
                           .adjusted(kTextMargin, 0, -kTextMargin, 0);
    const auto group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    painter.setPen(palette().color(group, QPalette::Text));
    painter.setClipRect(area);
    const QString dots = maskedText();
    const int width = fontMetrics().horizontalAdvance(dots);
    // The end is where one types: it stays in sight.
    const int left = qMin(area.left(), area.right() - width - 1);
    painter.drawText(QRect(left, area.top(), width + 1, area.height()),
                     Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter, dots);
    if (hasFocus()) {
        const int height = fontMetrics().height();
        painter.fillRect(left + width, area.top() + (area.height() - height) / 2, 1, height,
                         palette().color(group, QPalette::Text));
    }
}
