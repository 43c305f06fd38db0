-- Cards that customers have let be kept; numbers are in vault_record only. Never edited once
-- released: a change is the next number.

CREATE TABLE saved_method (
    row_id INTEGER PRIMARY KEY,
    payment_method_id TEXT NOT NULL CHECK (length(payment_method_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    future_usage TEXT NOT NULL CONSTRAINT saved_method_usage
        CHECK (future_usage IN ('on_session', 'off_session')),
    card_brand TEXT NOT NULL,
    last4 TEXT NOT NULL CHECK (length(last4) <= 4),
    card_bin TEXT NOT NULL CHECK (length(card_bin) <= 8),
    card_expiry_month INTEGER NOT NULL,
    card_expiry_year INTEGER NOT NULL,
    card_holder TEXT NOT NULL CHECK (length(card_holder) <= 255),
    nickname TEXT NOT NULL CHECK (length(nickname) <= 255),
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    payment_id TEXT NOT NULL,
    acceptance_type TEXT NOT NULL CHECK (acceptance_type IN ('', 'online', 'offline')),
    accepted_at_ms INTEGER NOT NULL,
    acceptance_ip TEXT NOT NULL,
    acceptance_user_agent TEXT NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    vault_record_id TEXT NOT NULL,
    last_used_at_ms INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customer (merchant_id, customer_id),
    FOREIGN KEY (merchant_id, vault_record_id) REFERENCES vault_record (merchant_id, record_id)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE UNIQUE INDEX saved_method_identity ON saved_method (merchant_id, payment_method_id);
-- The same number of the same customer is one method.
CREATE UNIQUE INDEX saved_method_number ON saved_method (merchant_id, customer_id, fingerprint);
CREATE UNIQUE INDEX saved_method_default ON saved_method (merchant_id, customer_id)
    WHERE is_default = 1;
CREATE INDEX saved_method_by_use ON saved_method (merchant_id, customer_id, last_used_at_ms);
CREATE INDEX saved_method_by_record ON saved_method (merchant_id, vault_record_id);
CREATE INDEX saved_method_not_moved ON saved_method (created_at_ms)
    WHERE vault_record_id <> payment_method_id;

ALTER TABLE payment ADD COLUMN payment_method_id TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN future_usage TEXT NOT NULL DEFAULT ''
    CHECK (future_usage IN ('', 'on_session', 'off_session'));
ALTER TABLE payment ADD COLUMN acceptance_type TEXT NOT NULL DEFAULT ''
    CHECK (acceptance_type IN ('', 'online', 'offline'));
ALTER TABLE payment ADD COLUMN accepted_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN acceptance_ip TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN acceptance_user_agent TEXT NOT NULL DEFAULT '';
