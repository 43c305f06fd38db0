-- What refusals of processors mean, where somebody has said so. One table for the installation: it
-- speaks of processors, not of merchants. Never edited once released: a change is the next number.
-- Times are milliseconds since 1970 UTC.

CREATE TABLE status_rule (
    row_id INTEGER PRIMARY KEY,
    connector TEXT NOT NULL CHECK (length(connector) BETWEEN 1 AND 64),
    flow TEXT NOT NULL CHECK (length(flow) BETWEEN 1 AND 64),
    sub_flow TEXT NOT NULL CHECK (length(sub_flow) BETWEEN 1 AND 64),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 255),
    message TEXT NOT NULL,
    status TEXT NOT NULL,
    router_error TEXT NOT NULL,
    tries_again INTEGER NOT NULL CHECK (tries_again IN (0, 1)),
    step_up_possible INTEGER NOT NULL CHECK (step_up_possible IN (0, 1)),
    clear_pan_possible INTEGER NOT NULL CHECK (clear_pan_possible IN (0, 1)),
    alternate_network_possible INTEGER NOT NULL CHECK (alternate_network_possible IN (0, 1)),
    unified_error TEXT NOT NULL,
    error_category TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL
);

CREATE UNIQUE INDEX status_rule_identity ON status_rule (connector, flow, sub_flow, code, message);
