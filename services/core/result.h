#pragma once

#include <QString>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

/// Why something was refused or could not be done. Words for people are made in models/displaytext.
enum class ErrorCode {
    // The request itself
    MissingField,
    InvalidValue,
    TooLong,
    NotFound,
    Duplicate,
    InvalidState,    ///< the object's status does not allow it
    VersionConflict, ///< somebody changed the object since it was loaded
    Busy,            ///< another operation on the same object is still open
    Overloaded,      ///< a bounded queue is full; nothing was done
    // Money
    AmountNotPositive,
    AmountTooLarge,  ///< above 999,999,999 minor units, or the sum overflows
    AmountDecimals,  ///< more decimals than the currency has
    AmountAmbiguous, ///< separators that could be read two ways
    AmountAboveCapturable,
    AmountAboveRefundable,
    TooMany, ///< as many of these as there may be exist already
    CurrencyMismatch,
    CurrencyUnknown,
    // Cards
    CardNumberInvalid,
    CardExpired,
    CardExpiryInvalid,
    CvcInvalid,
    // Customers
    CustomerRedacted, ///< was deleted: its texts are gone, its id stays taken
    // Agreements about later charges
    AgreementActive, ///< what is to go is still needed by one
    AgreementEnded,  ///< revoked, used up, or never came about
    AgreementPeriod, ///< not yet, or no longer
    AgreementLimit,  ///< more than the customer agreed to
    NotForRecurring, ///< only the shopper may pay with it
    DoNotTryAgain,   ///< the bank has forbidden further charges without the shopper
    // Talking to a processor
    ConnectorUnreachable, ///< nothing was sent
    ConnectorUnavailable, ///< circuit breaker open, or no account
    OutcomeUnknown,       ///< money may have moved: ask, never guess
    IntegrityMismatch,    ///< the processor confirmed something else than we sent
    NotSupported,         ///< the connector lacks this
    AuthorizationExpired,
    // Vault
    VaultLocked,        ///< its keys are not here: nobody unlocked it, or it locked itself
    VaultKeyMissing,    ///< no such entry; a locked Secret Service says the same
    VaultKeyDenied,     ///< the keychain or a person said no
    VaultKeyTimeout,    ///< the keychain did not answer in time
    VaultKeychainError, ///< no keychain service, or it failed
    VaultKeyWrong,      ///< a key, but not this vault's
    VaultKeyNotKept,    ///< what was written reads back as something else
    VaultKeyUsedUp,     ///< it has wrapped as much as a key may: rotate
    VaultPassphraseWrong,
    VaultPassphraseTooShort,
    VaultRecordDamaged, ///< this record (or the header) was cut, changed or moved
    VaultSelfTestFailed,
    KeyFileUnsafe,           ///< others may read it, it is a link, or somebody else's
    KeyFileDamaged,          ///< not a key file, or a changed one
    RecoverySheetUnreadable, ///< mistyped; the field is the line
    // Storage
    StorageUnavailable, ///< the database cannot be written now
    DiskFull,
    FileNotFound,
    FileNotDatabase,
    FileNewerSchema,
    FileReadOnly,
    FileInUse,
    FileOnNetwork,
    // Our own mistakes
    Internal,
};

/// A refusal as a value: the code, the field at fault (API spelling, may be empty) and a detail for
/// the log. The detail never holds card data, keys or text from a person.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString field = {};
    QString detail = {};

    friend bool operator==(const Error &, const Error &) = default;
};

/// A value or an Error, with the names of std::expected (which GCC 12 lacks in C++20).
template <class T = void>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Result(ErrorCode code) : m_state(std::in_place_index<1>, Error{code}) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const Error &error() const { return std::get<1>(m_state); }
    T value_or(T fallback) const { return has_value() ? value() : std::move(fallback); }

    /// Calls f(value), which returns a Result, or passes the error on.
    template <class F>
    auto and_then(F &&f) const -> std::invoke_result_t<F, const T &>
    {
        if (!has_value())
            return error();
        return std::forward<F>(f)(value());
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}
    Result(ErrorCode code) : m_error(Error{code}) {}

    bool has_value() const { return !m_error.has_value(); }
    explicit operator bool() const { return has_value(); }
    const Error &error() const { return *m_error; }

    template <class F>
    auto and_then(F &&f) const -> std::invoke_result_t<F>
    {
        if (!has_value())
            return error();
        return std::forward<F>(f)();
    }

private:
    std::optional<Error> m_error;
};
