#pragma once

#include "services/processors/httptransport.h"
#include "services/processors/oneshotbody.h"

#include <QNetworkReply>
#include <QTimer>

#include <memory>

class QNetworkAccessManager;

/// One request on its way: sends it once, watches the clock, collects the answer. Lives on the
/// thread of its transport and ends with exactly one finished().
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    /// The clock of timeoutMs runs from here, also while the exchange waits for its turn.
    HttpExchange(HttpRequest request, int timeoutMs, QObject *parent);
    ~HttpExchange() override;

    void start(QNetworkAccessManager &manager);
    /// Ends it unsent, through the event loop.
    void refuse(const QString &problem);
    bool isFinished() const { return m_finished; }

signals:
    void finished(const HttpResult &result);

private:
    QNetworkRequest networkRequest() const;
    void connectReply();
    void noteSent();
    void noteUpload(qint64 sent);
    void checkDeclaredLength();
    void readAvailable();
    void replyFinished();
    void timeOut();
    bool nothingLeft() const;
    bool isStatusError(QNetworkReply::NetworkError error, int status) const;
    void fail(Delivery delivery, const QString &problem);
    void finish(const HttpResult &result);

    QByteArray m_method;
    QUrl m_url;
    HttpHeaders m_headers;
    bool m_mutates = false; ///< moves money perhaps: anything but GET and HEAD
    std::unique_ptr<OneShotBody> m_body;
    std::unique_ptr<QNetworkReply> m_reply;
    QByteArray m_received;
    QTimer m_deadline;
    QTimer m_connectDeadline;
    int m_timeoutMs = 0;
    bool m_requestSent = false;
    bool m_wholeSent = false;
    bool m_replyBegun = false;
    bool m_finished = false;
};
