#include "ui/webhooks/webhookspage.h"

#include "models/paymentlookup.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablestate.h"
#include "ui/widgets/textsize.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kHistoryLines = 4;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Time:
    case DeliveryColumn::NextTry: return u"28 Mmm 00:00 "_s;
    case DeliveryColumn::Event: return u"payment_processing_m"_s;
    case DeliveryColumn::Payment:
    case DeliveryColumn::Identifier: return u"pay_0123456789012"_s;
    case DeliveryColumn::State: return u"Being worked off mm"_s;
    case DeliveryColumn::Tries: return u"Tries mm"_s;
    case DeliveryColumn::Other: return u"Simulated bank m"_s;
    }
    return {};
}

} // namespace

WebhooksPage::WebhooksPage(const Workspace &workspace, QSettings &settings, QWidget *parent)
    : ListPage(u"webhooks"_s, settings, parent)
    , m_workspace(workspace)
    , m_model(workspace)
{
    using Model = DeliveryModel;
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = Model::LoadedRole;
    columns.urgentRole = Model::UrgentRole;
    columns.frozen = 2;
    columns.ids = {static_cast<int>(DeliveryColumn::Payment),
                   static_cast<int>(DeliveryColumn::Identifier)};
    columns.chip = static_cast<int>(DeliveryColumn::State);
    columns.chipRole = Model::LookRole;
    columns.sample = [](int column) { return sampleOf(static_cast<DeliveryColumn>(column)); };
    makeTable(m_model, columns, tr("Webhooks"), tr("Reading the webhooks"));
    arrange(header);
    arrangeBeside(makeSide(), std::min(fontMetrics().averageCharWidth() * 56, 460));
    connectAll();
    chooseKind(0);
    setFocusProxy(list());
}

WebhooksPage::~WebhooksPage()
{
    closeTable();
}

QLayout *WebhooksPage::makeHeader()
{
    auto *title = makeTitle(tr("Webhooks"));
    m_kind = new QComboBox(title->parentWidget());
    m_kind->setObjectName(u"webhookKind"_s);
    m_kind->setAccessibleName(tr("Which webhooks are shown"));
    m_kind->addItems({tr("Told to the shop"), tr("Told by processors")});
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_kind);
    row->addStretch(1);
    row->addWidget(makeCount(u"webhookCount"_s));
    return row;
}

QWidget *WebhooksPage::makeSide()
{
    auto *side = new QWidget(besideTheList());
    side->setObjectName(u"webhookPanel"_s);
    m_title = new ElidedLabel(Qt::ElideRight, side);
    m_title->setObjectName(u"webhookTitle"_s);
    m_meaning = new QLabel(side);
    m_meaning->setObjectName(u"webhookMeaning"_s);
    m_meaning->setWordWrap(true);
    m_payload = new QPlainTextEdit(side);
    m_payload->setObjectName(u"webhookPayload"_s);
    m_payload->setAccessibleName(tr("What it says, with secrets blotted out"));
    m_payload->setReadOnly(true);
    m_payload->setTabChangesFocus(true);
    m_payload->setFont(fixedFont(font()));
    m_history = new QListWidget(side);
    m_history->setObjectName(u"webhookHistory"_s);
    m_history->setAccessibleName(tr("Tries so far"));
    m_history->setWordWrap(true);
    m_history->setFixedHeight(fontMetrics().lineSpacing() * kHistoryLines + 12);
    m_again = new QPushButton(side);
    m_again->setObjectName(u"webhookAgain"_s);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_meaning);
    column->addWidget(m_payload, 1);
    column->addWidget(m_history);
    column->addWidget(m_again);
    return side;
}

void WebhooksPage::connectAll()
{
    connect(&m_model, &DeliveryModel::stateUpdated, this, &WebhooksPage::showState);
    connect(&m_model, &DeliveryModel::historyRead, this, &WebhooksPage::showHistory);
    connect(&m_model, &DeliveryModel::failed, message(), &MessageBar::showError);
    connect(&m_model, &DeliveryModel::notice, message(), &MessageBar::showNotice);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &WebhooksPage::chooseKind);
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
    connect(m_again, &QPushButton::clicked, this, [this] { m_model.again(currentRow()); });
    onTable(QKeySequence(u"S"_s), [this] { m_model.again(currentRow()); });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] {
        if (const auto delivery = m_model.delivery(currentRow()))
            copyId(delivery->id, tr("Event ID %1 copied."));
    });
}

void WebhooksPage::chooseKind(int index)
{
    const bool isIncoming = index == 1;
    message()->clear();
    m_model.setKind(isIncoming ? DeliveryKind::Incoming : DeliveryKind::Outgoing);
    m_again->setText(isIncoming ? tr("Ask once more") : tr("Send once more"));
    list()->setColumnHidden(static_cast<int>(DeliveryColumn::Other), !isIncoming);
    m_history->setVisible(!isIncoming);
    followCurrent();
}

void WebhooksPage::showState()
{
    ListState now = listStateOf(m_model);
    if (now.readAtMs > 0) {
        const QString total = DisplayText::count(m_model.total(), locale());
        now.count = m_model.total() == 1 ? tr("1 webhook") : tr("%1 webhooks").arg(total);
        const QString refused = DisplayText::count(m_model.refusedCount(), locale());
        if (m_model.kind() == DeliveryKind::Incoming && m_model.refusedCount() > 0)
            now.count = tr("%1, %2 calls refused").arg(now.count, refused);
    }
    showList(now);
    followSoon();
}

void WebhooksPage::showNothing(TableState &state)
{
    if (m_model.kind() == DeliveryKind::Incoming)
        return state.showEmpty(tr("No processor has told anything yet"),
                               tr("Enter this installation's webhook address at the processor, and "
                                  "its secret in the account."),
                               false, false);
    state.showEmpty(tr("Nothing was told to the shop yet"),
                    tr("Give the profile an address, and each change of a payment is told there."),
                    false, false);
}

ErrorText WebhooksPage::problemOf(const Error &error) const
{
    return PaymentLookup::problem(error, {});
}

void WebhooksPage::followCurrent()
{
    const auto delivery = m_model.delivery(currentRow());
    m_title->setFont(delivery ? largerFont(font()) : font());
    m_again->setEnabled(delivery.has_value());
    m_payload->setEnabled(delivery.has_value());
    if (!delivery) {
        m_shown.clear();
        m_title->setText(tr("Choose a webhook to see it here."));
        m_meaning->clear();
        m_payload->clear();
        return m_history->clear();
    }
    m_title->setText(delivery->event);
    m_meaning->setText(delivery->meaning);
    const QString payload = masked(m_workspace.mask, delivery->payload);
    if (m_payload->toPlainText() != payload)
        m_payload->setPlainText(payload);
    if (m_shown == delivery->id)
        return;
    m_shown = delivery->id;
    m_history->clear();
    if (m_model.kind() == DeliveryKind::Outgoing)
        m_model.readHistory(m_shown);
}

void WebhooksPage::showHistory(const QString &id, const QStringList &lines)
{
    if (id != m_shown)
        return;
    m_history->clear();
    m_history->addItems(lines);
}

void WebhooksPage::reload()
{
    message()->clear();
    m_model.reload();
}
