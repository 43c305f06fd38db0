#include "ui/challenge/linkpage.h"

#include "models/challengecontroller.h"
#include "ui/challenge/pagewidgets.h"
#include "ui/widgets/primarybutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

LinkPage::LinkPage(ChallengeController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_title(titleLabel(u"linkTitle"_s, {}, this))
    , m_words(wrappedLabel(u"linkWords"_s, this))
    , m_link(new QLineEdit(this))
    , m_time(captionLabel(u"linkTime"_s, this))
    , m_copy(new QPushButton(tr("Copy link"), this))
    , m_open(new QPushButton(tr("Open in browser"), this))
{
    setObjectName(u"linkPage"_s);
    m_link->setObjectName(u"link"_s);
    m_link->setReadOnly(true);
    m_link->setAccessibleName(tr("Link to the bank's page"));
    m_copy->setObjectName(u"copyLink"_s);
    m_open->setObjectName(u"openLink"_s);
    auto *askBank = new PrimaryButton(this);
    askBank->setText(tr("The customer is done: ask the bank"));
    askBank->setObjectName(u"askBank"_s);
    askBank->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addWidget(captionLabel(u"linkSubject"_s, this));
    layout->addWidget(m_title);
    layout->addWidget(m_words);
    layout->addSpacing(8);
    layout->addWidget(m_link);
    layout->addWidget(m_time);
    auto *row = new QHBoxLayout;
    row->addWidget(m_copy);
    row->addWidget(m_open);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(1);
    auto *bottom = new QHBoxLayout;
    bottom->addStretch(1);
    bottom->addWidget(askBank);
    layout->addLayout(bottom);
    setFocusProxy(askBank);
    connect(m_copy, &QPushButton::clicked, this, &LinkPage::copyWanted);
    connect(m_open, &QPushButton::clicked, this, &LinkPage::browserWanted);
    connect(askBank, &QPushButton::clicked, this, &LinkPage::askWanted);
    connect(&controller, &ChallengeController::stateChanged, this, &LinkPage::refresh);
    connect(&controller, &ChallengeController::countdownChanged, this, &LinkPage::refresh);
    refresh();
}

void LinkPage::setWhere(Where where)
{
    m_where = where;
    refresh();
}

void LinkPage::refresh()
{
    findChild<QLabel *>(u"linkSubject"_s)->setText(m_controller.subject());
    const QString link = m_controller.challengeUrl().toString(QUrl::FullyEncoded);
    if (m_link->text() != link) {
        m_link->setText(link);
        m_link->setCursorPosition(0);
    }
    const QString until = m_controller.expiryText();
    m_time->setText(until.isEmpty()
                        ? QString()
                        //: %1 is a day and time with its zone, %2 such as "12:05 left"
                        : tr("Works until %1, %2.").arg(until, m_controller.remainingText()));
    switch (m_where) {
    case Where::Link:
        m_title->setText(tr("The link is copied"));
        m_words->setText(tr("Paste it into a message to the customer, and to nobody else. When "
                            "they have answered, this window hears of it by itself."));
        return;
    case Where::Browser:
        m_title->setText(tr("The bank's page is open in the browser"));
        m_words->setText(tr("Let the customer finish there. This window hears of it by itself; "
                            "closing the browser never makes a payment fail."));
        return;
    case Where::BrowserFailed:
        m_title->setText(tr("No browser could be opened"));
        m_words->setText(tr("Nothing was taken. Copy the link, and open it in a browser or send "
                            "it to the customer."));
        return;
    }
}
