#include "ui/payments/newpaymentconfirm.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "ui/widgets/textsize.h"

#include <QGridLayout>
#include <QLabel>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

NewPaymentConfirm::NewPaymentConfirm(NewPaymentEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_amount = addRow(tr("Amount"), u"confirmAmount"_s);
    m_amount->setFont(largerFont(font()));
    m_customer = addRow(tr("Customer"), u"confirmCustomer"_s);
    m_card = addRow(tr("Card"), u"confirmCard"_s);
    m_verification = addRow(tr("Verification"), u"confirmVerification"_s);
    m_effect = new QLabel(this);
    m_effect->setObjectName(u"confirmEffect"_s);
    m_effect->setWordWrap(true);
    m_showDetails = new QToolButton(this);
    m_showDetails->setObjectName(u"showDetails"_s);
    m_showDetails->setText(tr("&Details"));
    m_showDetails->setToolTip(tr("Show or hide the ids of this request"));
    m_showDetails->setCheckable(true);
    m_showDetails->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_showDetails->setArrowType(Qt::RightArrow);
    m_showDetails->setFocusPolicy(Qt::StrongFocus);
    m_details = new QLabel(this);
    m_details->setObjectName(u"details"_s);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->hide();
    const int row = grid->rowCount();
    grid->addWidget(m_effect, row, 0, 1, 2);
    grid->addWidget(m_showDetails, row + 1, 0, 1, 2, Qt::AlignLeft);
    grid->addWidget(m_details, row + 2, 0, 1, 2);
    grid->setRowStretch(row + 3, 1);
    connect(m_showDetails, &QToolButton::toggled, this, [this](bool open) {
        m_showDetails->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(open);
        emit resized();
    });
}

QLabel *NewPaymentConfirm::addRow(const QString &caption, const QString &name)
{
    auto *grid = qobject_cast<QGridLayout *>(layout());
    const int row = grid->rowCount();
    auto *value = new QLabel(this);
    value->setObjectName(name);
    value->setWordWrap(true);
    value->setTextFormat(Qt::PlainText);
    grid->addWidget(new QLabel(caption, this), row, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(value, row, 1);
    return value;
}

void NewPaymentConfirm::refresh(const QString &maskedCard)
{
    const Payment &payment = m_editor.payment();
    QStringList customer{payment.customer.name, payment.customer.email};
    customer.removeAll({});
    m_amount->setText(shownMoney(payment.netAmount, payment.currency));
    m_customer->setText(customer.isEmpty() ? tr("Not named") : customer.join(u", "_s));
    m_card->setText(maskedCard.isEmpty() ? tr("None: go back and enter it") : maskedCard);
    m_verification->setText(payment.authenticationType == AuthenticationType::ThreeDs
                                ? tr("The bank is asked to verify the customer (3-D Secure)")
                                : tr("Only if the bank demands it"));
    const QString keeps = m_editor.keepSentence();
    m_effect->setText(keeps.isEmpty() ? m_editor.confirmSentence()
                                      : QString(m_editor.confirmSentence() + u' ' + keeps));
    //: %1 is the id of a payment, %2 the id of the request; both are for technical questions
    m_details->setText(
        tr("Payment %1\nIdempotency key %2").arg(payment.id.value, m_editor.operationId()));
}
