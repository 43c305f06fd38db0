#include "models/customermodel.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kReadDelayMs = 150; ///< changes that come in a burst are read together

} // namespace

CustomerModel::CustomerModel(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_methods(workspace)
{
    m_readTimer.setSingleShot(true);
    m_readTimer.setInterval(kReadDelayMs);
    connect(&m_readTimer, &QTimer::timeout, this, &CustomerModel::read);
    const auto readSoon = [this] {
        if (!m_id.isEmpty() && !m_readTimer.isActive())
            m_readTimer.start();
    };
    connect(&workspace.events, &Events::customerChanged, this,
            [this, readSoon](const CustomerId &id) {
                if (id == m_id)
                    readSoon();
            });
    connect(&workspace.events, &Events::paymentChanged, this, readSoon);
    connect(&workspace.events, &Events::agreementChanged, this, readSoon);
    connect(&workspace.events, &Events::vaultChanged, this, &CustomerModel::readVault);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &CustomerModel::changed);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &CustomerModel::changed);
}

void CustomerModel::setCustomer(const CustomerId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_customer.reset();
    m_totals.reset();
    m_agreements.reset();
    m_methods.setMethods({});
    m_methodsRead = false;
    m_error = {};
    ++m_generation;
    emit changed();
    if (!m_vault)
        readVault();
    read();
}

void CustomerModel::reload()
{
    readVault();
    read();
}

void CustomerModel::read()
{
    m_readTimer.stop();
    if (m_id.isEmpty())
        return;
    const quint64 generation = ++m_generation;
    const MerchantId &merchant = m_workspace.caller.merchantId;
    whenDone(m_workspace.customers->find(merchant, m_id), this,
             [this, generation](const Result<Customer> &answer) {
                 if (generation == m_generation)
                     onCustomer(answer);
             });
    whenDone(m_workspace.methods->list(merchant, m_id, kMostMethods), this,
             [this, generation](const Result<QList<SavedMethod>> &answer) {
                 if (generation != m_generation || !answer)
                     return; // what is wrong with the customer says its own answer
                 m_methodsRead = true;
                 m_methods.setMethods(*answer);
                 emit changed();
             });
    whenDone(m_workspace.customerLists->totals(merchant, m_id), this,
             [this, generation](const Result<QList<CustomerTotal>> &answer) {
                 if (generation != m_generation || !answer)
                     return;
                 m_totals = *answer;
                 emit changed();
             });
    if (!m_workspace.recurring)
        return;
    AgreementQuery agreements;
    agreements.customerId = m_id;
    whenDone(m_workspace.recurring->count(merchant, agreements), this,
             [this, generation](const Result<qint64> &answer) {
                 if (generation != m_generation || !answer)
                     return;
                 m_agreements = *answer;
                 emit changed();
             });
}

void CustomerModel::openAgreements() const
{
    if (m_customer && m_workspace.navigation)
        emit m_workspace.navigation->agreementsAsked(m_id, title());
}

void CustomerModel::onCustomer(const Result<Customer> &answer)
{
    if (answer) {
        m_customer = *answer;
        m_error = {};
    } else {
        m_customer.reset();
        m_methods.setMethods({});
        m_error = CustomerText::problem(answer.error(), m_id.value);
    }
    emit changed();
}

void CustomerModel::readVault()
{
    whenDone(m_workspace.vault->status(), this, [this](const Result<VaultStatus> &answer) {
        if (!answer)
            return;
        m_vault = *answer;
        emit changed();
    });
}

void CustomerModel::makeDefault(const PaymentMethodId &method)
{
    whenDone(m_workspace.methods->makeDefault(m_workspace.caller, m_id, method), this,
             [this, method](const Result<SavedMethod> &answer) {
                 if (!answer)
                     return emit failed(CustomerText::problem(answer.error(), method.value));
                 //: %1 is a card such as "Visa •• 4242"
                 emit notice(
                     tr("%1 is offered first from now on.").arg(CustomerText::method(*answer)));
             });
}

void CustomerModel::unlockVault()
{
    whenDone(m_workspace.vault->unlock(m_workspace.caller), this,
             [this](const Result<VaultStatus> &answer) {
                 if (!answer)
                     emit failed(CustomerText::problem(answer.error(), {}));
                 readVault();
             });
}

QString CustomerModel::title() const
{
    return m_customer ? masked(m_workspace.mask, CustomerText::name(*m_customer)) : QString();
}

QString CustomerModel::subtitle() const
{
    if (!m_customer)
        return {};
    const CustomerTexts &texts = m_customer->texts;
    QStringList parts{texts.email, QString(texts.phoneCountryCode + u' ' + texts.phone).trimmed()};
    parts.removeAll({});
    return masked(m_workspace.mask, parts.join(u" \u00b7 "_s));
}

QList<Fact> CustomerModel::facts() const
{
    QList<Fact> facts;
    if (!m_customer)
        return facts;
    const CustomerTexts &texts = m_customer->texts;
    const auto add = [&facts](const QString &label, const QString &value, bool isId = false) {
        if (!value.isEmpty())
            facts.append({label, value, isId});
    };
    const auto addPrivate = [&](const QString &label, const QString &value) {
        add(label, masked(m_workspace.mask, value));
    };
    addPrivate(tr("E-mail"), texts.email);
    addPrivate(tr("Phone"), QString(texts.phoneCountryCode + u' ' + texts.phone).trimmed());
    addPrivate(tr("Address"), CustomerText::address(texts.address));
    addPrivate(tr("Tax ID"), texts.taxRegistrationId);
    add(tr("Description"), texts.description);
    add(tr("Customer ID"), m_customer->id.value, true);
    add(tr("Known since"),
        DisplayText::dateTime(m_customer->createdAtMs, shownZone(m_workspace.time), QLocale()));
    return facts;
}

QString CustomerModel::lifetimeText() const
{
    if (!m_totals)
        return {};
    QList<Money> kept;
    QList<Money> held;
    qint64 payments = 0;
    for (const CustomerTotal &total : *m_totals) {
        payments += total.payments;
        if (total.captured > total.refunded)
            kept.append({total.captured - total.refunded, total.currency});
        if (total.held > 0)
            held.append({total.held, total.currency});
    }
    const QLocale locale;
    const auto amounts = [&](const QList<Money> &money) {
        return masked(m_workspace.mask, DisplayText::moneyList(money, locale));
    };
    const QString count = payments == 1
                              ? tr("1 payment")
                              : tr("%1 payments").arg(DisplayText::count(payments, locale));
    if (payments == 0)
        return tr("No payments yet");
    QString text = kept.isEmpty()
                       //: %1 is "12 payments"
                       ? tr("Nothing paid so far, %1").arg(count)
                       //: %1 is a list of amounts, %2 is "12 payments"
                       : tr("%1 paid so far, %2").arg(amounts(kept), count);
    if (!held.isEmpty())
        //: %1 is the sentence before, %2 a list of amounts
        text = tr("%1; %2 held").arg(text, amounts(held));
    return text;
}

QString CustomerModel::vaultNotice() const
{
    return m_vault ? CustomerText::vaultNotice(*m_vault) : QString();
}
