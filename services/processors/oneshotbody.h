#pragma once

#include "services/core/securebytes.h"

#include <QIODevice>

/// The body of one send, out of wiped memory. It can be read once from front to back; a network
/// library that would like to send it a second time finds that it cannot.
class OneShotBody final : public QIODevice
{
    Q_OBJECT

public:
    /// With stopHalfway a test build hands the body out in two parts, and the fault point
    /// send.half_written lies between them.
    OneShotBody(SecretBytes bytes, bool stopHalfway);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override;

    /// Whether a single byte has been handed out, which is before it can be on the wire.
    bool wasRead() const { return m_position > 0; }
    /// Length of the whole body in bytes, also after seal().
    qint64 length() const { return m_length; }
    /// Wipes the bytes; nothing can be read from now on.
    void seal();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    SecretBytes m_bytes;
    qint64 m_length = 0;
    qint64 m_position = 0;
    bool m_stopHalfway = false;
};
