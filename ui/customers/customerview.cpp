#include "ui/customers/customerview.h"

#include "ui/notes/notesview.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneydelegate.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/textsize.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kMostMethodRows = 6;
constexpr int kMostPaymentRows = 8;
constexpr int kCellPadding = 18;

QPushButton *makeButton(const QString &name, const QString &text, const QString &tip,
                        QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    return button;
}

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *heading = new QLabel(text, parent);
    heading->setFont(strongFont(parent->font()));
    return heading;
}

void setWidths(DataTable &table, const QList<std::pair<int, QString>> &samples)
{
    QHeaderView *header = table.horizontalHeader();
    QFont bold = table.font(); // headings are semibold, and some cells bold
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    for (const auto &[column, sample] : samples) {
        const QString name = table.model()->headerData(column, Qt::Horizontal).toString();
        const int widest =
            std::max(metrics.horizontalAdvance(name), metrics.horizontalAdvance(sample));
        header->resizeSection(column, widest + kCellPadding);
    }
}

} // namespace

CustomerView::CustomerView(const Workspace &workspace, CustomerModel &model,
                           PaymentCommands &commands, PaymentActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_model(model)
    , m_commands(commands)
    , m_actions(actions)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"customerView"_s);
    setAccessibleName(tr("Customer"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeEmpty());
    connect(&m_model, &CustomerModel::changed, this, &CustomerView::showCustomer);
    showCustomer();
}

CustomerView::~CustomerView()
{
    // The views go after the models they look at; they must not look at them while they do.
    if (!m_scroll)
        return;
    m_methods->disconnect(this);
    m_methods->setModel(nullptr);
    m_payments->setModel(nullptr);
}

QWidget *CustomerView::makeEmpty()
{
    auto *page = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    m_error = new MessageBar(page);
    m_empty = new QLabel(tr("Choose a customer to see saved cards, payments and what can be done."),
                         page);
    m_empty->setWordWrap(true);
    m_empty->setObjectName(u"customerEmpty"_s);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_error);
    layout->addWidget(m_empty, 1);
    return page;
}

/// Made for the first customer: the page opens without one.
void CustomerView::makeScroll()
{
    m_history = std::make_unique<PaymentTableModel>(m_workspace);
    m_scroll = new QScrollArea(m_stack);
    m_scroll->setObjectName(u"customerScroll"_s);
    m_scroll->setAccessibleName(tr("Customer details"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus); // what is in it can be reached
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QWidget *content = makeContent();
    m_scroll->setWidget(content);
    m_scroll->setMinimumWidth(content->minimumSizeHint().width()
                              + m_scroll->verticalScrollBar()->sizeHint().width());
    m_stack->addWidget(m_scroll);
    connectAll();
    setCompact(m_compact);
}

/// Cards come before everything else that can be reached, so that Tab from the list leads to them.
QWidget *CustomerView::makeContent()
{
    auto *content = new QWidget(m_scroll->viewport());
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kMargin, 12, kMargin, kMargin);
    column->setSpacing(8);
    m_title = new ElidedLabel(Qt::ElideRight, content);
    m_title->setObjectName(u"customerTitle"_s);
    m_title->setFont(largerFont(font()));
    m_subtitle = new ElidedLabel(Qt::ElideRight, content);
    m_subtitle->setObjectName(u"customerSubtitle"_s);
    m_lifetime = wrappedText({}, content);
    m_lifetime->setObjectName(u"customerLifetime"_s);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addWidget(m_lifetime);
    column->addSpacing(8);
    column->addWidget(makeHeading(tr("Saved cards"), content));
    m_noMethods = captionText(tr("No card is saved for this customer."), content);
    m_noMethods->setObjectName(u"noMethods"_s);
    column->addWidget(m_noMethods);
    makeMethods(content);
    column->addWidget(m_methods);
    column->addWidget(makeVaultNotice(content));
    column->addLayout(makeMethodActions(content));
    column->addSpacing(8);
    column->addWidget(makeHeading(tr("Payments"), content));
    m_noPayments = captionText(tr("This customer has not paid yet."), content);
    m_noPayments->setObjectName(u"noPayments"_s);
    column->addWidget(m_noPayments);
    makePayments(content);
    column->addWidget(m_payments);
    m_notes = new NotesView(m_workspace, content);
    column->addWidget(m_notes);
    column->addSpacing(8);
    column->addWidget(makeHeading(tr("Details"), content));
    m_facts = new QWidget(content);
    m_facts->setObjectName(u"customerFacts"_s);
    column->addWidget(m_facts);
    column->addLayout(makeCustomerActions(content));
    column->addStretch(1);
    return content;
}

