-- Cards that a merchant does not take, and what is counted against those who try stolen numbers out.
-- Never edited once released: a change is the next number. Times are milliseconds since 1970 UTC.

CREATE TABLE blocked_card (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT blocked_card_kind CHECK (kind IN (
        'payment_method', 'card_bin', 'extended_card_bin')),
    data TEXT NOT NULL CHECK (length(data) BETWEEN 6 AND 64),
    created_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id) REFERENCES merchant (merchant_id)
);

CREATE UNIQUE INDEX blocked_card_identity ON blocked_card (merchant_id, kind, data);

CREATE TABLE blocklist_switch (
    merchant_id TEXT PRIMARY KEY,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id) REFERENCES merchant (merchant_id)
) WITHOUT ROWID;

-- One line for each payment and each that it counts against: an address, a card, a customer. What
-- stands in subject is a keyed hash.
CREATE TABLE card_try (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    tried_by TEXT NOT NULL CONSTRAINT card_try_by CHECK (tried_by IN (
        'ip', 'guest_card', 'customer', 'guest_ip')),
    subject BLOB NOT NULL CHECK (length(subject) = 32),
    failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
    until_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX card_try_identity ON card_try (merchant_id, payment_id, tried_by);
CREATE INDEX card_try_by_subject ON card_try (merchant_id, profile_id, tried_by, subject, failed, until_ms);
CREATE INDEX card_try_by_end ON card_try (merchant_id, until_ms);
