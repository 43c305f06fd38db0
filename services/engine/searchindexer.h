#pragma once

#include "services/core/result.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

class SearchIndex;

/// Keeps the search index up behind the commits, on a thread of its own so that no payment waits
/// for it. Damage is repaired by building the index anew; it never touches the payments.
class SearchIndexer : public QObject
{
    Q_OBJECT

public:
    explicit SearchIndexer(const QString &databaseFile);
    ~SearchIndexer() override;

    void start();
    /// Something was committed; indexing follows shortly. From any thread.
    void wake();

private:
    void open();
    void catchUp();

    const QString m_databaseFile;
    QThread m_thread;
    std::unique_ptr<QObject> m_context;   ///< lives on m_thread
    std::unique_ptr<SearchIndex> m_index; ///< used on m_thread only
    QTimer *m_timer = nullptr;            ///< child of m_context
};
