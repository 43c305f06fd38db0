#include "ui/challenge/outcomepage.h"

#include "models/challengecontroller.h"
#include "ui/challenge/pagewidgets.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarAfterMs = 300; // what is quicker needs no bar

template <class Button>
Button *namedButton(const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new Button(parent);
    button->setText(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

} // namespace

OutcomePage::OutcomePage(ChallengeController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_sign(new QLabel(this))
    , m_subject(captionLabel(u"outcomeSubject"_s, this))
    , m_headline(titleLabel(u"headline"_s, {}, this))
    , m_explanation(wrappedLabel(u"outcomeWords"_s, this))
    , m_reference(captionLabel(u"outcomeReference"_s, this))
    , m_note(new MessageBar(this))
    , m_bar(new QProgressBar(this))
    , m_barDelay(new QTimer(this))
    , m_cancel(namedButton<QPushButton>(u"cancelPayment"_s, tr("Cancel payment…"), this))
    , m_ask(namedButton<QPushButton>(u"askAgain"_s, tr("Ask the bank again"), this))
    , m_resume(namedButton<PrimaryButton>(u"resume"_s, tr("Go on with the verification"), this))
    , m_retry(namedButton<PrimaryButton>(u"tryAgain"_s, tr("Try again"), this))
    , m_close(namedButton<QPushButton>(u"close"_s, tr("Close"), this))
    , m_done(namedButton<PrimaryButton>(u"done"_s, tr("Back to the payment"), this))
{
    setObjectName(u"outcomePage"_s);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Waiting for an answer"));
    m_barDelay->setSingleShot(true);
    m_barDelay->setInterval(kBarAfterMs);
    m_note->setObjectName(u"outcomeNote"_s);
    m_reference->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layOut();
    connect(m_barDelay, &QTimer::timeout, m_bar, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, &OutcomePage::cancelWanted);
    connect(m_close, &QPushButton::clicked, this, &OutcomePage::closeWanted);
    connect(m_done, &QPushButton::clicked, this, &OutcomePage::closeWanted);
    connect(m_ask, &QPushButton::clicked, &controller, &ChallengeController::left);
    connect(m_resume, &QPushButton::clicked, &controller, &ChallengeController::resumeChallenge);
    connect(m_retry, &QPushButton::clicked, &controller, &ChallengeController::tryAgain);
    connect(&controller, &ChallengeController::stateChanged, this, &OutcomePage::refresh);
    connect(&controller, &ChallengeController::countdownChanged, this, &OutcomePage::refresh);
    refresh();
}

void OutcomePage::setNote(const QString &note)
{
    if (note.isEmpty())
        m_note->clear();
    else
        m_note->showNotice(note);
}

void OutcomePage::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addWidget(m_subject);
    layout->addWidget(m_note);
    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    for (QWidget *part : {static_cast<QWidget *>(m_headline), static_cast<QWidget *>(m_explanation),
                          static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_reference)})
        words->addWidget(part);
    auto *answer = new QHBoxLayout;
    answer->setSpacing(16);
    answer->addWidget(m_sign, 0, Qt::AlignTop);
    answer->addLayout(words, 1);
    layout->addSpacing(8);
    layout->addLayout(answer);
    layout->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_cancel);
    row->addStretch(1);
    for (QPushButton *button : {m_close, m_ask, m_retry, m_resume, m_done})
        row->addWidget(button);
    layout->addLayout(row);
}

void OutcomePage::refresh()
{
    const auto setIfNew = [](QLabel *label, const QString &text) {
        if (label->text() != text)
            label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    setIfNew(m_subject, m_controller.payment().id.isEmpty() ? QString() : m_controller.subject());
    setIfNew(m_headline, m_controller.headline());
    setIfNew(m_explanation, m_controller.explanation());
    const QString id = m_controller.payment().id.value;
    //: %1 is the id of a payment
    setIfNew(m_reference, id.isEmpty() ? QString() : tr("Ref %1").arg(id));
    const bool busy = m_controller.state() == ChallengeController::State::Loading
                      || m_controller.state() == ChallengeController::State::Asking;
    if (!busy) {
        m_barDelay->stop();
        m_bar->hide();
    } else if (!m_bar->isVisible() && !m_barDelay->isActive()) {
        m_barDelay->start();
    }
    showSign();
    offer();
}

void OutcomePage::offer()
{
    const ChallengeController::State state = m_controller.state();
    const bool waiting = state == ChallengeController::State::StillWaiting;
    const bool trouble = state == ChallengeController::State::Trouble;
    m_cancel->setVisible((waiting || trouble) && m_controller.mayCancel());
    m_ask->setVisible(waiting);
    m_resume->setVisible(waiting && m_controller.isOpenable());
    m_retry->setVisible(trouble);
    const bool finished = state == ChallengeController::State::Finished;
    // A person who can go on leaves by Esc or the window's own button.
    m_close->setVisible(!finished && !m_resume->isVisibleTo(this));
    m_done->setVisible(finished);
    QPushButton *primary = finished                      ? m_done
                           : m_resume->isVisibleTo(this) ? m_resume
                           : trouble                     ? m_retry
                                                         : m_close;
    for (QPushButton *button : {m_close, m_ask, m_retry, m_resume, m_done})
        button->setDefault(button == primary);
    setFocusProxy(primary);
}

/// Repeats the headline for the eye; the words say it all.
void OutcomePage::showSign()
{
    QString name = u"dialog-information"_s;
    if (m_controller.state() == ChallengeController::State::Trouble)
        name = u"dialog-warning"_s;
    else if (m_controller.state() == ChallengeController::State::StillWaiting)
        name = u"player-time"_s;
    else if (m_controller.state() == ChallengeController::State::Finished)
        name = m_controller.isVerified() ? u"dialog-positive"_s : u"dialog-error"_s;
    const QIcon icon = QIcon::fromTheme(name);
    m_sign->setVisible(!icon.isNull());
    if (!icon.isNull())
        m_sign->setPixmap(icon.pixmap(fontMetrics().height() * 2));
}