QLayout *CustomerView::makeCustomerActions(QWidget *parent)
{
    m_edit =
        makeButton(u"editCustomer"_s, tr("Edit…"), tr("Change name, address and the like"), parent);
    m_delete = makeButton(u"deleteCustomer"_s, tr("Delete customer…"),
                          tr("Wipe everything that tells who it was"), parent);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_edit);
    row->addWidget(m_delete);
    row->addStretch(1);
    return row;
}

QWidget *CustomerView::makeVaultNotice(QWidget *parent)
{
    m_vault = new QWidget(parent);
    m_vault->setObjectName(u"vaultNotice"_s);
    m_vaultText = wrappedText({}, m_vault);
    m_vaultText->setObjectName(u"vaultNoticeText"_s);
    m_unlock = makeButton(u"unlockVault"_s, tr("Unlock"), tr("Get the vault's key"), m_vault);
    auto *row = new QHBoxLayout(m_vault);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_vaultText, 1);
    row->addWidget(m_unlock, 0, Qt::AlignTop);
    return m_vault;
}

void CustomerView::makeMethods(QWidget *parent)
{
    using Model = MethodTableModel;
    m_methods = new DataTable(parent);
    m_methods->setObjectName(u"methodsTable"_s);
    m_methods->setAccessibleName(tr("Saved cards"));
    m_methods->setSelectionMode(QAbstractItemView::SingleSelection);
    m_methods->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_methods->setModel(&m_model.methods());
    m_methods->setItemDelegate(new RowDelegate(m_methods, Model::LoadedRole, Model::UrgentRole));
    const auto column = [](MethodColumn which) { return static_cast<int>(which); };
    m_methods->setItemDelegateForColumn(
        column(MethodColumn::Expiry),
        new StatusDelegate(m_methods, Model::LoadedRole, Model::UrgentRole, Model::LookRole));
    const QString chip = u"Good until 12/2030 ii"_s;
    setWidths(*m_methods, {{column(MethodColumn::Card), u"Mastercard \u2022\u2022 4242"_s},
                           {column(MethodColumn::Default), tr("Default")},
                           {column(MethodColumn::Usage), u"With the customer"_s},
                           {column(MethodColumn::LastUsed), u"28 Mmm 00:00 "_s},
                           {column(MethodColumn::KeptIn), u"Vault"_s},
                           {column(MethodColumn::Saved), u"28 Mmm 00:00 "_s}});
    m_methods->horizontalHeader()->resizeSection(
        column(MethodColumn::Expiry), statusChipSize(fontMetrics(), chip).width() + kCellPadding);
    m_methods->installEventFilter(this);
}

