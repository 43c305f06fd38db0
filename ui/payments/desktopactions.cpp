#include "ui/payments/desktopactions.h"

#include "ui/capture/manifestdialog.h"
#include "ui/challenge/challengedialog.h"
#include "ui/customers/addmethoddialog.h"
#include "ui/customers/chargedialog.h"
#include "ui/customers/customerdialog.h"
#include "ui/customers/removaldialog.h"
#include "ui/notes/notedialog.h"
#include "ui/payments/capturedialog.h"
#include "ui/payments/capturemanydialog.h"
#include "ui/payments/newpaymentdialog.h"
#include "ui/payments/refunddialog.h"
#include "ui/payments/resolvedialog.h"
#include "ui/payments/voiddialog.h"
#include "ui/recurring/agreementchargedialog.h"
#include "ui/recurring/setupdialog.h"

namespace {

/// Shows the dialog over its window and lets it go, with its editor, once it is closed. The editor
/// is not a child of the window: that would end it before the dialog that uses it.
template <class Editor>
void present(QDialog *dialog, Editor *editor)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QObject::destroyed, editor, [editor] { delete editor; });
    dialog->open();
}

} // namespace

DesktopActions::DesktopActions(Workspace &workspace, ChallengeViewSource &views,
                               QSettings &settings, Prompts &prompts)
    : m_workspace(workspace)
    , m_views(views)
    , m_settings(settings)
    , m_prompts(prompts)
{
}

void DesktopActions::newPayment(QWidget *parent)
{
    auto *editor = new NewPaymentEditor(m_workspace);
    auto *dialog = new NewPaymentDialog(*editor, parent, m_prompts);
    QObject::connect(dialog, &NewPaymentDialog::verificationRequested, parent,
                     [this, parent](const PaymentId &id) { verify(id, parent); });
    present(dialog, editor);
}

void DesktopActions::capture(const Payment &payment, QWidget *parent)
{
    auto *editor = new CaptureEditor(m_workspace, payment);
    present(new CaptureDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::captureMany(const QList<qint64> &rowIds, QWidget *parent)
{
    auto *editor = new CaptureManyEditor(m_workspace, rowIds);
    present(new CaptureManyDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::captureAmounts(const QList<qint64> &rowIds,
                                    const QHash<qint64, qint64> &amounts, QWidget *parent)
{
    auto *editor = new CaptureManyEditor(m_workspace, rowIds, amounts);
    present(new CaptureManyDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::importManifest(const QString &path, QWidget *parent)
{
    auto *editor = new ManifestEditor(m_workspace, m_settings);
    present(new ManifestDialog(*editor, parent, m_prompts), editor);
    editor->openFile(path);
}

void DesktopActions::voidPayment(const Payment &payment, QWidget *parent)
{
    auto *editor = new VoidEditor(m_workspace, payment);
    present(new VoidDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::refund(const Payment &payment, QWidget *parent)
{
    auto *editor = new RefundEditor(m_workspace, payment);
    present(new RefundDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::verify(const PaymentId &id, QWidget *parent)
{
    auto *controller = new ChallengeController(m_workspace, id);
    present(new ChallengeDialog(*controller, m_views, m_prompts, parent), controller);
}

void DesktopActions::resolve(const PaymentId &id, QWidget *parent)
{
    auto *editor = new ResolveEditor(m_workspace, id);
    present(new ResolveDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::addNote(const NoteSubject &subject, const QString &name, QWidget *parent)
{
    auto *editor = new NoteEditor(m_workspace, subject, name);
    present(new NoteDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::newCustomer(QWidget *parent)
{
    auto *editor = new CustomerEditor(m_workspace);
    present(new CustomerDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::editCustomer(const Customer &customer, QWidget *parent)
{
    auto *editor = new CustomerEditor(m_workspace, customer);
    present(new CustomerDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::deleteCustomer(const Customer &customer, QWidget *parent)
{
    auto *editor = new CustomerRemovalEditor(m_workspace, customer);
    present(new RemovalDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::addMethod(const Customer &customer, QWidget *parent)
{
    auto *editor = new AddMethodEditor(m_workspace, customer);
    auto *dialog = new AddMethodDialog(*editor, parent, m_prompts);
    QObject::connect(dialog, &AddMethodDialog::verificationRequested, parent,
                     [this, parent](const PaymentId &id) { verify(id, parent); });
    present(dialog, editor);
}

void DesktopActions::chargeMethod(const Customer &customer, const SavedMethod &method,
                                  QWidget *parent)
{
    auto *editor = new ChargeEditor(m_workspace, customer, method);
    auto *dialog = new ChargeDialog(*editor, parent, m_prompts);
    QObject::connect(dialog, &ChargeDialog::verificationRequested, parent,
                     [this, parent](const PaymentId &id) { verify(id, parent); });
    present(dialog, editor);
}

void DesktopActions::removeMethod(const SavedMethod &method, QWidget *parent)
{
    auto *editor = new MethodRemovalEditor(m_workspace, method);
    present(new RemovalDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::setUpAgreement(const Customer &customer, const SavedMethod &method,
                                    QWidget *parent)
{
    auto *editor = new SetUpEditor(m_workspace, customer, method);
    auto *dialog = new SetUpDialog(*editor, parent, m_prompts);
    QObject::connect(dialog, &SetUpDialog::verificationRequested, parent,
                     [this, parent](const PaymentId &id) { verify(id, parent); });
    present(dialog, editor);
}

void DesktopActions::chargeAgreement(const Agreement &agreement, QWidget *parent)
{
    auto *editor = new AgreementChargeEditor(m_workspace, agreement);
    present(new AgreementChargeDialog(*editor, parent, m_prompts), editor);
}

void DesktopActions::revokeAgreement(const Agreement &agreement, QWidget *parent)
{
    auto *editor = new RevocationEditor(m_workspace, agreement);
    present(new RemovalDialog(*editor, parent, m_prompts), editor);
}
