#include "services/storage/transaction.h"

using namespace Qt::StringLiterals;

Savepoint::Savepoint(Database &database)
    : m_database(database)
    , m_opened(database.run(database.prepared(u"SAVEPOINT half"_s)))
    , m_open(m_opened.has_value())
{
}

Savepoint::~Savepoint()
{
    if (!m_open)
        return;
    // What cannot be undone here is undone with the whole transaction.
    const Result<> undone = m_database.run(m_database.prepared(u"ROLLBACK TO SAVEPOINT half"_s));
    if (undone)
        static_cast<void>(m_database.run(m_database.prepared(u"RELEASE SAVEPOINT half"_s)));
}

Result<> Savepoint::release()
{
    if (!m_open)
        return m_opened ? Result<>(Error{ErrorCode::Internal, {}, u"no savepoint"_s}) : m_opened;
    m_open = false;
    return m_database.run(m_database.prepared(u"RELEASE SAVEPOINT half"_s));
}
