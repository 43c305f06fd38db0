-- Who buys. Never edited once released: a change is the next number.

CREATE TABLE customer (
    row_id INTEGER PRIMARY KEY,
    customer_id TEXT NOT NULL CHECK (length(customer_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    redacted INTEGER NOT NULL CHECK (redacted IN (0, 1)),
    name TEXT NOT NULL CHECK (length(name) <= 255),
    email TEXT NOT NULL CHECK (length(email) <= 255),
    phone TEXT NOT NULL CHECK (length(phone) <= 255),
    phone_country_code TEXT NOT NULL CHECK (length(phone_country_code) <= 255),
    description TEXT NOT NULL CHECK (length(description) <= 255),
    tax_registration_id TEXT NOT NULL CHECK (length(tax_registration_id) <= 255),
    address_first_name TEXT NOT NULL,
    address_last_name TEXT NOT NULL,
    address_line1 TEXT NOT NULL,
    address_line2 TEXT NOT NULL,
    address_line3 TEXT NOT NULL,
    address_city TEXT NOT NULL,
    address_state TEXT NOT NULL,
    address_zip TEXT NOT NULL,
    address_country TEXT NOT NULL CHECK (length(address_country) <= 2),
    metadata_json TEXT NOT NULL,
    -- The same texts without case, for finding them by their beginning.
    name_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL
);

-- Redacted ones keep their id and are in no list.
CREATE UNIQUE INDEX customer_identity ON customer (merchant_id, customer_id);
CREATE INDEX customer_by_merchant ON customer (merchant_id) WHERE redacted = 0;
CREATE INDEX customer_by_name ON customer (merchant_id, name_key)
    WHERE redacted = 0 AND name_key <> '';
CREATE INDEX customer_by_email ON customer (merchant_id, email_key)
    WHERE redacted = 0 AND email_key <> '';
