#include "ui/payments/inspectorwindow.h"

#include "ui/payments/inspectorpanel.h"
#include "ui/payments/paymentcommands.h"
#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/messagebar.h"

#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

InspectorWindow::InspectorWindow(const Workspace &workspace, PaymentActions &actions,
                                 const PaymentId &id, QWidget *owner)
    : QWidget(owner, Qt::Window)
    , m_model(workspace)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"inspectorWindow"_s);
    setWindowTitle(tr("Payment %1").arg(id.value));
    auto *commands = new PaymentCommands(workspace, actions, this);
    auto *message = new MessageBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new EnvironmentStripe(workspace.testMode, workspace.merchantName, this));
    layout->addWidget(message);
    layout->addWidget(new InspectorPanel(m_model, *commands, this), 1);
    connect(commands, &PaymentCommands::notice, message, &MessageBar::showNotice);
    connect(commands, &PaymentCommands::failed, message, &MessageBar::showError);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &QWidget::close);
    constexpr QSize kUsual(440, 680);
    const int wide = fontMetrics().averageCharWidth() * 62; // a large font asks for more
    resize(kUsual.expandedTo({wide, 0}));
    m_model.setPayment(id);
}
