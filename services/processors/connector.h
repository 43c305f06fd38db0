#pragma once

#include "services/core/httpmessage.h"
#include "services/domain/connectordescription.h"
#include "services/domain/detachment.h"
#include "services/domain/disputecase.h"
#include "services/domain/outcome.h"
#include "services/domain/processoraccount.h"
#include "services/processors/processornews.h"

#include <QSet>

#include <vector>

/// What a processor's API offers; the engine decides by it, the window shows it.
struct ConnectorCapabilities
{
    bool lookupById = false;
    bool lookupByReference = false;
    bool lookupIsConsistent = false; ///< "not found" means it never happened (yet)
    bool cancelByReference = false;  ///< a cancel keeps a later arrival of the same request out
    bool idempotency = false;
    qint64 keyTtlMs = 0; ///< how long the processor remembers a key
    bool multipleCaptures = false;
    bool partialCapture = false;
    bool partialAuthorization = false;
    bool processorTokens = false;       ///< keeps tokens for charges without the shopper
    bool detachesTokens = false;        ///< can be told to forget such a token
    bool networkTransactionIds = false; ///< charges a card under another processor's set-up
    bool networkTokens = false;         ///< the same with a network token for the number
    bool statusQuery = true;            ///< without, news and repeated calls are all one hears
    bool completesAfterReturn = false;  ///< the money moves in a call after the challenge
};

/// What card schemes want to be told about a stored card.
struct StoredCredential
{
    enum class Use {
        None,  ///< the card is not kept, and was not
        First, ///< it is kept from now on
        Later, ///< it was kept before
    };

    Use use = Use::None;
    bool byMerchant = false; ///< the shopper is not there
    bool offSession = false; ///< of First: kept for such charges, so a token is wanted
    MitCategory category = MitCategory::None;
    QString networkTransactionId = {}; ///< of the payment that the customer agreed in
};

/// What a connector needs to ask for money. Pointers are valid during the call only.
struct AuthorizeRequest
{
    const Payment *payment = nullptr;
    const Attempt *attempt = nullptr;
    const Operation *operation = nullptr;
    const CardDetails *card = nullptr;
    QUrl returnUrl;     ///< of this challenge, with its token
    QString token = {}; ///< the processor's own, in place of the card
    StoredCredential credential = {};
    /// The card's number is a network token: charged by the merchant, under the network's id of the
    /// set-up. It comes without a cryptogram, so that nobody else may be charged so.
    bool isNetworkToken = false;
};

/// What a processor said to a call that has to come before the one that moves money.
struct PreparationReply
{
    enum class Kind {
        Done,
        Declined,   ///< a definite no to the card: the payment is declined
        Rejected,   ///< refused as it is: nothing was sent that could move money
        RetryLater, ///< not now: the same call again later
    };

    Kind kind = Kind::Done;
    PaymentError error = {};                ///< of everything but Done
    RetryAdvice advice = RetryAdvice::None; ///< of Declined
    std::optional<bool> isLive = {};        ///< of Done: whether it is about real money
};

/// What a connector needs for anything after that.
struct FollowUpRequest
{
    const Payment *payment = nullptr;
    const Attempt *attempt = nullptr;
    const Operation *operation = nullptr;
};

/// What a connector needs to go on after the shopper's return from a challenge.
struct CompleteRequest
{
    const Payment *payment = nullptr;
    const Attempt *attempt = nullptr;
    const Operation *operation = nullptr; ///< with the key of this call
    QString returned;                     ///< what keptOfReturn() took
};

/// What a connector needs to have a token forgotten.
struct DetachRequest
{
    QString token;
    QString reference; ///< of this wish; the same each time it is repeated, like the key
    QString idempotencyKey;
};

/// What a connector needs to answer a dispute. Pointers are valid during the call only.
struct DisputeAnswerRequest
{
    const Dispute *dispute = nullptr;
    const QList<DisputeEvidence> *evidence = nullptr; ///< nullptr: it is given up
    QString idempotencyKey;
};

/// One processor's dialect: pure functions from values to requests and from responses to values.
/// Our references go out with every call: the attempt id as merchant reference, the operation id
/// as the reference of the single effect.
class Connector
{
public:
    virtual ~Connector() = default;

    virtual QString name() const = 0;
    virtual ConnectorCapabilities capabilities() const = 0;

    /// What the window and the account's set-up need to know; without `features`, which follow
    /// from the capabilities.
    virtual ConnectorDescription description() const
    {
        ConnectorDescription plain;
        plain.name = name();
        plain.displayName = plain.name;
        plain.authType = QStringLiteral("NoKey");
        return plain;
    }
    /// Whether an account's keys and address are of the account's mode and shape: a live key never
    /// goes out for a test account, nor the other way round. With `keys` null only the address is
    /// looked at. InvalidValue or MissingField, the field named
    /// ("connector_account_details.api_key", "base_url"). Asked when an account is written and
    /// before each call.
    virtual Result<> checkAccount(const ProcessorAccount & /*account*/) const { return {}; }

