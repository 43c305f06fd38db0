#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// Forms with files.
namespace multipart {

struct Part
{
    QByteArray name;
    QString fileName; ///< the last piece of the path that a client may give
    QByteArray mediaType;
    QByteArray content;
};

/// The parts of a multipart/form-data body; nothing when it is none, breaks off, or has more than
/// sixteen parts.
std::optional<QList<Part>> read(const QByteArray &contentType, QByteArrayView body);

} // namespace multipart
