-- Sealed cards and the keys they are under, as far as a database may know keys. Never edited once
-- released. Ciphertext is written and deleted by the program only, never changed by a migration.

-- The vault is the installation's; what is in it belongs to merchants.
CREATE TABLE vault_header (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    vault_id TEXT NOT NULL CHECK (length(vault_id) BETWEEN 1 AND 64),
    key_derivation TEXT NOT NULL CHECK (length(key_derivation) >= 1),
    created_at_ms INTEGER NOT NULL
);

-- The newest generation seals; an older one stays as long as a record is under it.
CREATE TABLE vault_key_generation (
    generation INTEGER PRIMARY KEY CHECK (generation >= 1),
    key_name TEXT NOT NULL UNIQUE CHECK (length(key_name) >= 1),
    key_check BLOB NOT NULL CHECK (length(key_check) = 16),
    wrapped_keys BLOB NOT NULL CHECK (length(wrapped_keys) >= 1),
    wraps INTEGER NOT NULL CHECK (wraps >= 0),
    created_at_ms INTEGER NOT NULL
);

CREATE TABLE vault_record (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    customer_id TEXT NOT NULL,
    record_id TEXT NOT NULL CHECK (length(record_id) BETWEEN 1 AND 64),
    record_kind TEXT NOT NULL CONSTRAINT vault_record_kind
        CHECK (record_kind IN ('saved_card', 'held_card')),
    key_generation INTEGER NOT NULL REFERENCES vault_key_generation (generation),
    sealed BLOB NOT NULL CHECK (length(sealed) >= 1),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL
);

CREATE UNIQUE INDEX vault_record_identity ON vault_record (merchant_id, record_id);
CREATE INDEX vault_record_by_number ON vault_record (merchant_id, customer_id, fingerprint);
CREATE INDEX vault_record_by_generation ON vault_record (key_generation);
