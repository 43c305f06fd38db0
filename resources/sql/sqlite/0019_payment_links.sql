-- Payments that a shopper pays on a page of this server. Never edited once released: a change is the
-- next number. Times are milliseconds since 1970 UTC.

CREATE TABLE payment_link (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    link_id TEXT NOT NULL CHECK (length(link_id) BETWEEN 1 AND 64),
    payment_id TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX payment_link_identity ON payment_link (merchant_id, link_id);
CREATE UNIQUE INDEX payment_link_by_payment ON payment_link (merchant_id, payment_id);
