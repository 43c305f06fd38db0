-- A number that the card's network gave out for a saved card, beside the card. Sealed like it, in a
-- table of its own: what is in the vault is never moved by a migration. No cryptogram is ever kept.
-- Never edited once released: a change is the next number.
CREATE TABLE network_token (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    payment_method_id TEXT NOT NULL,
    last4 TEXT NOT NULL CHECK (length(last4) = 4),
    expiry_month INTEGER NOT NULL CHECK (expiry_month BETWEEN 1 AND 12),
    expiry_year INTEGER NOT NULL CHECK (expiry_year BETWEEN 2000 AND 2099),
    key_generation INTEGER NOT NULL REFERENCES vault_key_generation (generation),
    sealed BLOB NOT NULL CHECK (length(sealed) >= 1),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_method_id)
        REFERENCES saved_method (merchant_id, payment_method_id)
);

CREATE UNIQUE INDEX network_token_identity ON network_token (merchant_id, payment_method_id);
CREATE INDEX network_token_by_customer ON network_token (merchant_id, customer_id);
CREATE INDEX network_token_by_generation ON network_token (key_generation);
