#include "services/storage/transaction.h"

using namespace Qt::StringLiterals;

Savepoint::Savepoint(Database &database)
    : m_database(database)
    , m_opened(database.openSavepoint())
    , m_open(m_opened.has_value())
{
}

Savepoint::~Savepoint()
{
    if (m_open)
        m_database.rollbackToSavepoint();
}

Result<> Savepoint::release()
{
    if (!m_open)
        return m_opened ? Result<>(Error{ErrorCode::Internal, {}, u"no savepoint"_s}) : m_opened;
    m_open = false;
    return m_database.releaseSavepoint();
}
