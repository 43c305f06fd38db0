#pragma once

#include "services/vault/keyprovider.h"

#include <QSettings>

/// Keeps root keys in a plain file, so that a killed program's next run finds them. For tests.
class PlainKeys final : public KeyProvider
{
public:
    explicit PlainKeys(const QString &file) : m_file(file) {}

    void load(const QString &name, QObject *context, KeyHandler handler) override
    {
        const QByteArray key =
            QByteArray::fromHex(QSettings(m_file, QSettings::IniFormat).value(name).toByteArray());
        const auto answer = [key, handler = std::move(handler)] {
            key.isEmpty() ? handler(Error{ErrorCode::VaultKeyMissing}) : handler(SecretBytes(key));
        };
        QMetaObject::invokeMethod(context, answer, Qt::QueuedConnection);
    }
    void create(const QString &name, const SecretBytes &key, QObject *context,
                DoneHandler handler) override
    {
        QSettings(m_file, QSettings::IniFormat).setValue(name, key.view().toByteArray().toHex());
        finish(context, std::move(handler));
    }
    void replace(const QString &name, const SecretBytes &key, QObject *context,
                 DoneHandler handler) override
    {
        create(name, key, context, std::move(handler));
    }
    void remove(const QString &name, QObject *context, DoneHandler handler) override
    {
        QSettings(m_file, QSettings::IniFormat).remove(name);
        finish(context, std::move(handler));
    }

private:
    static void finish(QObject *context, DoneHandler handler)
    {
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler)] { handler({}); }, Qt::QueuedConnection);
    }

    const QString m_file;
};
