-- What people write down about payments and customers. Never edited once released: a change is the
-- next number.

CREATE TABLE note (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    about TEXT NOT NULL CHECK (about IN ('payment', 'customer')),
    object_id TEXT NOT NULL CHECK (length(object_id) BETWEEN 1 AND 64),
    at_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    note_text TEXT NOT NULL CHECK (length(note_text) BETWEEN 1 AND 1000)
);

CREATE INDEX note_by_object ON note (merchant_id, about, object_id);

CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN
    SELECT RAISE (ABORT, 'notes are append-only');
END;

-- A customer who is deleted takes along what was written about them.
CREATE TRIGGER note_no_delete BEFORE DELETE ON note WHEN OLD.about <> 'customer'
BEGIN
    SELECT RAISE (ABORT, 'notes are append-only');
END;

-- Whether there are any, so that searches need not look.
ALTER TABLE payment ADD COLUMN noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1));
CREATE INDEX payment_noted ON payment (merchant_id, created_at_ms) WHERE noted = 1;
