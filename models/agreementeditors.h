#pragma once

#include "models/agreementrun.h"
#include "models/removaleditor.h"

/// Charges an agreement now, while its customer is not there.
class AgreementChargeEditor final : public AgreementRun
{
    Q_OBJECT

public:
    AgreementChargeEditor(const Workspace &workspace, const Agreement &agreement,
                          QObject *parent = nullptr);

    const Agreement &agreement() const { return m_agreement; }
    const std::optional<qint64> &amount() const { return m_amount; }
    bool hasInput() const { return m_touched; }
    /// Why it cannot be charged at all; empty when it can.
    QString obstacle() const;
    /// "Charge 40.00 EUR"
    QString actionText() const;
    /// In the currency of the agreement, minor units.
    void setAmount(const std::optional<qint64> &minorUnits);
    void setOrderReference(const QString &reference);
    void submit();

protected:
    Currency currency() const override { return m_agreement.mandate.currency; }
    QStringList fields() const override;

private:
    const Agreement m_agreement;
    std::optional<qint64> m_amount;
    QString m_orderReference;
    bool m_touched = false;
};

/// What a customer and a merchant agree on.
struct AgreementDraft
{
    std::optional<qint64> amount; ///< charged at once; nothing: only set up
    Currency currency = Currency::Eur;
    MandateType type = MandateType::MultiUse;
    std::optional<qint64> limit; ///< of one charge, or of all together
    ChargeFrequency frequency = ChargeFrequency::Monthly;
    qint64 endAtMs = 0; ///< 0: open
    QString description;
    bool accepted = false; ///< the customer said so to the person at this window

    friend bool operator==(const AgreementDraft &, const AgreementDraft &) = default;
};

/// Sets an agreement up with one of the customer's saved cards while the customer is there, with a
/// charge or without one.
class SetUpEditor final : public AgreementRun
{
    Q_OBJECT

public:
    SetUpEditor(const Workspace &workspace, const Customer &customer, const SavedMethod &method,
                QObject *parent = nullptr);

    const Customer &customer() const { return m_customer; }
    const SavedMethod &method() const { return m_method; }
    const AgreementDraft &draft() const { return m_draft; }
    bool hasInput() const { return m_draft != AgreementDraft(); }
    QString actionText() const;
    QString outcomeTitle() const override;
    void setDraft(const AgreementDraft &draft);
    /// The code ends with this call, whatever becomes of it.
    void submit(Cvc cvc);

protected:
    void adorn(ErrorText &text) const override;
    Currency currency() const override { return m_draft.currency; }
    QStringList fields() const override;

private:
    bool check(const Cvc &cvc);
    bool isSetUp() const;

    const Customer m_customer;
    const SavedMethod m_method;
    AgreementDraft m_draft;
};

/// Ends an agreement for good.
class RevocationEditor final : public RemovalEditor
{
    Q_OBJECT

public:
    RevocationEditor(const Workspace &workspace, const Agreement &agreement,
                     QObject *parent = nullptr);

    QString title() const override;
    QStringList effects() const override;
    QString actionText() const override;

protected:
    void ask() override;

private:
    const Agreement m_agreement;
};
