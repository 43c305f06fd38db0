#include "app/server/serveroptions.h"

#include "services/core/faultpoint.h"
#include "services/core/id.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace {

const QStringList kConnectors = {u"simulator"_s};
constexpr qsizetype kLongestName = 64;

QString usage()
{
    return u"usage: orchestratorxd --database sqlite:FILE --key-file FILE --admin-key-file FILE\n"
           "                      (--passphrase-file FILE | --passphrase-fd N) [options]\n"
           "       orchestratorxd init --database sqlite:FILE --key-file FILE "
           "--admin-key-file FILE\n"
           "                      (--passphrase-file FILE | --passphrase-fd N)\n"
           "                      [--merchant NAME] [--merchant-id ID] [--simulator URL]\n"
           "       orchestratorxd audit verify --database sqlite:FILE\n"
           "                      [--key-file FILE (--passphrase-file FILE | --passphrase-fd N)]\n"
           "\n"
           "  --listen ADDRESS:PORT        where to listen; 127.0.0.1:8080\n"
           "  --tls-cert FILE              certificate chain, PEM; needed on other than loopback "
           "addresses\n"
           "  --tls-key FILE               its key, PEM\n"
           "  --public-url URL             as shoppers reach this server\n"
           "  --processor-url NAME=URL     where a connector's processor is, for accounts that do "
           "not say\n"
           "  --initial-state page|fine    of payments without a method: requires_confirmation or\n"
           "                               requires_payment_method\n"
           "  --allow-loopback-webhooks    webhooks of test merchants may go to this machine\n"
           "  --log-file FILE              instead of the terminal\n"
           "  --list-fault-points          print the places where a test build can be killed\n"
           "  --help, --version\n"_s;
}

Error refusal(const QString &option, const QString &sentence)
{
    return Error{ErrorCode::InvalidValue, option, sentence};
}

Result<QString> filePath(const QString &option, const QString &value)
{
    if (value.isEmpty() || value.startsWith(u':'))
        return refusal(option, u"--%1 needs the path of a file."_s.arg(option));
    const QFileInfo info(value);
    if (info.isDir())
        return refusal(option, u"--%1: \"%2\" is a folder, not a file."_s.arg(option, value));
    return QDir::cleanPath(info.absoluteFilePath());
}

bool isUrl(const QUrl &url)
{
    const bool isHttp =
        url.scheme() == "https"_L1
        || (url.scheme() == "http"_L1
            && (QHostAddress(url.host()).isLoopback() || url.host() == "localhost"_L1));
    return url.isValid() && isHttp && !url.host().isEmpty() && url.userInfo().isEmpty()
           && !url.hasQuery() && !url.hasFragment();
}

/// One pass over the options; the first refusal is kept.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser) : m_parser(parser) {}

    std::optional<Error> refused;

    bool isSet(const QString &option) const { return m_parser.isSet(option); }

    void readFile(const QString &option, QString &into);
    void readDatabase(QString &into);
    void readListen(ServerOptions &options);
    void readTls(ServerOptions &options);
    void readUrl(const QString &option, QUrl &into);
    void readProcessorUrls(ServerOptions &options);
    void readInitialState(ServerOptions &options);
    void readPassphrase(ServerOptions &options, bool isNeeded);
    void readMerchant(ServerOptions &options);
    void require(const QString &option);

private:
    void refuse(const QString &option, const QString &sentence)
    {
        if (!refused)
            refused = refusal(option, sentence);
    }

    const QCommandLineParser &m_parser;
};

void Reader::readFile(const QString &option, QString &into)
{
    if (!m_parser.isSet(option))
        return;
    const Result<QString> path = filePath(option, m_parser.value(option));
    if (path)
        into = *path;
    else
        refuse(option, path.error().detail);
}

void Reader::readDatabase(QString &into)
{
    const QString value = m_parser.value(u"database"_s);
    if (!value.startsWith("sqlite:"_L1))
        return refuse(u"database"_s, u"--database needs sqlite:FILE."_s);
    const Result<QString> path = filePath(u"database"_s, value.mid(7));
    if (path)
        into = *path;
    else
        refuse(u"database"_s, path.error().detail);
}