QLayout *CustomerView::makeMethodActions(QWidget *parent)
{
    m_charge = makeButton(u"chargeMethod"_s, tr("Charge…"),
                          tr("Charge this card while the customer is there (C)"), parent);
    m_makeDefault =
        makeButton(u"makeDefault"_s, tr("Make default"), tr("Offer this card first (D)"), parent);
    m_remove = makeButton(u"removeMethod"_s, tr("Remove…"),
                          tr("Wipe this card from the vault (Del)"), parent);
    m_add = makeButton(u"addMethod"_s, tr("Add card…"), tr("Save another card of this customer"),
                       parent);
    m_agree = makeButton(u"setUpAgreement"_s, tr("Later charges…"),
                         tr("Agree on later charges while the customer is there (A)"), parent);
    m_agreements = makeButton(u"customerAgreements"_s, {},
                              tr("Show what may be charged without the customer"), parent);
    auto *rows = new QVBoxLayout; // several, so that a large font has room
    rows->setSpacing(8);
    for (const QList<QPushButton *> &buttons :
         {QList<QPushButton *>{m_charge, m_makeDefault, m_remove},
          QList<QPushButton *>{m_add, m_agree}, QList<QPushButton *>{m_agreements}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        for (QPushButton *button : buttons)
            row->addWidget(button);
        row->addStretch(1);
        rows->addLayout(row);
    }
    return rows;
}

void CustomerView::makePayments(QWidget *parent)
{
    using Model = PaymentTableModel;
    m_payments = new DataTable(parent);
    m_payments->setObjectName(u"customerPayments"_s);
    m_payments->setAccessibleName(tr("Payments of this customer"));
    m_payments->setSelectionMode(QAbstractItemView::SingleSelection);
    m_payments->setModel(m_history.get());
    m_payments->setItemDelegate(new RowDelegate(m_payments, Model::LoadedRole, Model::UrgentRole));
    const auto column = [](PaymentColumn which) { return static_cast<int>(which); };
    m_payments->setItemDelegateForColumn(
        column(PaymentColumn::Status),
        new StatusDelegate(m_payments, Model::LoadedRole, Model::UrgentRole, Model::LookRole));
    m_payments->setItemDelegateForColumn(
        column(PaymentColumn::Amount),
        new MoneyDelegate(m_payments, Model::LoadedRole, Model::UrgentRole));
    const QList<PaymentColumn> shown = {PaymentColumn::Status, PaymentColumn::Amount,
                                        PaymentColumn::Created, PaymentColumn::Method,
                                        PaymentColumn::OrderReference};
    for (int i = 0; i < m_history->columnCount(); ++i)
        m_payments->setColumnHidden(i, !shown.contains(static_cast<PaymentColumn>(i)));
    QHeaderView *header = m_payments->horizontalHeader();
    for (int i = 0; i < shown.size(); ++i)
        header->moveSection(header->visualIndex(column(shown.at(i))), i);
    setWidths(*m_payments, {{column(PaymentColumn::Amount), u"99,999.00 MWM"_s},
                            {column(PaymentColumn::Created), u"28 Mmm 00:00 "_s},
                            {column(PaymentColumn::Method), u"Mastercard \u2022\u2022 4242"_s},
                            {column(PaymentColumn::OrderReference), u"A-1000000"_s}});
    const QString widest = DisplayText::status(PaymentStatus::RequiresCapture, false);
    header->resizeSection(column(PaymentColumn::Status),
                          statusChipSize(fontMetrics(), widest).width() + kCellPadding);
    m_payments->installEventFilter(this);
}

void CustomerView::connectAll()
{
    connect(m_history.get(), &PaymentTableModel::stateUpdated, this, &CustomerView::showPayments);
    connect(m_history.get(), &PaymentTableModel::refreshed, m_payments, &DataTable::flash);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (m_model.customer())
            m_actions.editCustomer(*m_model.customer(), window());
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        if (m_model.customer())
            m_actions.deleteCustomer(*m_model.customer(), window());
    });
    connect(m_add, &QPushButton::clicked, this, &CustomerView::addMethod);
    connect(m_unlock, &QPushButton::clicked, &m_model, &CustomerModel::unlockVault);
    connect(m_charge, &QPushButton::clicked, this, &CustomerView::chargeMethod);
    connect(m_makeDefault, &QPushButton::clicked, this, &CustomerView::makeDefault);
    connect(m_remove, &QPushButton::clicked, this, &CustomerView::removeMethod);
    connect(m_agree, &QPushButton::clicked, this, &CustomerView::setUpAgreement);
    connect(m_agreements, &QPushButton::clicked, &m_model, &CustomerModel::openAgreements);
    connect(m_methods, &DataTable::rangesChanged, this, &CustomerView::showMethods);
    connect(m_methods, &DataTable::measured, this, &CustomerView::fitTables);
    connect(m_methods, &DataTable::opened, this, &CustomerView::chargeMethod);
    connect(&m_model.methods(), &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_methodRow = m_methods->currentIndex().row(); });
    connect(&m_model.methods(), &QAbstractItemModel::modelReset, this, &CustomerView::keepPlace);
    connect(m_payments, &DataTable::opened, this, &CustomerView::openPayment);
    connect(m_payments, &DataTable::openedInWindow, this, &CustomerView::openPayment);
    // Letters belong to the tables alone.
    const auto onTable = [this](DataTable *table, const QKeySequence &keys, auto handler) {
        auto *shortcut = new QShortcut(keys, table);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onTable(m_methods, QKeySequence(Qt::Key_Delete), &CustomerView::removeMethod);
    onTable(m_methods, QKeySequence(u"C"_s), &CustomerView::chargeMethod);
    onTable(m_methods, QKeySequence(u"D"_s), &CustomerView::makeDefault);
    onTable(m_methods, QKeySequence(u"A"_s), &CustomerView::setUpAgreement);
    onTable(m_methods, QKeySequence(u"N"_s), &CustomerView::addNote);
    const auto onPayment = [&](const QString &key,
                               void (PaymentCommands::*command)(const PaymentId &)) {
        onTable(m_payments, QKeySequence(key), [this, command] {
            if (const PaymentId id = currentPayment(); !id.isEmpty())
                (m_commands.*command)(id);
        });
    };
    onPayment(u"C"_s, &PaymentCommands::capture);
    onPayment(u"V"_s, &PaymentCommands::voidPayment);
    onPayment(u"R"_s, &PaymentCommands::refund);
    onPayment(u"S"_s, &PaymentCommands::askProcessor);
    onPayment(u"L"_s, &PaymentCommands::copyLink);
    onPayment(u"N"_s, &PaymentCommands::note);
    connect(m_notes, &NotesView::addAsked, this, &CustomerView::addNote);
}

