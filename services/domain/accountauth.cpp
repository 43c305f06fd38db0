#include "services/domain/accountauth.h"

#include "services/domain/merchantsetup.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QByteArrayView nameOf(KeyPart part)
{
    switch (part) {
    case KeyPart::Key: return "api_key";
    case KeyPart::Name: return "key1";
    case KeyPart::Secret: return "api_secret";
    }
    return {};
}

SecretBytes valueOf(const AccountKeys &keys, KeyPart part)
{
    switch (part) {
    case KeyPart::Key: return keys.apiKey.clone();
    case KeyPart::Name: return SecretBytes(keys.key1.toUtf8());
    case KeyPart::Secret: return keys.apiSecret.clone();
    }
    return {};
}

void appendText(SecretBytes &json, QByteArrayView text)
{
    json.append("\"");
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '"' || c == '\\')
            json.append("\\");
        if (static_cast<unsigned char>(c) >= 0x20) // no key has control characters
            json.append(text.sliced(i, 1));
    }
    json.append("\"");
}

} // namespace

SecretBytes accountauth::json(const ConnectorDescription &processor, const AccountKeys &keys)
{
    SecretBytes json(QByteArrayView(R"({"auth_type":)"));
    appendText(json, processor.authType.toUtf8());
    for (const KeyField &field : processor.keys) {
        json.append(",");
        appendText(json, nameOf(field.part));
        json.append(":");
        appendText(json, valueOf(keys, field.part).view());
    }
    json.append("}");
    return json;
}

QString accountauth::shown(const ConnectorDescription &processor, const AccountKeys &keys)
{
    QJsonObject shown{{u"auth_type"_s, processor.authType}};
    for (const KeyField &field : processor.keys)
        shown.insert(QString::fromLatin1(nameOf(field.part)),
                     hiddenKey(valueOf(keys, field.part).view()));
    return QString::fromUtf8(QJsonDocument(shown).toJson(QJsonDocument::Compact));
}
