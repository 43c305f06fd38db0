-- What processors tell of their own accord. Never edited once released: a change is the next number.
-- Times are milliseconds since 1970 UTC.

-- One row for each event of an account, however often it comes. `news` is what it says in neutral
-- terms; the payload is for people, with secrets blotted out.
CREATE TABLE inbox (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    connector_account TEXT NOT NULL,
    connector TEXT NOT NULL,
    event_id TEXT NOT NULL CHECK (length(event_id) BETWEEN 1 AND 255),
    event_type TEXT NOT NULL,
    verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
    news BLOB NOT NULL,
    payload BLOB NOT NULL CHECK (length(payload) <= 16384),
    state TEXT NOT NULL CONSTRAINT inbox_state CHECK (state IN (
        'waiting', 'done', 'unmatched', 'noted')),
    note TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    copies INTEGER NOT NULL CHECK (copies >= 1),
    tries INTEGER NOT NULL CHECK (tries >= 0),
    occurred_at_ms INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    handled_at_ms INTEGER NOT NULL,
    next_try_at_ms INTEGER NOT NULL
);

CREATE UNIQUE INDEX inbox_identity ON inbox (merchant_id, connector_account, event_id);
CREATE INDEX inbox_by_received ON inbox (merchant_id, received_at_ms);
CREATE INDEX inbox_by_payment ON inbox (merchant_id, payment_id) WHERE payment_id <> '';
CREATE INDEX inbox_due ON inbox (next_try_at_ms) WHERE next_try_at_ms > 0;
