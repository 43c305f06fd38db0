#pragma once

#include "models/manifestamount.h"

#include <QList>

#include <array>

class QSettings;

/// What a column of a shipment file says.
enum class ManifestRole { Order, Payment, Transaction, Amount, Currency, Shipment };
inline constexpr int kManifestRoles = 6;

/// Which column says what; -1 where none does.
struct ManifestColumns
{
    std::array<int, kManifestRoles> columns{-1, -1, -1, -1, -1, -1};
    DecimalSign decimals = DecimalSign::Unclear; ///< chosen by a person; Unclear: as detected

    int of(ManifestRole role) const { return columns.at(static_cast<size_t>(role)); }
    void set(ManifestRole role, int column) { columns.at(static_cast<size_t>(role)) = column; }
    /// Something names the payments, and no column says two things.
    bool isUsable() const;
    friend bool operator==(const ManifestColumns &, const ManifestColumns &) = default;
};

/// "Order reference"
QString manifestRoleName(ManifestRole role);

/// From the usual names in English, German and French; a column is given to one role only.
ManifestColumns guessColumns(const QStringList &header);

/// Remembers, in the settings, what a person chose for each shape of file.
class ManifestShapes
{
public:
    /// At most this many are kept; the oldest is forgotten.
    static constexpr int kMostShapes = 40;

    /// settings must outlive the object.
    explicit ManifestShapes(QSettings &settings) : m_settings(settings) {}

    /// Nothing when that shape was never imported, or has fewer columns than were remembered.
    std::optional<ManifestColumns> find(const QString &shape, qsizetype columnCount) const;
    void keep(const QString &shape, const ManifestColumns &columns);

private:
    QSettings &m_settings;
};
