#include "app/simulator/simulatoroptions.h"

#include "services/core/id.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

Error refused(ErrorCode code, const QString &option, const QString &text)
{
    return {code, option, text};
}

Result<> readListen(const QString &value, SimulatorOptions &options)
{
    const qsizetype colon = value.lastIndexOf(u':');
    bool isNumber = false;
    options.address = value.first(qMax<qsizetype>(0, colon));
    options.port = value.sliced(colon + 1).toUShort(&isNumber);
    if (options.address.startsWith(u'[') && options.address.endsWith(u']'))
        options.address = options.address.sliced(1, options.address.size() - 2);
    if (colon > 0 && isNumber)
        return {};
    return refused(ErrorCode::InvalidValue, u"listen"_s,
                   u"--listen needs ADDRESS:PORT, for instance 127.0.0.1:8123."_s);
}

/// The options of a dialect: "webhook-url", "adyen-webhook-url" and their secrets.
QString webhookOption(BankDialect dialect, const QString &what)
{
    switch (dialect) {
    case BankDialect::Own: return u"webhook-"_s + what;
    case BankDialect::Adyen: return u"adyen-webhook-"_s + what;
    case BankDialect::Stripe: return u"stripe-webhook-"_s + what;
    }
    return {};
}

Result<> readListener(const QCommandLineParser &parser, BankDialect dialect,
                      SimulatorOptions &options)
{
    const QString url = webhookOption(dialect, u"url"_s);
    const QString secret = webhookOption(dialect, u"secret"_s);
    if (parser.isSet(url) != parser.isSet(secret))
        return refused(ErrorCode::MissingField, secret,
                       u"--%1 and --%2 go together."_s.arg(url, secret));
    if (!parser.isSet(url))
        return {};
    const QUrl address(parser.value(url), QUrl::StrictMode);
    if (!address.isValid())
        return refused(ErrorCode::InvalidValue, url,
                       u"--%1 needs an address of this machine."_s.arg(url));
    options.listeners.append({dialect, address, parser.value(secret).toUtf8()});
    return {};
}

} // namespace

QString simulatorUsage()
{
    return u"orchestratorx-simulator --listen 127.0.0.1:PORT --ledger FILE [--name NAME] "
           "[--webhook-url http://127.0.0.1:PORT/webhooks/MERCHANT/ACCOUNT "
           "--webhook-secret SECRET] "
           "[--adyen-webhook-url URL --adyen-webhook-secret HEX] "
           "[--stripe-webhook-url URL --stripe-webhook-secret SECRET] "
           "[--exit-with-parent]"_s;
}

Result<SimulatorOptions> simulatorOptions(const QStringList &arguments)
{
    const QCommandLineOption listen(u"listen"_s, {}, u"address:port"_s);
    const QCommandLineOption ledger(u"ledger"_s, {}, u"file"_s);
    const QCommandLineOption name(u"name"_s, {}, u"name"_s, u"sim_a"_s);
    const QCommandLineOption exitWithParent(u"exit-with-parent"_s);
    const QCommandLineOption help(u"help"_s);
    QCommandLineParser parser;
    parser.addOptions({listen, ledger, name, exitWithParent, help});
    for (const BankDialect dialect : kBankDialects) {
        parser.addOption(QCommandLineOption(webhookOption(dialect, u"url"_s), {}, u"url"_s));
        parser.addOption(QCommandLineOption(webhookOption(dialect, u"secret"_s), {}, u"text"_s));
    }
    if (!parser.parse(arguments))
        return refused(ErrorCode::InvalidValue, {}, parser.errorText());

    SimulatorOptions options;
    options.showsHelp = parser.isSet(help);
    if (options.showsHelp)
        return options;
    if (!parser.positionalArguments().isEmpty() || !parser.isSet(listen) || !parser.isSet(ledger))
        return refused(ErrorCode::MissingField, {}, u"Usage: "_s + simulatorUsage());
    const Result<> read = readListen(parser.value(listen), options);
    if (!read)
        return read.error();
    options.ledgerPath = parser.value(ledger);
    options.name = parser.value(name);
    if (!isWellFormedId(options.name))
        return refused(ErrorCode::InvalidValue, u"name"_s,
                       u"--name takes letters, digits, _ and -, 64 at most."_s);
    for (const BankDialect dialect : kBankDialects) {
        const Result<> heard = readListener(parser, dialect, options);
        if (!heard)
            return heard.error();
    }
    options.exitsWithParent = parser.isSet(exitWithParent);
    return options;
}
