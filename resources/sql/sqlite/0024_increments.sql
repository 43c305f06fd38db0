-- Holds that are raised while they stand. Never edited once released: a change is the next number.
-- Times are milliseconds since 1970 UTC, amounts minor units.

-- One more kind of operation. Only the check of a column changes, no row: the schema's own text is
-- edited, as SQLite describes it for that, instead of copying the largest table. What follows makes
-- every connection read the schema anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
    SET sql = replace(sql, '''void'', ''refund'')', '''void'', ''refund'', ''increment'')')
    WHERE type = 'table' AND name = 'operation';
PRAGMA writable_schema = OFF;

-- Whether the hold is wanted as one that can be raised, and whether the processor made it one.
ALTER TABLE payment ADD COLUMN increment_wanted INTEGER NOT NULL DEFAULT 0
    CHECK (increment_wanted IN (0, 1));
ALTER TABLE payment ADD COLUMN increment_allowed INTEGER NOT NULL DEFAULT 0
    CHECK (increment_allowed IN (0, 1));

-- What was asked for; how it went is said by its operation.
CREATE TABLE increment (
    row_id INTEGER PRIMARY KEY,
    authorization_id TEXT NOT NULL CHECK (length(authorization_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    operation_id TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999),
    previous_amount INTEGER NOT NULL CHECK (previous_amount BETWEEN 0 AND 999999999),
    reason TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, operation_id) REFERENCES operation (merchant_id, operation_id)
);

CREATE UNIQUE INDEX increment_identity ON increment (merchant_id, authorization_id);
CREATE UNIQUE INDEX increment_operation ON increment (merchant_id, operation_id);
CREATE INDEX increment_by_payment ON increment (merchant_id, payment_id);
