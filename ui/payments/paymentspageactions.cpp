// What a person does on the payments page; how the page follows is in paymentspage.cpp.
#include "models/displaytext.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/paymentspage.h"
#include "ui/payments/savedviewtabs.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

namespace {

constexpr int kMostAsked = 50; ///< payments asked about with one key press

} // namespace

void PaymentsPage::captureSelected()
{
    if (m_totals.rowIds().size() > 1)
        m_actions.captureMany(m_totals.rowIds(), window());
    else if (const PaymentId id = currentId(); !id.isEmpty())
        m_commands->capture(id);
}

void PaymentsPage::voidCurrent()
{
    if (m_totals.rowIds().size() > 1)
        return m_message->showNotice(tr("Select one payment to release it."));
    if (const PaymentId id = currentId(); !id.isEmpty())
        m_commands->voidPayment(id);
}

void PaymentsPage::refundCurrent()
{
    if (m_totals.rowIds().size() > 1)
        return m_message->showNotice(tr("Select one payment to refund it."));
    if (const PaymentId id = currentId(); !id.isEmpty())
        m_commands->refund(id);
}

void PaymentsPage::verifyCurrent()
{
    if (const PaymentId id = currentId(); !id.isEmpty())
        m_commands->verify(id);
}

void PaymentsPage::askSelected()
{
    const QList<qint64> &selected = m_totals.rowIds();
    if (selected.size() > kMostAsked)
        return m_message->showNotice(
            tr("Select at most %1 payments to ask about at once.").arg(kMostAsked));
    for (const qint64 rowId : selected) {
        const PaymentSummary *row = m_table.loadedRow(rowId);
        if (row && !row->id.isEmpty())
            m_commands->askProcessor(row->id);
    }
}

void PaymentsPage::copyLink()
{
    if (const PaymentId id = currentId(); !id.isEmpty())
        m_commands->copyLink(id);
}

void PaymentsPage::copySelection(CopyFormat format)
{
    if (!m_totals.rowIds().isEmpty())
        m_copier.copy(m_totals.rowIds(), shownColumns(), format);
}

void PaymentsPage::copyCurrentId()
{
    const PaymentId id = currentId();
    if (id.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(id.value);
    m_message->showNotice(tr("Payment ID %1 copied.").arg(id.value));
}

void PaymentsPage::selectMatching()
{
    m_selectDue = !m_table.isComplete() || m_table.isLoading();
    if (m_selectDue && !m_table.isReading())
        reload(); // it was stopped on the way
    if (m_selectDue)
        return m_message->showNotice(tr("Everything is selected as soon as the list is read."));
    if (m_table.rowCount() == 0)
        return m_message->showNotice(tr("There is nothing to select."));
    m_view->setFocus(Qt::ShortcutFocusReason);
    m_view->selectAll();
    const QString count = DisplayText::count(m_table.rowCount(), locale());
    const QString view = m_views.views().at(m_tabs->current()).name;
    //: %1 is a number of payments, %2 the name of a view or what is searched for
    m_message->showNotice(
        tr("All %1 payments are selected: %2.")
            .arg(count, m_filter.explanation().isEmpty() ? view : m_filter.explanation()));
}

void PaymentsPage::goBack()
{
    m_selectDue = false;
    if (m_table.isReading())
        stopReading();
    else if (m_totals.rowIds().size() > 1)
        m_view->chooseRow(m_view->currentIndex().row());
    else
        m_message->clear();
}

void PaymentsPage::stopReading()
{
    m_table.stopReading();
    m_message->showNotice(tr("Reading was stopped: this is not everything. F5 reads again."));
}

void PaymentsPage::runCommand(const QString &command)
{
    m_search->clear();
    if (command == u"capture")
        captureSelected();
    else if (command == u"void")
        voidCurrent();
    else if (command == u"refund")
        refundCurrent();
    else if (command == u"verify")
        verifyCurrent();
    else if (command == u"sync" || command == u"ask")
        askSelected();
    else
        m_message->showNotice(
            tr("There is no command “%1”. Commands are capture, void, refund, verify and ask.")
                .arg(command));
}
