-- Saved methods that were made without their card, for a browser that brings it. Never edited once
-- released: a change is the next number. Times are milliseconds since 1970 UTC.

CREATE TABLE waiting_method (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    method_id TEXT NOT NULL CHECK (length(method_id) BETWEEN 1 AND 64),
    customer_id TEXT NOT NULL,
    nickname TEXT NOT NULL,
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    filled_as TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id) REFERENCES merchant (merchant_id)
);

CREATE UNIQUE INDEX waiting_method_identity ON waiting_method (merchant_id, method_id);
CREATE INDEX waiting_method_by_filled ON waiting_method (merchant_id, filled_as);
CREATE INDEX waiting_method_by_end ON waiting_method (merchant_id, until_ms);
