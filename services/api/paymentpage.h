#pragma once

#include "services/api/apirequest.h"
#include "services/domain/paymentlink.h"
#include "services/interfaces/paymentaccess.h"

#include <QMap>
#include <QUrl>

/// The page on which a shopper pays a payment that was made with a link, as HTML. It needs no
/// script, loads nothing but the merchant's logo, and no text of a merchant or a shopper stands in
/// it unescaped.
namespace paymentpage {

/// What a page is about.
struct Facts
{
    PaymentView view;
    QString merchantName;
    PageLook look;
    QUrl challenge; ///< the page that sends the shopper to the bank, while that is open
};

/// What the shopper sees of a form again that did not go through.
struct Form
{
    QString holder;
    QString expiry;
    QMap<QString, QString> errors; ///< by the name of the field
    QString notice;                ///< about the whole
    int status = 200;
};

/// The card form while the payment can be paid, otherwise how it stands.
ApiReply page(const Facts &facts, const Form &form = {});
/// Whether page() has a form.
bool canBePaid(const PaymentView &view);

/// A page without a payment: there is none, or it cannot be shown now.
ApiReply messagePage(int status, const QString &title, const QString &text);

} // namespace paymentpage
