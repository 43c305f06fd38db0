#include "models/paymentdraft.h"

#include "models/displaytext.h"
#include "services/domain/paymentrules.h"

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PaymentDraft)
};

constexpr qsizetype kLongestReference = 255;
constexpr qsizetype kLongestDescription = 1000;

QString shown(const QString &text)
{
    return text.isEmpty() ? Words::tr("(empty)") : text;
}

QString shown(bool yes)
{
    return yes ? Words::tr("Yes") : Words::tr("No");
}

QString shownAmount(std::optional<qint64> amount, Currency currency)
{
    return amount ? DisplayText::money({*amount, currency}, QLocale()) : shown(QString());
}

QString shownTime(std::optional<qint64> ms, const QTimeZone &zone)
{
    return ms ? DisplayText::dateTime(*ms, zone, QLocale()) : shown(QString());
}

QString shownUsage(FutureUsage usage)
{
    switch (usage) {
    case FutureUsage::None: return Words::tr("No");
    case FutureUsage::OnSession: return Words::tr("For payments of the customer");
    case FutureUsage::OffSession: return Words::tr("Also for charges without the customer");
    }
    return {};
}

/// Somebody can be reached there: one @ with something on both sides, no blanks.
bool looksLikeEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    const bool blank = text.contains(u' ') || text.contains(u'\t');
    return at > 0 && at < text.size() - 1 && text.count(u'@') == 1 && !blank;
}

void checkText(const QString &text, const QString &field, qsizetype longest, QList<Error> &problems)
{
    if (text.size() > longest)
        problems.append({ErrorCode::TooLong, field});
    else if (looksLikeCardNumber(text))
        problems.append({ErrorCode::InvalidValue, field});
}

std::optional<qint64> scheduleOf(const PaymentDraft &draft)
{
    const bool scheduled = draft.captureMethod == CaptureMethod::Scheduled && draft.captureOnMs > 0;
    return scheduled ? std::optional(draft.captureOnMs) : std::nullopt;
}

} // namespace

PaymentDraft draftOf(const Payment &payment)
{
    PaymentDraft draft;
    draft.amount = payment.amount;
    draft.currency = payment.currency;
    draft.captureMethod = payment.captureMethod;
    draft.captureOnMs = payment.captureOnMs;
    draft.authenticationType = payment.authenticationType;
    draft.partialAuthorizationAllowed = payment.partialAuthorizationAllowed;
    draft.orderReference = payment.orderReference;
    draft.description = payment.description;
    draft.customer = payment.customer;
    draft.futureUsage = payment.futureUsage;
    return draft;
}

CreatePayment createCommand(const PaymentDraft &draft)
{
    CreatePayment command;
    command.amount = draft.amount;
    command.currency = draft.currency;
    command.captureMethod = draft.captureMethod;
    command.captureOnMs = scheduleOf(draft);
    command.authenticationType = draft.authenticationType;
    command.partialAuthorizationAllowed = draft.partialAuthorizationAllowed;
    command.orderReference = draft.orderReference;
    command.description = draft.description;
    command.customer = draft.customer;
    command.futureUsage = draft.futureUsage;
    return command;
}

UpdatePayment updateCommand(const PaymentDraft &draft, const Payment &stored)
{
    const PaymentDraft before = draftOf(stored);
    UpdatePayment command;
    command.id = stored.id;
    command.expectedVersion = stored.version;
    if (draft.amount != before.amount || draft.currency != before.currency) {
        command.amount = draft.amount; // an amount means nothing without its currency
        command.currency = draft.currency;
    }
    if (draft.captureMethod != before.captureMethod)
        command.captureMethod = draft.captureMethod;
    if (scheduleOf(draft) != scheduleOf(before))
        command.captureOnMs = scheduleOf(draft).value_or(0);
    if (draft.authenticationType != before.authenticationType)
        command.authenticationType = draft.authenticationType;
    if (draft.partialAuthorizationAllowed != before.partialAuthorizationAllowed)
        command.partialAuthorizationAllowed = draft.partialAuthorizationAllowed;
    if (draft.orderReference != before.orderReference)
        command.orderReference = draft.orderReference;
    if (draft.description != before.description)
        command.description = draft.description;
    if (draft.customer != before.customer)
        command.customer = draft.customer;
    if (draft.futureUsage != before.futureUsage)
        command.futureUsage = draft.futureUsage;
    return command;
}