void CustomerView::setCompact(bool compact)
{
    m_compact = compact;
    if (!m_scroll)
        return;
    m_methods->setCompact(compact);
    m_payments->setCompact(compact);
    fitTables();
}

void CustomerView::showCustomer()
{
    const bool known = m_model.customer().has_value();
    if (known && !m_scroll)
        makeScroll();
    m_stack->setCurrentIndex(known ? 1 : 0);
    if (!known) {
        const bool failed = !m_model.error().isEmpty();
        m_empty->setVisible(!failed);
        if (failed)
            m_error->showError(m_model.error());
        else
            m_error->clear();
        return;
    }
    m_title->setText(m_model.title());
    m_subtitle->setText(m_model.subtitle());
    m_subtitle->setVisible(!m_model.subtitle().isEmpty());
    showFacts();
    m_notes->setSubject({NoteAbout::Customer, m_model.id().value});
    m_lifetime->setText(m_model.lifetimeText());
    const QString notice = m_model.vaultNotice();
    m_vaultText->setText(notice);
    m_vault->setVisible(!notice.isEmpty());
    m_unlock->setVisible(m_model.vaultIsLocked());
    PaymentQuery query;
    query.filter.customerId = m_model.id();
    m_history->setQuery(query);
    showMethods();
    showPayments();
}

void CustomerView::showFacts()
{
    const QList<Fact> facts = m_model.facts();
    if (facts == m_shownFacts)
        return;
    m_shownFacts = facts;
    showFactGrid(m_facts, facts);
}

void CustomerView::showMethods()
{
    const int rows = m_model.methods().rowCount();
    const auto method = currentMethod();
    const bool open = m_model.vaultIsOpen();
    m_noMethods->setVisible(rows == 0 && m_model.methodsRead());
    m_methods->setVisible(rows > 0);
    m_add->setEnabled(open);
    m_charge->setEnabled(method && open);
    m_makeDefault->setEnabled(method && !method->isDefault);
    m_remove->setEnabled(method.has_value());
    m_agree->setEnabled(method && open && m_workspace.recurring);
    m_agree->setVisible(rows > 0 && m_workspace.recurring);
    const qint64 agreements = m_model.agreements().value_or(0);
    m_agreements->setText(agreements == 1
                              ? tr("1 agreement")
                              : tr("%1 agreements").arg(DisplayText::count(agreements, locale())));
    m_agreements->setVisible(agreements > 0 && m_workspace.navigation);
    for (QPushButton *button : {m_charge, m_makeDefault, m_remove})
        button->setVisible(rows > 0);
    m_add->setToolTip(open ? tr("Save another card of this customer")
                           : tr("The vault must be open to save a card"));
    fitTables();
}

/// Each as high as its rows, up to a few: the page is scrolled, not every list in it.
void CustomerView::fitTables()
{
    const auto fit = [](DataTable &table, int most) {
        const int rows = std::clamp(table.model()->rowCount(), 1, most);
        const int row = table.verticalHeader()->defaultSectionSize();
        const int header = table.horizontalHeader()->sizeHint().height();
        const int bar = table.horizontalScrollBar()->sizeHint().height();
        table.setFixedHeight(header + rows * row + bar + 2);
    };
    fit(*m_methods, kMostMethodRows);
    fit(*m_payments, kMostPaymentRows);
}

void CustomerView::showPayments()
{
    const bool none = m_history->rowCount() == 0 && !m_history->isLoading();
    m_noPayments->setVisible(none);
    m_payments->setVisible(!none);
    fitTables();
}

bool CustomerView::eventFilter(QObject *watched, QEvent *event)
{
    // Whoever comes by Tab finds something to act on.
    if (event->type() == QEvent::FocusIn) {
        auto *table = watched == m_methods ? m_methods : m_payments;
        if (!table->selectionModel()->hasSelection())
            table->chooseRow(0);
    }
    return QWidget::eventFilter(watched, event);
}
