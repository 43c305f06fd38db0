-- Money that goes back. Never edited once released: a change is the next number.

CREATE TABLE refund (
    row_id INTEGER PRIMARY KEY,
    refund_id TEXT NOT NULL CHECK (length(refund_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    attempt_no INTEGER NOT NULL CHECK (attempt_no >= 1),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    refund_type TEXT NOT NULL CHECK (refund_type IN ('instant', 'scheduled')),
    status TEXT NOT NULL CONSTRAINT refund_status
        CHECK (status IN ('pending', 'succeeded', 'failed', 'review')),
    due_at_ms INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) <= 255),
    metadata_json TEXT NOT NULL,
    operation_id TEXT NOT NULL,
    connector TEXT NOT NULL,
    connector_account_id TEXT NOT NULL,
    processor_reference TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error_category TEXT NOT NULL,
    error_message TEXT NOT NULL,
    error_unified_code TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX refund_identity ON refund (merchant_id, refund_id);
CREATE INDEX refund_by_payment ON refund (merchant_id, payment_id);
-- Lists are read by row, newest first; SQLite ends each index with the row by itself.
CREATE INDEX refund_by_merchant ON refund (merchant_id);
CREATE INDEX refund_by_status ON refund (merchant_id, status);
CREATE UNIQUE INDEX refund_by_operation ON refund (merchant_id, operation_id)
    WHERE operation_id <> '';
CREATE INDEX refund_due ON refund (due_at_ms) WHERE due_at_ms > 0;
