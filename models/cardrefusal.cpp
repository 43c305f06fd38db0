#include "models/cardrefusal.h"

#include "models/errortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CardRefusal)
};

} // namespace

void sayWhyNotTaken(const QString &field, ErrorText &text)
{
    if (field == "blocklist"_L1) {
        text.what = Words::tr("This card is on the block list.");
        text.todo = Words::tr("Ask the customer for another card.");
    } else if (field == "card_testing_guard_config"_L1) {
        text.what = Words::tr("Too many payments of this customer or card have failed lately.");
        text.todo = Words::tr("Ask for another way to pay, or try again later.");
    }
}
