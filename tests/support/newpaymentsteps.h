#pragma once

#include "models/paymenteditor.h"
#include "tests/support/editorworld.h"

#include <QTest>

/// A card that passes every check.
inline CardDetails testCard(QByteArrayView number = "4242424242424242")
{
    CardDetails card;
    card.number = Pan(number);
    card.cvc = Cvc(QByteArrayView("123"));
    card.expiryMonth = 12;
    card.expiryYear = 2030;
    return card;
}

/// A payment of 40.00 EUR as the engine would keep it.
inline Payment stored(const EditorWorld &world, const PaymentId &id)
{
    Payment payment;
    payment.id = id;
    payment.merchantId = world.workspace.caller.merchantId;
    payment.version = 1;
    payment.status = PaymentStatus::RequiresConfirmation;
    payment.amount = 4000;
    payment.netAmount = 4000;
    payment.connector = QStringLiteral("simulator");
    return payment;
}

/// 40.00 EUR and nothing else.
inline PaymentDraft draftOf40()
{
    PaymentDraft draft;
    draft.amount = 4000;
    return draft;
}

/// Through the first step.
inline void create(EditorWorld &world, NewPaymentEditor &editor)
{
    world.payments.createAnswers.script(
        CreatedPayment{stored(world, editor.paymentId()), QStringLiteral("secret")});
    editor.setDraft(draftOf40());
    editor.next();
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Customer);
}

/// Created, without a customer, with a card named: only the confirm is missing.
inline void reachConfirm(EditorWorld &world, NewPaymentEditor &editor)
{
    create(world, editor);
    editor.next();
    Payment payment = stored(world, editor.paymentId());
    payment.version = 2;
    payment.paymentMethod = QStringLiteral("card");
    world.payments.updateAnswers.script(payment);
    editor.next();
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Confirm);
}
