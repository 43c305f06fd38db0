#include "ui/challenge/addressstrip.h"

#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QShortcut>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

AddressStrip::AddressStrip(QWidget *parent)
    : QWidget(parent)
    , m_lock(plainLabel(u"lock"_s, this))
    , m_scheme(plainLabel(u"scheme"_s, this))
    // Of a long name the end tells whose it is.
    , m_host(new ElidedLabel(Qt::ElideLeft, this))
    , m_port(plainLabel(u"port"_s, this))
    , m_time(plainLabel(u"timeLeft"_s, this))
{
    setObjectName(u"addressStrip"_s);
    m_host->setObjectName(u"host"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(0);
    layout->addWidget(m_lock);
    layout->addSpacing(8);
    layout->addWidget(m_scheme);
    layout->addWidget(m_host);
    layout->addWidget(m_port);
    layout->addSpacing(16);
    layout->addStretch(1);
    layout->addWidget(m_time);
    layout->addSpacing(8);
    QToolButton *reload =
        button(u"reload"_s, u"view-refresh"_s, tr("Reload"), QKeySequence(Qt::Key_F5));
    QToolButton *browser = button(u"openInBrowser"_s, u"internet-services"_s, tr("Open in browser"),
                                  QKeySequence(Qt::CTRL | Qt::Key_B));
    QToolButton *leave =
        button(u"leavePage"_s, u"dialog-cancel"_s, tr("Cancel"), QKeySequence(Qt::Key_Escape));
    leave->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QToolButton *one : {reload, browser, leave})
        layout->addWidget(one);
    connect(reload, &QToolButton::clicked, this, &AddressStrip::reloadWanted);
    connect(browser, &QToolButton::clicked, this, &AddressStrip::browserWanted);
    connect(leave, &QToolButton::clicked, this, &AddressStrip::leaveWanted);
    // Esc belongs to the dialog, which asks; the other keys are ours.
    connect(new QShortcut(QKeySequence(Qt::Key_F5), this), &QShortcut::activated, this,
            &AddressStrip::reloadWanted);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_B), this), &QShortcut::activated, this,
            &AddressStrip::browserWanted);
    QFont bold = font();
    bold.setBold(true);
    m_host->setFont(bold);
    setAddress({}, false);
}

void AddressStrip::setAddress(const QUrl &url, bool encrypted)
{
    const bool shown = !url.isEmpty();
    m_scheme->setText(shown ? url.scheme() + u"://"_s : QString());
    // Unicode look-alikes show in their coded form, so that nobody is fooled by a letter.
    m_host->setText(shown ? url.host(QUrl::FullyEncoded) : tr("Opening the bank's page…"));
    m_port->setText(url.port() > 0 ? u":%1"_s.arg(url.port()) : QString());
    const QIcon icon = QIcon::fromTheme(encrypted ? u"object-locked"_s : u"object-unlocked"_s);
    const QString words = encrypted ? tr("Encrypted, certificate checked")
                                    : tr("Not encrypted: only on this computer, for tests");
    const int size = fontMetrics().height();
    m_lock->setVisible(shown);
    if (icon.isNull())
        m_lock->setText(encrypted ? tr("Encrypted") : tr("Not encrypted"));
    else
        m_lock->setPixmap(icon.pixmap(size));
    m_lock->setToolTip(words);
    m_lock->setAccessibleName(words);
    m_host->setAccessibleName(shown ? tr("Address of the bank's page: %1").arg(m_host->text())
                                    : m_host->text());
}

void AddressStrip::setTimeLeft(const QString &words)
{
    m_time->setText(words);
    //: %1 such as "12:05 left"
    m_time->setAccessibleName(tr("Verification: %1").arg(words));
}

QToolButton *AddressStrip::button(const QString &name, const QString &icon, const QString &text,
                                  const QKeySequence &key)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    const QIcon themed = QIcon::fromTheme(icon);
    button->setIcon(themed);
    button->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()));
    button->setToolButtonStyle(themed.isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(text);
    //: %1 is what the button does, %2 its key
    button->setToolTip(tr("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    return button;
}
