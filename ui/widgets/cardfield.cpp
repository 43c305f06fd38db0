#include "ui/widgets/cardfield.h"

#include "models/cardinput.h"
#include "ui/widgets/cardfieldaccessible.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleHints>
#include <QStyleOptionFrame>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kTextMargin = 4; ///< as inside a line edit
constexpr int kLongestCvc = 4;
constexpr QChar kDot = u'•';

} // namespace

CardField::CardField(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_longest(kind == Kind::Number ? kLongestCardNumber : kLongestCvc)
{
    installCardFieldAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

CardField::~CardField() = default;

void CardField::setLongest(int longest)
{
    m_longest = longest;
    if (m_digits.size() > longest)
        erase(longest, m_digits.size() - longest);
}

void CardField::clear()
{
    const bool had = !m_digits.isEmpty();
    m_digits.clear();
    m_caret = 0;
    if (had)
        afterEdit();
}

CardBrand CardField::brand() const
{
    return m_kind == Kind::Number ? brandOf(m_digits.view()) : CardBrand::Unknown;
}

QString CardField::maskedText() const
{
    if (m_digits.isEmpty())
        return {};
    if (m_kind == Kind::SecurityCode)
        return QString(m_digits.size(), kDot);
    constexpr qsizetype kShown = 4;
    constexpr qsizetype kShortestNumber = 8; // of fewer digits the last four are half the number
    const QString dots(4, kDot);
    if (m_digits.size() < kShortestNumber)
        return dots;
    return dots + u' ' + QString::fromLatin1(m_digits.view().last(kShown));
}

bool CardField::masks(qsizetype position) const
{
    return m_kind == Kind::SecurityCode || (!hasFocus() && position < m_digits.size() - 4);
}

int CardField::cellWidth() const
{
    return fontMetrics().horizontalAdvance(u'0');
}

QRect CardField::textRect() const
{
    QStyleOptionFrame option;
    initOption(&option);
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .adjusted(kTextMargin, 0, -kTextMargin, 0);
}

void CardField::initOption(QStyleOptionFrame *option) const
{
    option->initFrom(this);
    option->rect = rect();
    option->lineWidth = style()->pixelMetric(QStyle::PM_DefaultFrameWidth, option, this);
    option->state |= QStyle::State_Sunken;
    option->features = QStyleOptionFrame::None;
}

QSize CardField::sizeHint() const
{
    QStyleOptionFrame option;
    initOption(&option);
    const int gaps = m_kind == Kind::Number ? 4 : 0;
    const QSize text(cellWidth() * (m_longest + gaps) + 2 * kTextMargin + 2,
                     qMax(fontMetrics().height(), 14) + 4);
    return style()->sizeFromContents(QStyle::CT_LineEdit, &option, text, this);
}

QSize CardField::minimumSizeHint() const
{
    return sizeHint();
}

/// Left edge of the cell of a digit, with half a cell of air between groups.
int CardField::xOf(qsizetype position) const
{
    int gaps = 0;
    qsizetype end = 0;
    if (m_kind == Kind::Number) {
        for (const int group : digitGroups(brand())) {
            end += group;
            gaps += position >= end ? 1 : 0;
        }
    }
    return textRect().left() + static_cast<int>(position) * cellWidth()
           + gaps * cellWidth() * 3 / 4;
}

void CardField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    initOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect area = textRect();
    const auto group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    const bool marked = m_allSelected && hasFocus() && !m_digits.isEmpty();
    if (marked)
        painter.fillRect(QRect(area.left(), area.top() + 1, xOf(m_digits.size()) - area.left(),
                               area.height() - 2),
                         palette().color(group, QPalette::Highlight));
    painter.setPen(palette().color(group, marked ? QPalette::HighlightedText : QPalette::Text));
    for (qsizetype i = 0; i < m_digits.size(); ++i) {
        // One glyph at a time: the number as a whole never becomes a string.
        const QChar glyph = masks(i) ? kDot : QLatin1Char(m_digits.view().at(i));
        painter.drawText(QRect(xOf(i), area.top(), cellWidth(), area.height()),
                         Qt::AlignCenter | Qt::TextDontClip, glyph);
    }
    if (hasFocus() && m_caretShown && !marked) {
        const int height = fontMetrics().height();
        const int x = m_caret == 0 ? area.left() : xOf(m_caret - 1) + cellWidth();
        painter.fillRect(x, area.top() + (area.height() - height) / 2, 1, height,
                         palette().color(group, QPalette::Text));
    }
}

bool CardField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool typed = key->modifiers() == Qt::NoModifier && !key->text().isEmpty()
                           && key->text().front().isPrint();
        const bool ours = key->matches(QKeySequence::Paste) || key->matches(QKeySequence::SelectAll)
                          || key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace;
        if (typed || ours) {
            event->accept(); // a window's single-key shortcuts must not take the digits
            return true;
        }
    }
    return QWidget::event(event);
}

