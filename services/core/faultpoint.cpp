#include "services/core/faultpoint.h"

#include "services/core/check.h"

#ifdef WITH_TEST_HOOKS
#include <csignal>
#include <unistd.h>
#endif

QByteArrayList faultPointNames()
{
    return {
        "reserve.before_commit", // decided and written, not yet durable
        "reserve.after_commit",  // durable as sending, nothing on the wire
        "send.before_write",     // the request is about to leave
        "send.half_written",     // part of the body has left
        "send.whole",            // all of it has left, no reply read
        "reply.half_read",       // part of the reply has come
        "reply.read",            // the reply is known here and nowhere else
        "apply.before_commit",   // the outcome is written, not yet durable
        "apply.after_commit",    // durable, the caller not yet told
        "answer.after",          // the caller has been told
        "method.before_commit",  // a saved method is changed or removed, not yet durable
        "method.after_commit",   // durable, its ciphertext still in the log
        "held.before_commit",    // a card is held for a payment or wiped, not yet durable
        "detach.before_commit",  // the answer about a token to forget is written, not yet durable
        "detach.after_commit",   // durable
        "recovery.before_commit",
        "recovery.after_commit",
        "webhook.before_send",   // a webhook is about to leave
        "webhook.answered",      // the shop has it, nothing is written of that
        "webhook.before_commit", // the try is written, not yet durable
        "webhook.after_commit",  // durable
    };
}

#ifdef WITH_TEST_HOOKS
void faultPoint(const char *name)
{
    static const QByteArrayList wanted = qgetenv("ORCHESTRATORX_FAULT").split(':');
    static int remaining = wanted.size() > 1 ? wanted.at(1).toInt() : 1;
    if (!ensure(faultPointNames().contains(name), "every fault point is listed"))
        return;
    if (wanted.first() == name && --remaining == 0)
        ::kill(::getpid(), SIGKILL);
}
#endif