void Reader::readListen(ServerOptions &options)
{
    if (!m_parser.isSet(u"listen"_s))
        return;
    const QString value = m_parser.value(u"listen"_s);
    const qsizetype colon = value.lastIndexOf(u':');
    bool isNumber = false;
    options.port = value.sliced(colon + 1).toUShort(&isNumber);
    options.address = value.first(qMax<qsizetype>(0, colon));
    if (options.address.startsWith(u'[') && options.address.endsWith(u']'))
        options.address = options.address.sliced(1, options.address.size() - 2);
    if (options.address == "localhost"_L1)
        options.address = u"127.0.0.1"_s;
    if (colon < 0 || !isNumber || QHostAddress(options.address).isNull())
        refuse(u"listen"_s, u"--listen needs ADDRESS:PORT, for instance 127.0.0.1:8080."_s);
}

void Reader::readTls(ServerOptions &options)
{
    TlsFiles files;
    readFile(u"tls-cert"_s, files.certificate);
    readFile(u"tls-key"_s, files.key);
    if (files.certificate.isEmpty() != files.key.isEmpty())
        return refuse(u"tls-cert"_s, u"--tls-cert and --tls-key belong together."_s);
    if (!files.key.isEmpty())
        options.tls = files;
    else if (!QHostAddress(options.address).isLoopback())
        refuse(u"listen"_s,
               u"--listen: %1 can be reached from outside; without --tls-cert and --tls-key only "
               "loopback addresses are served."_s.arg(options.address));
}

void Reader::readUrl(const QString &option, QUrl &into)
{
    if (!m_parser.isSet(option))
        return;
    into = QUrl(m_parser.value(option), QUrl::StrictMode);
    if (!isUrl(into))
        refuse(option, u"--%1 needs an https address; http only on this machine."_s.arg(option));
}

void Reader::readProcessorUrls(ServerOptions &options)
{
    for (const QString &value : m_parser.values(u"processor-url"_s)) {
        const QString name = value.section(u'=', 0, 0);
        const QUrl url(value.section(u'=', 1), QUrl::StrictMode);
        if (!kConnectors.contains(name))
            return refuse(u"processor-url"_s,
                          u"--processor-url: \"%1\" is no connector of this program."_s.arg(name));
        if (!isUrl(url))
            return refuse(u"processor-url"_s,
                          u"--processor-url needs NAME=https://...; http only on this machine."_s);
        options.processorUrls.insert(name, url);
    }
}

void Reader::readInitialState(ServerOptions &options)
{
    const QString value = m_parser.value(u"initial-state"_s);
    if (value != "page"_L1 && value != "fine"_L1)
        return refuse(u"initial-state"_s,
                      u"--initial-state is page or fine, not \"%1\"."_s.arg(value));
    options.fineInitialState = value == "fine"_L1;
}

void Reader::readPassphrase(ServerOptions &options, bool isNeeded)
{
    readFile(u"passphrase-file"_s, options.passphraseFile);
    if (m_parser.isSet(u"passphrase-fd"_s)) {
        bool isNumber = false;
        options.passphraseDescriptor = m_parser.value(u"passphrase-fd"_s).toInt(&isNumber);
        if (!isNumber || options.passphraseDescriptor < 0)
            return refuse(u"passphrase-fd"_s, u"--passphrase-fd needs a number."_s);
    }
    const bool hasFile = !options.passphraseFile.isEmpty();
    const bool hasDescriptor = options.passphraseDescriptor >= 0;
    if ((isNeeded && !hasFile && !hasDescriptor) || (hasFile && hasDescriptor))
        refuse(u"passphrase-file"_s, u"One of --passphrase-file and --passphrase-fd is needed."_s);
}

void Reader::readMerchant(ServerOptions &options)
{
    options.merchantName = m_parser.value(u"merchant"_s).trimmed();
    options.merchantId = m_parser.value(u"merchant-id"_s);
    readUrl(u"simulator"_s, options.simulatorUrl);
    if (options.merchantName.size() > kLongestName)
        refuse(u"merchant"_s, u"--merchant takes %1 characters at most."_s.arg(kLongestName));
    if (!options.merchantId.isEmpty() && !isWellFormedId(options.merchantId))
        refuse(u"merchant-id"_s, u"--merchant-id takes letters, digits, _ and -, 64 at most."_s);
    const bool needsOne = !options.merchantId.isEmpty() || !options.simulatorUrl.isEmpty();
    if (needsOne && options.merchantName.isEmpty())
        refuse(u"merchant"_s, u"--merchant-id and --simulator need --merchant."_s);
}

