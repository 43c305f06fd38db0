#include "ui/widgets/choicecard.h"

#include "ui/widgets/textsize.h"

#include <QEvent>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace {

constexpr int kPadding = 16;
constexpr int kRadius = 8;

QColor blended(const QColor &a, const QColor &b, int percentOfB)
{
    const auto mix = [percentOfB](int x, int y) {
        return (x * (100 - percentOfB) + y * percentOfB) / 100;
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QLabel *textLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

} // namespace

ChoiceCard::ChoiceCard(Shape shape, const QString &title, const QString &description,
                       QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(new QLabel(this))
    , m_title(textLabel(this))
    , m_note(textLabel(this))
    , m_description(textLabel(this))
{
    const bool tall = shape == Shape::Tall;
    m_layout = new QBoxLayout(tall ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, this);
    m_layout->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    m_layout->setSpacing(tall ? 8 : kPadding);
    m_layout->addWidget(m_icon, 0, tall ? Qt::AlignLeft : Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_note);
    words->addWidget(m_description);
    words->addStretch(1);
    m_layout->addLayout(words, 1);
    m_icon->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_note->hide();
    m_title->setText(title);
    m_description->setText(description);
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    updateFonts();
    updateAccessibility();
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_available)
            emit chosen();
    });
}

void ChoiceCard::setTitle(const QString &title)
{
    m_title->setText(title);
    setText(title);
    updateAccessibility();
    updateGeometry();
}

void ChoiceCard::setDescription(const QString &description)
{
    m_description->setText(description);
    updateAccessibility();
    updateGeometry();
}

QString ChoiceCard::description() const
{
    return m_description->text();
}

void ChoiceCard::setIconName(const QString &name)
{
    m_iconName = name;
    updateIcon();
}

void ChoiceCard::setRecommended(bool recommended)
{
    m_recommended = recommended;
    update();
}

void ChoiceCard::setNotYet(const QString &note)
{
    m_available = note.isEmpty();
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setCursor(m_available ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateIcon();
    updateAccessibility();
    update();
}

QSize ChoiceCard::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 34 + 2 * kPadding;
    return {width, heightForWidth(width)};
}

QSize ChoiceCard::minimumSizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 18 + 2 * kPadding;
    return {width, fontMetrics().height() * 3 + 2 * kPadding};
}

int ChoiceCard::heightForWidth(int width) const
{
    return m_layout->totalHeightForWidth(width);
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    const QPalette colours = palette();
    const QColor accent = colours.color(QPalette::Highlight);
    const QColor base = colours.color(QPalette::Base);
    const QColor text = colours.color(QPalette::WindowText);
    const bool live = m_available && isEnabled();
    QColor fill = live ? base : colours.color(QPalette::Window);
    if (live && (isDown() || underMouse()))
        fill = blended(fill, accent, isDown() ? 18 : 9);
    QPen line(m_recommended && live ? accent : blended(fill, text, 28), 1);
    if (!live)
        line.setStyle(Qt::DashLine);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), kRadius, kRadius);
    if (m_recommended && live) { // a bar, so that it is not the colour alone
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        const qreal left = isRightToLeft() ? width() - 5.5 : 1.5;
        painter.drawRoundedRect(QRectF(left, kRadius, 4, height() - 2 * kRadius), 2, 2);
    }
    if (hasFocus()) {
        painter.setPen(QPen(accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
}

void ChoiceCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ChoiceCard::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateFonts();
        updateIcon();
        updateGeometry();
    } else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        updateIcon();
    }
}

void ChoiceCard::updateAccessibility()
{
    const QString name =
        m_available ? m_title->text() : m_title->text() + QLatin1String(": ") + m_note->text();
    setAccessibleName(name);
    setAccessibleDescription(m_description->text());
    for (QLabel *part : {m_title, m_note, m_description})
        part->setFocusPolicy(Qt::NoFocus);
}

void ChoiceCard::updateFonts()
{
    m_title->setFont(largerFont(font()));
    QFont note = font();
    note.setItalic(true);
    m_note->setFont(note);
}

void ChoiceCard::updateIcon()
{
    const int size = fontMetrics().height() * 2;
    const QIcon icon = m_iconName.isEmpty() ? QIcon() : QIcon::fromTheme(m_iconName);
    m_icon->setVisible(!icon.isNull());
    if (!icon.isNull())
        m_icon->setPixmap(icon.pixmap(size, m_available ? QIcon::Normal : QIcon::Disabled));
}
