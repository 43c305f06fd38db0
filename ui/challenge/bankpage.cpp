#include "ui/challenge/bankpage.h"

#include "ui/challenge/addressstrip.h"
#include "ui/challenge/pagewidgets.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

BankPage::BankPage(QWidget *parent)
    : QWidget(parent)
    , m_strip(new AddressStrip(this))
    , m_blocked(captionLabel(u"blocked"_s, this))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"bankPageHolder"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_strip);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    m_layout->addWidget(line);
    m_blocked->setContentsMargins(8, 4, 8, 4);
    m_blocked->hide();
    m_layout->addWidget(m_blocked);
}

void BankPage::setView(ChallengeView *view)
{
    dropView();
    m_view = view;
    m_blocked->hide();
    m_strip->setAddress({}, false);
    m_layout->insertWidget(m_layout->indexOf(m_blocked), view, 1);
    setFocusProxy(view);
    view->begin();
}

void BankPage::dropView()
{
    if (!m_view)
        return;
    setFocusProxy(nullptr);
    m_layout->removeWidget(m_view);
    m_view->hide();
    m_view->deleteLater();
    m_view = nullptr;
}

void BankPage::showBlocked(const QString &what)
{
    m_blocked->setText(what);
    m_blocked->show();
}
