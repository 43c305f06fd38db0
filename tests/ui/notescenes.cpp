#include "tests/ui/notescenes.h"

#include "tests/support/pageworld.h"
#include "ui/notes/notedialog.h"
#include "ui/payments/resolvedialog.h"

#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

struct NoteWorld : PageWorld
{
    std::unique_ptr<NoteEditor> note;
    std::unique_ptr<ResolveEditor> resolve;
};

/// A note that may not be kept.
Stage noteScene()
{
    auto world = std::make_shared<NoteWorld>();
    world->note =
        std::make_unique<NoteEditor>(world->workspace, NoteSubject{NoteAbout::Customer, u"cus_1"_s},
                                     u"Wilhelmina Maria von Hohenstein"_s);
    auto *dialog = new NoteDialog(*world->note, nullptr, messageBoxPrompts());
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog] {
        dialog->findChild<QPlainTextEdit *>(u"noteText"_s)
            ->setPlainText(u"She read out the number 4242 4242 4242 4242 and asks to be called "
                           "back tomorrow before noon."_s);
    };
    return stage;
}

/// A capture that nobody knows the outcome of, asked about once more.
Stage resolveScene()
{
    auto world = std::make_shared<NoteWorld>();
    world->lists.generate(1);
    world->addDetails(1);
    const PaymentId id = world->lists.row(1).id;
    PaymentDetails &details = world->payments.details[id];
    details.payment.status = PaymentStatus::Processing;
    details.payment.outcomeUnknown = true;
    Operation operation;
    operation.id = {u"op_0123456789abcdefghij"_s};
    operation.kind = OperationKind::Capture;
    operation.state = OperationState::Unknown;
    operation.amount = 4'990;
    operation.idempotencyKey = u"idem_0123456789abcdefghij_0123456789"_s;
    operation.sendCount = 2;
    operation.checkCount = 12;
    operation.lastSentAtMs = world->clock.nowMs() - 60'000;
    operation.nextCheckAtMs = world->clock.nowMs() + 300'000;
    details.operations = {operation};
    world->payments.syncAnswers.standing = details.payment;
    world->resolve = std::make_unique<ResolveEditor>(world->workspace, id);
    auto *dialog = new ResolveDialog(*world->resolve, nullptr, messageBoxPrompts());
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, editor = world->resolve.get()] {
        until([&] { return editor->isOpen(); });
        dialog->findChild<QPushButton *>(u"primary"_s)->click();
        until([&] { return !editor->answer().isEmpty(); });
        dialog->findChild<QPlainTextEdit *>(u"evidence"_s)
            ->setPlainText(u"The bank statement of 4 March has it"_s);
    };
    return stage;
}

} // namespace

QList<Scene> noteScenes()
{
    return {{u"note"_s, noteScene}, {u"resolve"_s, resolveScene}};
}