void Reader::require(const QString &option)
{
    if (!m_parser.isSet(option))
        refuse(option, u"--%1 is needed; see --help."_s.arg(option));
}

std::optional<ServerOptions::Command> commandOf(const QStringList &words)
{
    if (words.isEmpty())
        return ServerOptions::Command::Serve;
    if (words == QStringList{u"init"_s})
        return ServerOptions::Command::Init;
    if (words == QStringList{u"audit"_s, u"verify"_s})
        return ServerOptions::Command::VerifyAudit;
    return std::nullopt;
}

QStringList optionsOf(ServerOptions::Command command)
{
    QStringList names = {u"database"_s, u"key-file"_s, u"passphrase-file"_s, u"passphrase-fd"_s};
    if (command == ServerOptions::Command::Serve)
        names += {u"admin-key-file"_s, u"listen"_s,     u"tls-cert"_s,
                  u"tls-key"_s,        u"public-url"_s, u"processor-url"_s,
                  u"initial-state"_s,  u"log-file"_s,   u"allow-loopback-webhooks"_s};
    if (command == ServerOptions::Command::Init)
        names += {u"admin-key-file"_s, u"merchant"_s, u"merchant-id"_s, u"simulator"_s};
    return names;
}

void readAll(Reader &reader, ServerOptions &options)
{
    using enum ServerOptions::Command;
    reader.require(u"database"_s);
    if (reader.refused)
        return;
    reader.readDatabase(options.databaseFile);
    reader.readFile(u"key-file"_s, options.keyFile);
    if (options.command == VerifyAudit)
        return reader.readPassphrase(options, !options.keyFile.isEmpty());
    reader.require(u"key-file"_s);
    reader.require(u"admin-key-file"_s);
    reader.readFile(u"admin-key-file"_s, options.adminKeyFile);
    reader.readPassphrase(options, true);
    if (options.command == Init)
        return reader.readMerchant(options);
    reader.readListen(options);
    reader.readTls(options);
    reader.readUrl(u"public-url"_s, options.publicUrl);
    reader.readProcessorUrls(options);
    reader.readInitialState(options);
    reader.readFile(u"log-file"_s, options.logFile);
    options.allowLoopbackWebhooks = reader.isSet(u"allow-loopback-webhooks"_s);
}

} // namespace

Result<ServerOptions> serverOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const char *name : {"listen", "database", "key-file", "passphrase-file", "passphrase-fd",
                             "admin-key-file", "processor-url", "log-file", "tls-cert", "tls-key",
                             "public-url", "merchant", "merchant-id", "simulator"})
        parser.addOption({QString::fromLatin1(name), {}, u"value"_s});
    parser.addOption({u"initial-state"_s, {}, u"value"_s, u"page"_s});
    for (const char *name : {"help", "version", "list-fault-points", "allow-loopback-webhooks"})
        parser.addOption({QString::fromLatin1(name), QString()});
    if (!parser.parse(arguments))
        return refusal({}, parser.errorText() + u"; see --help."_s);

    ServerOptions options;
    options.command = ServerOptions::Command::Answer;
    if (parser.isSet(u"help"_s))
        options.answer = usage();
    else if (parser.isSet(u"version"_s))
        options.answer = u"orchestratorxd "_s + QLatin1StringView(OX_VERSION) + u'\n';
    else if (parser.isSet(u"list-fault-points"_s))
        options.answer = QString::fromLatin1(faultPointNames().join('\n')) + u'\n';
    if (!options.answer.isEmpty())
        return options;

    const auto command = commandOf(parser.positionalArguments());
    if (!command)
        return refusal({}, u"There is no command \"%1\"; see --help."_s.arg(
                               parser.positionalArguments().join(u' ')));
    options.command = *command;
    const QStringList taken = optionsOf(*command);
    for (const QString &name : parser.optionNames()) {
        if (!taken.contains(name))
            return refusal(name, u"--%1 has no meaning here; see --help."_s.arg(name));
        if (name != "processor-url"_L1 && parser.values(name).size() > 1)
            return refusal(name, u"--%1 is given twice."_s.arg(name));
    }
    Reader reader(parser);
    readAll(reader, options);
    if (reader.refused)
        return *reader.refused;
    return options;
}
