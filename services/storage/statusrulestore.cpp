#include "services/storage/statusrulestore.h"

#include "services/storage/row.h"

using namespace Qt::StringLiterals;

namespace {

const auto kField = u"gsm_rule_id"_s;

Result<StatusRule> readRule(const QSqlQuery &query)
{
    RowReader row(query);
    StatusRule rule;
    rule.key.connector = row.text();
    rule.key.flow = row.text();
    rule.key.subFlow = row.text();
    rule.key.code = row.text();
    rule.key.message = row.text();
    rule.status = row.text();
    rule.routerError = row.text();
    rule.triesAgain = row.flag();
    rule.stepUpPossible = row.flag();
    rule.clearPanPossible = row.flag();
    rule.alternateNetworkPossible = row.flag();
    rule.unified = unifiedErrorFromText(row.text());
    rule.errorCategory = row.text();
    rule.createdAtMs = row.number();
    rule.modifiedAtMs = row.number();
    return rule;
}

void bindResult(Binder &binder, const StatusRule &rule)
{
    binder << rule.status << rule.routerError << rule.triesAgain << rule.stepUpPossible
           << rule.clearPanPossible << rule.alternateNetworkPossible << toText(rule.unified)
           << rule.errorCategory;
}

void bindKey(Binder &binder, const StatusRuleKey &key)
{
    binder << key.connector << key.flow << key.subFlow << key.code << key.message;
}

} // namespace

Result<QList<StatusRule>> StatusRuleStore::all()
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT connector, flow, sub_flow, code, message, status, router_error, tries_again, "
        "step_up_possible, clear_pan_possible, alternate_network_possible, unified_error, "
        "error_category, created_at_ms, modified_at_ms FROM status_rule ORDER BY row_id"_s);
    return readAll<StatusRule>(m_database.run(query), query, readRule);
}

Result<StatusRule> StatusRuleStore::find(const StatusRuleKey &key)
{
    QSqlQuery &query = m_database.prepared(
        u"SELECT connector, flow, sub_flow, code, message, status, router_error, tries_again, "
        "step_up_possible, clear_pan_possible, alternate_network_possible, unified_error, "
        "error_category, created_at_ms, modified_at_ms FROM status_rule "
        "WHERE connector = ? AND flow = ? AND sub_flow = ? AND code = ? AND message = ?"_s);
    Binder binder(query);
    bindKey(binder, key);
    return named(readOne<StatusRule>(m_database.run(query), query, readRule), kField);
}

Result<> StatusRuleStore::insert(const StatusRule &rule)
{
    QSqlQuery &query = m_database.prepared(
        u"INSERT INTO status_rule (connector, flow, sub_flow, code, message, status, router_error, "
        "tries_again, step_up_possible, clear_pan_possible, alternate_network_possible, "
        "unified_error, error_category, created_at_ms, modified_at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    Binder binder(query);
    bindKey(binder, rule.key);
    bindResult(binder, rule);
    binder << rule.createdAtMs << rule.modifiedAtMs;
    return m_database.run(query);
}

Result<> StatusRuleStore::update(const StatusRule &rule)
{
    QSqlQuery &query = m_database.prepared(
        u"UPDATE status_rule SET status = ?, router_error = ?, tries_again = ?, "
        "step_up_possible = ?, clear_pan_possible = ?, alternate_network_possible = ?, "
        "unified_error = ?, error_category = ?, modified_at_ms = ? "
        "WHERE connector = ? AND flow = ? AND sub_flow = ? AND code = ? AND message = ?"_s);
    Binder binder(query);
    bindResult(binder, rule);
    binder << rule.modifiedAtMs;
    bindKey(binder, rule.key);
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, kField);
}

Result<> StatusRuleStore::remove(const StatusRuleKey &key)
{
    QSqlQuery &query = m_database.prepared(
        u"DELETE FROM status_rule "
        "WHERE connector = ? AND flow = ? AND sub_flow = ? AND code = ? AND message = ?"_s);
    Binder binder(query);
    bindKey(binder, key);
    return expectOneRow(m_database.run(query), query, ErrorCode::NotFound, kField);
}
