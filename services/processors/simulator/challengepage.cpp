#include "services/processors/simulator/challengepage.h"

#include "services/domain/money.h"
#include "services/processors/simulator/adyenface.h"

#include <QFile>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

// A static library's resources are only there when somebody asks for them, from outside any
// namespace.
static void loadPages()
{
    Q_INIT_RESOURCE(pages);
}

namespace {

constexpr QLatin1StringView kFormStart = "<!-- form -->"_L1;
constexpr QLatin1StringView kFormEnd = "<!-- end of form -->"_L1;

const QString &pageTemplate()
{
    static const QString text = [] {
        loadPages();
        QFile file(u":/pages/challenge.html"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return text;
}

HttpResponse page(int status, const QString &html)
{
    return {status,
            {{"Content-Type", "text/html; charset=utf-8"},
             {"Cache-Control", "no-store"},
             {"X-Content-Type-Options", "nosniff"},
             {"Referrer-Policy", "no-referrer"},
             {"Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}},
            html.toUtf8()};
}

struct Field
{
    QLatin1StringView name;
    QString html;
};

/// Fills the places of the template in one pass, so that a value is never taken for a place.
QString filled(const QString &text, const QList<Field> &fields)
{
    QString out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf("{{"_L1); at >= 0; at = text.indexOf("{{"_L1, done)) {
        const qsizetype end = text.indexOf("}}"_L1, at);
        if (end < 0)
            break;
        out += QStringView(text).sliced(done, at - done);
        const QStringView name = QStringView(text).sliced(at + 2, end - at - 2);
        for (const Field &field : fields) {
            if (field.name == name)
                out += field.html;
        }
        done = end + 2;
    }
    return out + QStringView(text).sliced(done);
}

QString withoutForm(QString text)
{
    const qsizetype start = text.indexOf(kFormStart);
    const qsizetype end = text.indexOf(kFormEnd);
    if (start >= 0 && end > start)
        text.remove(start, end + kFormEnd.size() - start);
    return text;
}

QString paragraph(const QString &text)
{
    return text.isEmpty() ? QString()
                          : u"<p class=\"notice\" id=\"notice\" role=\"status\">"_s
                                + text.toHtmlEscaped() + u"</p>"_s;
}

} // namespace

HttpResponse ChallengePage::handle(const HttpRequest &request)
{
    const QString token = request.url.path().section(u'/', 2);
    BankPayment *payment = m_state.ledger.byChallenge(token);
    if (!payment || payment->threeDsFlow != "challenge"_L1) {
        const QString text = withoutForm(pageTemplate());
        return page(404, filled(text, {{"bank"_L1, m_state.settings.name.toHtmlEscaped()},
                                       {"notice"_L1, paragraph(u"There is no such page."_s)}}));
    }
    if (request.method == "POST") {
        const QUrlQuery form(QString::fromUtf8(request.body.view()));
        return act(*payment, form.queryItemValue(u"action"_s));
    }
    if (payment->status != BankStatus::ChallengeRequired)
        return show(*payment, u"This payment needs no answer any more."_s);
    return show(*payment, {});
}

HttpResponse ChallengePage::show(const BankPayment &payment, const QString &notice) const
{
    const QString amount =
        toDecimalText({payment.amount, payment.currency}) + u' ' + toText(payment.currency);
    const QString card = u"•••• "_s + payment.last4;
    const bool isOpen = payment.status == BankStatus::ChallengeRequired;
    return page(200, filled(isOpen ? pageTemplate() : withoutForm(pageTemplate()),
                            {{"bank"_L1, m_state.settings.name.toHtmlEscaped()},
                             {"amount"_L1, amount.toHtmlEscaped()},
                             {"reference"_L1, payment.reference.toHtmlEscaped()},
                             {"card"_L1, card.toHtmlEscaped()},
                             {"notice"_L1, paragraph(notice)}}));
}

HttpResponse ChallengePage::act(BankPayment &payment, const QString &action)
{
    const auto answer = challengeAnswerFrom(action);
    if (payment.status == BankStatus::ChallengeRequired) {
        if (action == "nothing"_L1)
            return show(payment, u"Nothing was done. The payment goes on waiting for an answer."_s);
        if (!answer)
            return show(payment, u"Choose one of the four buttons."_s);
        if (AdyenFace::made(m_state.ledger, payment)) // decided when it is told
            return sendBack(payment, AdyenFace::answered(m_state.ledger, payment, action));
        m_state.teller.answerChallenge(payment, *answer, m_state.nowMs);
    }
    // A second click on the button finds the answer given, and goes back like the first.
    return sendBack(payment, {});
}

HttpResponse ChallengePage::sendBack(const BankPayment &payment,
                                     const QString &redirectResult) const
{
    if (payment.returnUrl.isEmpty())
        return show(payment, u"Your answer was taken. You can close this page."_s);
    QUrl target(payment.returnUrl, QUrl::StrictMode);
    QUrlQuery query(target);
    if (redirectResult.isEmpty())
        query.addQueryItem(u"result"_s, payment.challengeResult);
    else
        query.addQueryItem(u"redirectResult"_s, redirectResult);
    target.setQuery(query);
    HttpResponse response = page(303, {});
    response.headers.append(HttpHeader{"Location", target.toEncoded()});
    return response;
}
