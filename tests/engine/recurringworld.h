#pragma once

#include "tests/engine/savingworld.h"

#include <QJsonArray>

/// A world with an open vault, agreements about later charges, and such charges.
struct RecurringWorld : SavingWorld
{
    using SavingWorld::SavingWorld;

    static constexpr const char *kGood = "4242424242424242";

    /// A set-up with a new card; the customer agreed on paper.
    SetUpAgreement agreement(qint64 amount, const MandateTerms &terms = {},
                             const char *number = kGood) const
    {
        SetUpAgreement command;
        command.caller = caller();
        command.customer.id = {QStringLiteral("cus_1")};
        command.amount = amount;
        command.currency = Currency::Eur;
        command.terms = terms;
        command.acceptance.type = AcceptanceType::Offline;
        command.card = testCard(number);
        return command;
    }
    Result<Payment> agree(qint64 amount, const MandateTerms &terms = {}, const char *number = kGood)
    {
        return await(recurring().setUp(agreement(amount, terms, number)));
    }

    ChargeOffSession charging(RecurringDetails details, qint64 amount = 1500) const
    {
        ChargeOffSession command;
        command.caller = caller();
        command.amount = amount;
        command.currency = Currency::Eur;
        command.details = std::move(details);
        return command;
    }
    Result<Payment> charge(RecurringDetails details, qint64 amount = 1500)
    {
        return await(recurring().charge(charging(std::move(details), amount)));
    }
    static RecurringDetails by(const PaymentMethodId &method)
    {
        RecurringDetails details;
        details.kind = RecurringDetails::Kind::PaymentMethod;
        details.paymentMethodId = method;
        return details;
    }
    static RecurringDetails by(const MandateId &mandate)
    {
        RecurringDetails details;
        details.kind = RecurringDetails::Kind::Mandate;
        details.mandateId = mandate;
        return details;
    }
    RecurringDetails byToken(const QString &token) const
    {
        RecurringDetails details;
        details.kind = RecurringDetails::Kind::ProcessorToken;
        details.processorToken = token;
        details.connectorAccount = account();
        return details;
    }
    static RecurringDetails byCard(const QString &networkTransactionId, const char *number = kGood)
    {
        RecurringDetails details;
        details.kind = RecurringDetails::Kind::NetworkTransactionCard;
        details.networkTransactionId = networkTransactionId;
        details.card = testCard(number);
        details.card->cvc.clear();
        return details;
    }

    Mandate mandate(const MandateId &id)
    {
        const Result<AgreementDetails> found = await(recurring().find(merchant(), id));
        if (!found)
            qWarning("agreement: %s", describe(found).constData());
        return found ? found->agreement.mandate : Mandate();
    }
    /// The bank's newest payment under that of ours.
    QJsonObject atBank(const PaymentId &id)
    {
        QJsonObject found;
        for (const QJsonValue payment : bank().ledger()[QLatin1StringView("payments")].toArray()) {
            if (payment[QLatin1StringView("reference")].toString().startsWith(id.value + u'_'))
                found = payment.toObject();
        }
        return found;
    }
    /// "initiator usage category refers_to" as the bank understood it.
    QString credential(const PaymentId &id)
    {
        const QJsonValue said = atBank(id)[QLatin1StringView("stored_credential")];
        const auto member = [&](const char *name) {
            return said[QLatin1StringView(name)].toString();
        };
        return member("initiator") + u' ' + member("usage") + u' ' + member("category") + u' '
               + member("refers_to");
    }
    /// Amounts equal those of its charges, and stay within the limit.
    QString agreementProblems(const MandateId &id)
    {
        const Result<AgreementDetails> found = await(recurring().find(merchant(), id));
        if (!found)
            return QStringLiteral("not found");
        qint64 charged = 0;
        qint64 pending = 0;
        for (const Payment &payment : found->charges) {
            const MandateClaim claim = claimOf(payment);
            (claim.isSettled ? charged : pending) += claim.amount;
            if (!payment.offSession || payment.mandateId != id)
                return QStringLiteral("a charge that is none");
        }
        const Mandate &mandate = found->agreement.mandate;
        if (mandate.charged != charged || mandate.pending != pending)
            return QStringLiteral("charges say %1 and %2, the agreement %3 and %4")
                .arg(charged)
                .arg(pending)
                .arg(mandate.charged)
                .arg(mandate.pending);
        if (mandate.terms.amount && charged + pending > *mandate.terms.amount)
            return QStringLiteral("more than was agreed");
        return {};
    }
};