    /// Authorize and Sale, by operation kind; a Sale of amount 0 only sets the card up. The only
    /// request that carries a card.
    /// NotSupported/InvalidValue (field named) when the dialect cannot express it: nothing is sent.
    virtual Result<HttpRequest> buildAuthorize(const ProcessorAccount &account,
                                               const AuthorizeRequest &request) const = 0;
    /// The calls that have to be answered before that request goes out, in their order: a card may
    /// have to become a token first. They move no money, and each carries a key of its own. None
    /// by default; with any, it is they that carry the card.
    virtual Result<std::vector<HttpRequest>> buildPreparations(const ProcessorAccount &,
                                                               const AuthorizeRequest &) const
    {
        return std::vector<HttpRequest>();
    }
    /// Reads the answer to the first of those that are left and puts what it gave into the request
    /// that moves the money. OutcomeUnknown when it cannot be understood.
    virtual Result<PreparationReply> parsePreparation(const HttpResponse &, HttpRequest &) const
    {
        return ErrorCode::NotSupported;
    }
    virtual Result<HttpRequest> buildCapture(const ProcessorAccount &account,
                                             const FollowUpRequest &request) const = 0;
    /// Releases the hold, or what is left of it. Without a processor reference it cancels by our
    /// reference, and the processor refuses the cancelled request should it still arrive.
    virtual Result<HttpRequest> buildVoid(const ProcessorAccount &account,
                                          const FollowUpRequest &request) const = 0;
    /// Gives a part of what was captured, or all of it, back.
    virtual Result<HttpRequest> buildRefund(const ProcessorAccount &account,
                                            const FollowUpRequest &request) const = 0;
    /// A read of that operation: by processor reference when known, else by our reference.
    /// NotSupported without statusQuery.
    virtual Result<HttpRequest> buildRead(const ProcessorAccount &account,
                                          const FollowUpRequest &request) const = 0;

    /// What the completing call needs of the query that a shopper came back with; foreign text,
    /// forwarded and never believed. Empty when there is nothing to forward, or no such call.
    virtual QString keptOfReturn(const QString &query) const
    {
        Q_UNUSED(query)
        return {};
    }
    /// The call after the return that authorizes. Its answer is read as that of the authorization.
    virtual Result<HttpRequest> buildComplete(const ProcessorAccount &account,
                                              const CompleteRequest &request) const
    {
        Q_UNUSED(account)
        Q_UNUSED(request)
        return Error{ErrorCode::NotSupported, QStringLiteral("operation")};
    }

    /// Has the processor forget a token that it keeps for charges without the shopper.
    virtual Result<HttpRequest> buildDetach(const ProcessorAccount &account,
                                            const DetachRequest &request) const = 0;
    /// Reads the answer to that. A processor that never heard of the token has forgotten it.
    virtual DetachAnswer parseDetach(const HttpResponse &response) const = 0;

    /// A read that shows whether the processor takes the account's keys. Moves no money.
    virtual Result<HttpRequest> buildVerify(const ProcessorAccount &account) const = 0;

    /// Reads the answer to a send or, with isRead, the state of that one operation from a read.
    /// OutcomeUnknown when the body cannot be understood. A documented refusal of the request
    /// itself (not of the money) is Rejected, see ParsedReply.
    struct ParsedReply
    {
        bool rejected = false;   ///< 4xx with the processor's own error envelope
        bool retryLater = false; ///< rejected, but only for now: the same key again later
        QString mismatch;        ///< what contradicts the request in a way only the dialect shows
        ProcessorReply reply;    ///< error is filled for rejected and Declined
        std::optional<bool> isLive = {}; ///< whether it is about real money, if the reply says so
    };
    virtual Result<ParsedReply> parse(const Operation &operation, const HttpResponse &response,
                                      bool isRead) const = 0;

    /// Reads a call of the processor at our address: checks the signature over the raw bytes with
    /// that secret first, and the signed time against `nowMs`, then reads what it says. An empty
    /// secret checks nothing: who asks so takes the news as hints. Errors: IntegrityMismatch (the
    /// signature is missing, wrong or too old, the same for each), InvalidValue (signed, but
    /// nobody can read it), NotSupported (this processor tells nothing).
    virtual Result<QList<ProcessorNews>>
    parseNews(const ProcessorAccount & /*account*/, const HttpHeaders & /*headers*/,
              QByteArrayView /*rawBody*/, QByteArrayView /*secret*/, qint64 /*nowMs*/) const
    {
        return ErrorCode::NotSupported;
    }
    /// Submits evidence for a dispute, or gives it up. NotSupported where that is done elsewhere.
    virtual Result<HttpRequest> buildDisputeAnswer(const ProcessorAccount & /*account*/,
                                                   const DisputeAnswerRequest & /*request*/) const
    {
        return ErrorCode::NotSupported;
    }
    /// Reads the answer to that: how the dispute stands now. InvalidState when the processor
    /// refuses, OutcomeUnknown when nobody can understand it.
    virtual Result<DisputeNews> parseDisputeAnswer(const HttpResponse & /*response*/) const
    {
        return ErrorCode::OutcomeUnknown;
    }
    /// What the processor wants to read when its call was kept.
    virtual QByteArray newsReceipt() const { return {}; }
};
