#pragma once

#include <QString>

/// The neutral decline categories that every connector translates into.
namespace DeclineCategory {

/// The category itself when it is one of ours, "unknown" for any other text.
QString known(QStringView category);

/// "UE_1000" for a category; "UE_9000" for unknown ones.
QString unifiedCode(QStringView category);

} // namespace DeclineCategory
