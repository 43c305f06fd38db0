#include "services/processors/oneshotbody.h"

#include "services/core/faultpoint.h"

#include <cstring>
#include <utility>

OneShotBody::OneShotBody(SecretBytes bytes, bool stopHalfway)
    : m_bytes(std::move(bytes))
    , m_length(m_bytes.size())
    , m_stopHalfway(stopHalfway)
{
    // Unbuffered: QIODevice must not keep a copy that nobody wipes.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

void OneShotBody::seal()
{
    m_bytes.clear();
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    if (m_position >= m_bytes.size())
        return -1;
    qint64 end = m_length;
#ifdef WITH_TEST_HOOKS
    // The second read comes when the first part has been written to the socket.
    const qint64 half = m_length / 2;
    if (m_stopHalfway && m_position < half)
        end = half;
    else if (m_stopHalfway && m_position == half && half > 0)
        faultPoint("send.half_written");
#else
    Q_UNUSED(m_stopHalfway)
#endif
    const qint64 size = qMin(maxSize, end - m_position);
    memcpy(data, m_bytes.view().data() + m_position, static_cast<size_t>(size));
    m_position += size;
    return size;
}
