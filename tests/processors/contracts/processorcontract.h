#pragma once

#include "services/core/httpmessage.h"

#include <QStringList>

#include <memory>

/// What a processor publishes about its API (OpenAPI 3 in JSON, under tests/data/contracts), to
/// check what we send and what our stand-ins answer. Stricter than the processor: a name that the
/// contract does not have is refused at any depth.
class ProcessorContract
{
public:
    /// The name of a file under tests/data/contracts.
    explicit ProcessorContract(const QString &file);
    ~ProcessorContract();

    /// Whether the file was there and is a contract.
    bool isValid() const;
    /// "post /v1/refunds", ...
    QStringList operations() const;

    /// The operation that a request is, or empty. `base` is the account's base URL.
    QString operationOf(const HttpRequest &request, const QUrl &base) const;
    /// Why that request is not what the contract says; empty when it is.
    QString requestProblem(const HttpRequest &request, const QUrl &base) const;
    /// Why that answer to it is not; an error is checked as the default answer.
    QString replyProblem(const HttpRequest &request, const QUrl &base,
                         const HttpResponse &response) const;
    /// Why that text has not the shape of that name; empty when it has.
    QString shapeProblem(const QString &name, const QByteArray &json) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};
