// The scenes of the customer's verification.
#include "tests/support/pageworld.h"
#include "tests/ui/scenes.h"
#include "ui/challenge/challengedialog.h"
#include "ui/widgets/choicecard.h"

using namespace Qt::StringLiterals;

namespace {

/// A page that draws nothing.
class BlankView final : public ChallengeView
{
public:
    BlankView(const ChallengeRules &rules, ChallengeViewObserver &observer, QWidget *parent)
        : ChallengeView(parent)
        , m_rules(rules)
        , m_observer(observer)
    {
    }
    void begin() override { m_observer.pageMoved(m_rules.firstUrl, true); }
    void reload() override {}

private:
    ChallengeRules m_rules;
    ChallengeViewObserver &m_observer;
};

class BlankViews final : public ChallengeViewSource, public ChallengeViewModule
{
public:
    ChallengeViewRefusal refusal() const override { return refused; }
    ChallengeViewModule *module() override
    {
        return refused == ChallengeViewRefusal::None ? this : nullptr;
    }
    ChallengeView *createView(const ChallengeRules &rules, ChallengeViewObserver &observer,
                              QWidget *parent) override
    {
        return new BlankView(rules, observer, parent);
    }

    ChallengeViewRefusal refused = ChallengeViewRefusal::None;
};

struct ChallengeWorld : PageWorld
{
    ChallengeWorld()
    {
        const QString bank = u"https://secure.verification.example-bank.test"_s;
        workspace.returnBase = QUrl(u"http://127.0.0.1:9000/3ds/return/"_s);
        workspace.accounts.append(
            {{u"mca_1"_s}, {}, {}, u"simulator"_s, {}, QUrl(bank), true, false});
        PaymentDetails details;
        details.payment.id = {u"pay_challenge"_s};
        details.payment.status = PaymentStatus::RequiresCustomerAction;
        details.payment.netAmount = 4990;
        details.payment.orderReference = u"A-10237"_s;
        details.payment.customer.name = u"Wilhelmina Maria von Hohenstein"_s;
        Attempt attempt;
        attempt.connectorAccount = {u"mca_1"_s};
        attempt.challengeUrl = bank + u"/challenge/0123456789abcdef0123456789abcdef"_s;
        attempt.challengeExpiresAtMs = clock.nowMs() + 900'000;
        attempt.returnTokenHash = QByteArray(32, 'x');
        details.attempts.append(attempt);
        payments.details.insert(details.payment.id, details);
        payments.syncAnswers.standing = details.payment;
        controller = std::make_unique<ChallengeController>(workspace, details.payment.id);
    }

    BlankViews views;
    std::unique_ptr<ChallengeController> controller;
};

} // namespace

Stage challengeScene(const QString &choice, bool embedded)
{
    auto world = std::make_shared<ChallengeWorld>();
    world->views.refused = embedded ? ChallengeViewRefusal::None : ChallengeViewRefusal::RunsAsRoot;
    auto *dialog = new ChallengeDialog(*world->controller, world->views, messageBoxPrompts(),
                                       nullptr, [](const QUrl &) { return true; });
    Stage stage = stageOf(world, dialog);
    stage.play = [dialog, world = world.get(), choice] {
        until([&] {
            return world->controller->state() == ChallengeController::State::AskWhoIsPresent;
        });
        if (!choice.isEmpty())
            QTest::keyClick(dialog->findChild<ChoiceCard *>(choice), Qt::Key_Return);
    };
    return stage;
}