bool changesAnything(const UpdatePayment &command)
{
    return command.amount || command.currency || command.captureMethod || command.captureOnMs
           || command.authenticationType || command.partialAuthorizationAllowed
           || command.paymentMethod || command.customer || command.orderReference
           || command.description || command.futureUsage;
}

QList<FieldConflict> differences(const PaymentDraft &draft, const Payment &stored,
                                 const QTimeZone &zone)
{
    const PaymentDraft theirs = draftOf(stored);
    QList<FieldConflict> rows;
    const auto compare = [&rows](const QString &label, const QString &mine, const QString &other) {
        if (mine != other)
            rows.append({label, mine, other});
    };
    compare(Words::tr("Amount"), shownAmount(draft.amount, draft.currency),
            shownAmount(theirs.amount, theirs.currency));
    compare(Words::tr("Capture"), DisplayText::captureMethod(draft.captureMethod),
            DisplayText::captureMethod(theirs.captureMethod));
    compare(Words::tr("Capture time"), shownTime(scheduleOf(draft), zone),
            shownTime(scheduleOf(theirs), zone));
    compare(Words::tr("Customer verification"),
            DisplayText::authentication(draft.authenticationType),
            DisplayText::authentication(theirs.authenticationType));
    compare(Words::tr("Accept a smaller approval"), shown(draft.partialAuthorizationAllowed),
            shown(theirs.partialAuthorizationAllowed));
    compare(Words::tr("Order reference"), shown(draft.orderReference),
            shown(theirs.orderReference));
    compare(Words::tr("Description"), shown(draft.description), shown(theirs.description));
    compare(Words::tr("Customer ID"), shown(draft.customer.id.value),
            shown(theirs.customer.id.value));
    compare(Words::tr("Name"), shown(draft.customer.name), shown(theirs.customer.name));
    compare(Words::tr("E-mail"), shown(draft.customer.email), shown(theirs.customer.email));
    compare(Words::tr("Keep the card"), shownUsage(draft.futureUsage),
            shownUsage(theirs.futureUsage));
    compare(Words::tr("Phone"), shown(draft.customer.phone), shown(theirs.customer.phone));
    return rows;
}

QList<Error> problemsOfIntent(const PaymentDraft &draft, qint64 nowMs)
{
    QList<Error> problems;
    if (!draft.amount) {
        problems.append({ErrorCode::MissingField, u"amount"_s});
    } else if (const Result<> amount = checkPaymentAmount({*draft.amount, draft.currency});
               !amount) {
        problems.append(amount.error());
    }
    if (draft.captureMethod == CaptureMethod::Scheduled && draft.captureOnMs == 0)
        problems.append({ErrorCode::MissingField, u"capture_on"_s});
    else if (draft.captureMethod == CaptureMethod::Scheduled && draft.captureOnMs <= nowMs)
        problems.append({ErrorCode::InvalidValue, u"capture_on"_s});
    checkText(draft.orderReference, u"merchant_order_reference_id"_s, kLongestReference, problems);
    checkText(draft.description, u"description"_s, kLongestDescription, problems);
    return problems;
}

QList<Error> problemsOfCustomer(const PaymentDraft &draft)
{
    QList<Error> problems;
    const CustomerSnapshot &customer = draft.customer;
    if (!customer.id.isEmpty() && !isWellFormedId(customer.id.value))
        problems.append({ErrorCode::InvalidValue, u"customer_id"_s});
    if (!customer.email.isEmpty() && !looksLikeEmail(customer.email))
        problems.append({ErrorCode::InvalidValue, u"email"_s});
    checkText(customer.name, u"name"_s, kLongestReference, problems);
    checkText(customer.email, u"email"_s, kLongestReference, problems);
    checkText(customer.phone, u"phone"_s, kLongestReference, problems);
    return problems;
}
