#include "services/api/paymentpage.h"

#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonwriter.h"
#include "services/domain/money.h"
#include "services/domain/paymentlifecycle.h"

#include <QFile>
#include <QUuid>

using namespace Qt::StringLiterals;

static void initResources()
{
    Q_INIT_RESOURCE(payment);
}

namespace {

constexpr qsizetype kMostItems = 10;
constexpr qsizetype kShortNumber = 9;
const auto kOwnTheme = u"#1f5fd0"_s;

/// A field of the form.
struct Field
{
    QString name;
    QString label;
    QString hint;
    QString attributes; ///< ours, and safe
    QString value;
};

const QByteArray &style()
{
    static const QByteArray text = [] {
        initResources();
        QFile file(u":/pages/payment.css"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return text;
}

/// A text of others, kept from turning the line around it over.
QString shown(const QString &text)
{
    return u"<bdi>"_s + text.toHtmlEscaped() + u"</bdi>"_s;
}

QString money(qint64 minorUnits, Currency currency)
{
    return toDecimalText({minorUnits, currency}) + u"\u00a0"_s + toText(currency);
}

/// Only that address may be an image's.
QByteArray originOf(const QString &logo)
{
    const QUrl url(logo);
    return url.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

struct Frame
{
    int status = 200;
    QString title;
    QString body;    ///< HTML
    QString refresh; ///< of a meta element, HTML; empty: the page stays
    PageLook look;
};

ApiReply framed(const Frame &frame)
{
    const QByteArray nonce = QUuid::createUuid().toRfc4122().toBase64();
    const QString theme = frame.look.theme.isEmpty() ? kOwnTheme : frame.look.theme;
    const QString refresh =
        frame.refresh.isEmpty()
            ? QString()
            : u"<meta http-equiv=\"refresh\" content=\"%1\">\n"_s.arg(frame.refresh);
    ApiReply reply;
    reply.status = frame.status;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"robots\" content=\"noindex\">\n"
                 + refresh.toUtf8() + "<title>" + frame.title.toHtmlEscaped().toUtf8()
                 + "</title>\n<style nonce=\"" + nonce + "\">\n:root { --accent: "
                 + theme.toLatin1() + "; --on-accent: " + readableOn(theme).toLatin1() + "; }\n"
                 + style() + "</style>\n</head>\n<body>\n<main>\n" + frame.body.toUtf8()
                 + "</main>\n</body>\n</html>\n";
    QByteArray policy = "default-src 'none'; base-uri 'none'; form-action 'self'; "
                        "frame-ancestors 'none'; style-src 'nonce-"
                        + nonce + '\'';
    if (!frame.look.logo.isEmpty())
        policy += "; img-src " + originOf(frame.look.logo);
    reply.headers = {{"Referrer-Policy", "no-referrer"},
                     {"X-Frame-Options", "DENY"},
                     {"Content-Security-Policy", policy}};
    return reply;
}

QString sellerOf(const paymentpage::Facts &facts)
{
    if (!facts.look.sellerName.isEmpty())
        return facts.look.sellerName;
    return facts.merchantName.isEmpty() ? facts.view.payment.merchantId.value : facts.merchantName;
}

/// What is bought, as far as the merchant says.
QString itemsOf(const PaymentView &view)
{
    JsonValue lines;
    const QString kept = view.extras.value(u"order_details"_s);
    if (kept.isEmpty() || readJson(kept.toUtf8(), lines))
        return {};
    QString list;
    qsizetype count = 0;
    for (const JsonValue &line : lines.items()) {
        const JsonValue *name = line.find("product_name");
        const JsonValue *quantity = line.find("quantity");
        if (!name || !quantity || ++count > kMostItems)
            continue;
        const QString times = QString::fromLatin1(toJson(*quantity)).left(kShortNumber);
        list += u"<li>"_s + shown(name->text()) + u"<span>× "_s + times.toHtmlEscaped()
                + u"</span></li>\n"_s;
    }
    if (count > kMostItems)
        list += u"<li>and %1 more</li>\n"_s.arg(count - kMostItems);
    return list.isEmpty() ? QString() : QString(u"<ul>\n"_s + list + u"</ul>\n"_s);
}

QString detailsOf(const PageLook &look)
{
    QString list;
    for (const auto &[name, value] : look.details)
        list += u"<div><dt>"_s + shown(name) + u"</dt><dd>"_s + shown(value) + u"</dd></div>\n"_s;
    return list.isEmpty() ? QString() : QString(u"<dl>\n"_s + list + u"</dl>\n"_s);
}

/// Who is paid, how much, and for what.
QString headOf(const paymentpage::Facts &facts)
{
    const Payment &payment = facts.view.payment;
    QString head;
    if (!facts.look.logo.isEmpty())
        head += u"<img alt=\"\" src=\""_s + facts.look.logo.toHtmlEscaped() + u"\">\n"_s;
    head += u"<h1>Payment to "_s + shown(sellerOf(facts)) + u"</h1>\n<p class=\"amount\">"_s
            + money(payment.netAmount, payment.currency) + u"</p>\n"_s;
    if (!payment.description.isEmpty())
        head += u"<p>"_s + shown(payment.description) + u"</p>\n"_s;
    return head + itemsOf(facts.view) + detailsOf(facts.look);
}

/// In the order of the page.
QString firstWrong(const paymentpage::Form &form)
{
    for (const QString &name :
         {u"card_number"_s, u"card_exp"_s, u"card_cvc"_s, u"card_holder_name"_s}) {
        if (form.errors.contains(name))
            return name;
    }
    return {};
}

QString inputOf(const Field &field, const paymentpage::Form &form)
{
    const QString error = form.errors.value(field.name);
    QString described;
    QString below;
    if (!field.hint.isEmpty()) {
        described = field.name + u"-hint"_s;
        below += u"<p class=\"hint\" id=\"%1-hint\">%2</p>\n"_s.arg(field.name, field.hint);
    }
    if (!error.isEmpty()) {
        described = QString(described + u' ' + field.name + u"-error"_s).trimmed();
        below +=
            u"<p class=\"error\" id=\"%1-error\">%2</p>\n"_s.arg(field.name, error.toHtmlEscaped());
    }
    QString attributes = field.attributes;
    if (!described.isEmpty())
        attributes += u" aria-describedby=\"%1\""_s.arg(described);
    if (!error.isEmpty())
        attributes += u" aria-invalid=\"true\""_s;
    if (!error.isEmpty() && field.name == firstWrong(form))
        attributes += u" autofocus"_s;
    QString input = u"<label for=\"%1\">%2</label>\n<input id=\"%1\" name=\"%1\" required "_s.arg(
        field.name, field.label);
    input += attributes;
    if (!field.value.isEmpty())
        input += u" value=\""_s + field.value.toHtmlEscaped() + u'"';
    return input + u">\n"_s + below;
}

QString formOf(const paymentpage::Facts &facts, const paymentpage::Form &form)
{
    const Field number{u"card_number"_s,
                       u"Card number"_s,
                       {},
                       u"inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\""_s,
                       {}};
    const Field expiry{u"card_exp"_s, u"Expiry date"_s, u"Month and year, such as 09/28"_s,
                       u"inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\""_s,
                       form.expiry};
    const Field code{u"card_cvc"_s,
                     u"Security code"_s,
                     u"3 or 4 digits"_s,
                     u"inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\""_s,
                     {}};
    const Field holder{u"card_holder_name"_s,
                       u"Name on the card"_s,
                       {},
                       u"autocomplete=\"cc-name\" maxlength=\"255\""_s,
                       form.holder};
    const Payment &payment = facts.view.payment;
    const QString button = facts.look.buttonText.isEmpty()
                               ? QString(u"Pay "_s + money(payment.netAmount, payment.currency))
                               : facts.look.buttonText.toHtmlEscaped();
    QString text;
    if (!form.notice.isEmpty())
        text +=
            u"<p class=\"notice\" role=\"alert\">"_s + form.notice.toHtmlEscaped() + u"</p>\n"_s;
    text += u"<form method=\"post\" autocomplete=\"on\" novalidate>\n"_s;
    text += u"<input type=\"hidden\" name=\"version\" value=\"%1\">\n"_s.arg(payment.version);
    text += inputOf(number, form) + u"<div class=\"row\">\n<div>\n"_s + inputOf(expiry, form)
            + u"</div>\n<div>\n"_s + inputOf(code, form) + u"</div>\n</div>\n"_s
            + inputOf(holder, form);
    text += u"<button type=\"submit\">%1</button>\n</form>\n"_s.arg(button);
    const QString use = payment.futureUsage == FutureUsage::None
                            ? u"Your card is used for this payment only."_s
                            : u"Your card is kept for later payments to the shop."_s;
    return text + u"<footer>"_s + use + u"</footer>\n"_s;
}

/// How a payment stands that cannot be paid here now.
struct Standing
{
    QString title;
    QString text;
    bool isOver = true; ///< nothing more will happen here
};

Standing standingOf(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::Succeeded:
    case PaymentStatus::PartiallyCaptured:
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::PartiallyCapturedAndProcessing:
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
        return {u"Paid"_s, u"Thank you. The payment went through."_s};
    case PaymentStatus::Failed:
        return {u"Not paid"_s, u"The payment was refused. Nothing was taken from your card."_s};
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture:
        return {u"Cancelled"_s, u"This payment was called off."_s};
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation:
    case PaymentStatus::Expired:
        return {u"Expired"_s,
                u"The time to pay on this page is over. Ask the shop for a new link."_s};
    case PaymentStatus::Processing:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review: break;
    }
    return {u"Under way"_s, u"The payment is being checked. This page looks again by itself."_s,
            false};
}

QString homeOf(const paymentpage::Facts &facts)
{
    const QUrl home(facts.view.payment.returnUrl, QUrl::StrictMode);
    if (home.scheme() != "https"_L1 && home.scheme() != "http"_L1)
        return {};
    return u"<a class=\"button\" rel=\"noreferrer\" href=\"%1\">Back to the shop</a>\n"_s.arg(
        home.toString(QUrl::FullyEncoded).toHtmlEscaped());
}

ApiReply challengePage(const paymentpage::Facts &facts)
{
    const QString url = facts.challenge.toString(QUrl::FullyEncoded).toHtmlEscaped();
    Frame frame;
    frame.title = u"Verification by your bank"_s;
    frame.refresh = u"0;url="_s + url;
    frame.look = facts.look;
    frame.body = headOf(facts)
                 + u"<p role=\"status\">Your bank wants to be sure that it is you.</p>\n"
                   "<a class=\"button\" href=\"%1\">Go on to your bank</a>\n"_s.arg(url);
    return framed(frame);
}

ApiReply standingPage(const paymentpage::Facts &facts)
{
    const Standing standing = standingOf(facts.view.payment.status);
    Frame frame;
    frame.title = standing.title;
    frame.refresh = standing.isOver ? QString() : u"5"_s;
    frame.look = facts.look;
    frame.body =
        headOf(facts)
        + u"<p role=\"status\"><strong>%1.</strong> %2</p>\n"_s.arg(standing.title, standing.text)
        + (standing.isOver ? homeOf(facts) : QString());
    return framed(frame);
}

} // namespace

bool paymentpage::canBePaid(const PaymentView &view)
{
    return mayConfirm(view.payment.status) && !view.sessionEnded && !view.clientSecret.isEmpty();
}

ApiReply paymentpage::page(const Facts &facts, const Form &form)
{
    if (canBePaid(facts.view)) {
        Frame frame;
        frame.status = form.status;
        frame.title = QString(u"Payment to "_s + sellerOf(facts));
        frame.look = facts.look;
        frame.body = headOf(facts) + formOf(facts, form);
        return framed(frame);
    }
    if (!facts.challenge.isEmpty() && !facts.view.sessionEnded)
        return challengePage(facts);
    return standingPage(facts);
}

ApiReply paymentpage::messagePage(int status, const QString &title, const QString &text)
{
    Frame frame;
    frame.status = status;
    frame.title = title;
    frame.body = u"<h1>%1</h1>\n<p>%2</p>\n"_s.arg(title.toHtmlEscaped(), text.toHtmlEscaped());
    return framed(frame);
}
