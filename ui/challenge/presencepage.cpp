#include "ui/challenge/presencepage.h"

#include "models/challengecontroller.h"
#include "ui/challenge/pagewidgets.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/messagebar.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PresencePage::PresencePage(ChallengeController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_subject(captionLabel(u"subject"_s, this))
    , m_explanation(wrappedLabel(u"explanation"_s, this))
    , m_refusal(new MessageBar(this))
{
    setObjectName(u"presencePage"_s);
    m_refusal->setObjectName(u"embeddedRefusal"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addWidget(m_subject);
    layout->addWidget(titleLabel(u"presenceTitle"_s, tr("Who is with you?"), this));
    layout->addWidget(m_explanation);
    layout->addWidget(m_refusal);
    layout->addSpacing(8);
    m_here = new ChoiceCard(ChoiceCard::Shape::Wide, tr("The customer is here"), {}, this);
    m_here->setObjectName(u"customerIsHere"_s);
    m_here->setIconName(u"user-identity"_s);
    m_here->setRecommended(true);
    m_link = new ChoiceCard(ChoiceCard::Shape::Wide, tr("Send the customer a link"), {}, this);
    m_link->setObjectName(u"sendLink"_s);
    m_link->setIconName(u"mail-send"_s);
    m_simulate =
        new ChoiceCard(ChoiceCard::Shape::Wide, tr("Test simulation"),
                       tr("You play the customer at the test bank. No real money moves."), this);
    m_simulate->setObjectName(u"simulate"_s);
    m_simulate->setIconName(u"tools-wizard"_s);
    m_simulate->setVisible(controller.workspace().testMode);
    for (ChoiceCard *card : {m_here, m_link, m_simulate})
        layout->addWidget(card);
    layout->addStretch(1);
    setFocusProxy(m_here);
    connect(m_here, &ChoiceCard::chosen, this, &PresencePage::customerIsHere);
    connect(m_link, &ChoiceCard::chosen, this, &PresencePage::linkWanted);
    connect(m_simulate, &ChoiceCard::chosen, this, &PresencePage::simulationWanted);
    connect(&controller, &ChallengeController::stateChanged, this, &PresencePage::refresh);
    setEmbeddedRefusal({});
    refresh();
}

void PresencePage::setEmbeddedRefusal(const QString &why)
{
    if (why.isEmpty())
        m_refusal->clear();
    else
        m_refusal->showNotice(why);
    m_here->setDescription(why.isEmpty() ? tr("Opens the bank's page here. Turn the screen to "
                                              "them: only they may type in it.")
                                         : tr("Opens the bank's page in the browser. Turn the "
                                              "screen to them: only they may type in it."));
}

void PresencePage::refresh()
{
    m_subject->setText(m_controller.subject());
    m_explanation->setText(m_controller.explanation());
    const QString until = m_controller.expiryText();
    m_link->setDescription(
        until.isEmpty() ? tr("Copies the link to the bank's page.")
                        //: %1 is a day and time with its zone
                        : tr("Copies the link to the bank's page. It works until %1.").arg(until));
}
