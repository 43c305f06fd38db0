-- The calls that follow a shopper's return from a challenge. Never edited once released: a change
-- is the next number.

-- What the shopper came back with stays until the processor has answered.
CREATE TABLE completion (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    operation_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    returned TEXT NOT NULL CHECK (length(returned) <= 8192),
    idem_key TEXT NOT NULL CHECK (length(idem_key) BETWEEN 1 AND 64),
    created_at_ms INTEGER NOT NULL,
    UNIQUE (merchant_id, operation_id, number),
    FOREIGN KEY (merchant_id, operation_id) REFERENCES operation (merchant_id, operation_id)
);