void CardField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste))
        return paste();
    if (event->matches(QKeySequence::SelectAll)) {
        m_allSelected = true;
        return update();
    }
    if (moveCaret(*event) || eraseByKey(*event))
        return;
    const bool plain = !(event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    const QString text = event->text();
    if (plain && !text.isEmpty() && text.front().isPrint())
        return insert(text);
    event->ignore(); // Enter, Esc and Tab are the dialog's
}

bool CardField::moveCaret(const QKeyEvent &event)
{
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Left: placeCaret(m_allSelected ? 0 : m_caret - 1); return true;
    case Qt::Key_Right: placeCaret(m_allSelected ? m_digits.size() : m_caret + 1); return true;
    case Qt::Key_Home: placeCaret(0); return true;
    case Qt::Key_End: placeCaret(m_digits.size()); return true;
    default: return false; // keys are Qt's
    }
}

bool CardField::eraseByKey(const QKeyEvent &event)
{
    const bool back = event.key() == Qt::Key_Backspace;
    if (!back && event.key() != Qt::Key_Delete)
        return false;
    if (m_allSelected)
        erase(0, m_digits.size());
    else if (event.modifiers() & Qt::ControlModifier)
        back ? erase(0, m_caret) : erase(m_caret, m_digits.size() - m_caret);
    else
        erase(back ? m_caret - 1 : m_caret, 1);
    return true;
}

void CardField::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty())
        insert(event->commitString());
    event->accept();
}

QVariant CardField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled: return true;
    case Qt::ImHints:
        return static_cast<int>(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhDigitsOnly
                                | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    case Qt::ImCursorRectangle:
        return QRect(xOf(m_caret), textRect().top(), 1, textRect().height());
    case Qt::ImSurroundingText:
    case Qt::ImCurrentSelection: return QString();    // an input method learns nothing of it
    default: return QWidget::inputMethodQuery(query); // queries are Qt's
    }
}

void CardField::insert(QStringView typed)
{
    const Result<SecretBytes> digits = digitsFromText(typed, kLongestCardNumber);
    if (!digits)
        return emit refused();
    if (m_allSelected && !digits->isEmpty()) {
        m_digits.clear();
        m_caret = 0;
    }
    m_allSelected = false;
    for (const char digit : digits->view())
        insertDigit(digit);
    afterEdit();
}

void CardField::insertDigit(char digit)
{
    if (m_digits.size() >= m_longest)
        return;
    SecretBytes longer(m_digits.view().first(m_caret));
    longer.append({&digit, 1});
    longer.append(m_digits.view().sliced(m_caret));
    m_digits = std::move(longer); // the old bytes are wiped
    ++m_caret;
}

void CardField::paste()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    QString text = clipboard->text();
    const Result<SecretBytes> digits = digitsFromText(text, m_longest);
    if (!digits) {
        emit refused();
        return; // not ours: the clipboard keeps it
    }
    clipboard->clear(); // first, so that the string below is the last copy
    wipe(text);
    m_digits.clear();
    m_caret = 0;
    m_allSelected = false;
    for (const char digit : digits->view())
        insertDigit(digit);
    afterEdit();
}

void CardField::erase(qsizetype from, qsizetype count)
{
    m_allSelected = false;
    if (from < 0 || count <= 0 || from + count > m_digits.size())
        return update();
    SecretBytes rest(m_digits.view().first(from));
    rest.append(m_digits.view().sliced(from + count));
    m_digits = std::move(rest);
    m_caret = from;
    afterEdit();
}

void CardField::placeCaret(qsizetype position)
{
    m_caret = std::clamp<qsizetype>(position, 0, m_digits.size());
    m_allSelected = false;
    m_caretShown = true;
    update();
}

void CardField::afterEdit()
{
    m_allSelected = false;
    m_caretShown = hasFocus();
    update();
    tellCardFieldChanged(this);
    emit edited();
}

void CardField::mousePressEvent(QMouseEvent *event)
{
    qsizetype nearest = m_digits.size();
    while (nearest > 0 && xOf(nearest - 1) + cellWidth() / 2.0 > event->position().x())
        --nearest;
    placeCaret(nearest);
}

void CardField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Paste"), this, &CardField::paste);
    menu->addAction(tr("&Clear"), this, &CardField::clear);
    menu->popup(event->globalPos());
}

void CardField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason
                       || event->reason() == Qt::BacktabFocusReason
                       || event->reason() == Qt::ShortcutFocusReason;
    m_allSelected = byKey && !m_digits.isEmpty();
    m_caret = byKey ? m_digits.size() : m_caret;
    m_caretShown = true;
    const int flash = QGuiApplication::styleHints()->cursorFlashTime();
    if (flash > 0)
        m_blink.start(flash / 2, this);
    update();
}

void CardField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_blink.stop();
    m_allSelected = false;
    update();
}

void CardField::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_blink.timerId())
        return QWidget::timerEvent(event);
    m_caretShown = !m_caretShown;
    update();
}

void CardField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}
