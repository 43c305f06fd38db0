-- Cards held for a payment until it is confirmed, a profile's switches about cards, what processors
-- are to forget, customers found by any word, and their methods in one place. Never edited once
-- released: a change is the next number.

-- What a profile insists on.
ALTER TABLE profile ADD COLUMN requires_cvv INTEGER NOT NULL DEFAULT 1
    CHECK (requires_cvv IN (0, 1));
ALTER TABLE profile ADD COLUMN requires_acceptance INTEGER NOT NULL DEFAULT 0
    CHECK (requires_acceptance IN (0, 1));
ALTER TABLE profile ADD COLUMN agnostic_mit INTEGER NOT NULL DEFAULT 0
    CHECK (agnostic_mit IN (0, 1));

-- The token names the sealed card in vault_record; both go when the card is used or its time ends.
ALTER TABLE payment ADD COLUMN payment_token TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN card_held_until_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX payment_holding_card ON payment (card_held_until_ms) WHERE card_held_until_ms > 0;

-- Tokens that a processor is to forget: written with what asks for it, told afterwards until the
-- processor has answered. A token that is forgotten is not kept here either.
CREATE TABLE detachment (
    row_id INTEGER PRIMARY KEY,
    detachment_id TEXT NOT NULL CHECK (length(detachment_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    connector_account_id TEXT NOT NULL REFERENCES connector_account (connector_account_id),
    payment_method_id TEXT NOT NULL,
    token TEXT NOT NULL CHECK (length(token) <= 255),
    reason TEXT NOT NULL
        CHECK (reason IN ('method_removed', 'customer_deleted', 'agreement_revoked')),
    state TEXT NOT NULL CHECK (state IN ('due', 'done', 'refused')),
    idem_key TEXT NOT NULL CHECK (length(idem_key) >= 1),
    send_count INTEGER NOT NULL CHECK (send_count >= 0),
    next_at_ms INTEGER NOT NULL,
    error_code TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    CHECK ((token = '') = (state <> 'due'))
);

-- A token that was given up stays known, so that what was agreed about it goes on holding.
ALTER TABLE processor_token ADD COLUMN detached INTEGER NOT NULL DEFAULT 0
    CHECK (detached IN (0, 1));

CREATE UNIQUE INDEX detachment_identity ON detachment (merchant_id, detachment_id);
CREATE INDEX detachment_due ON detachment (next_at_ms) WHERE state = 'due';
CREATE INDEX detachment_by_method ON detachment (merchant_id, payment_method_id);

-- Later words of a customer's name and e-mail, and the digits of the phone: each from there to the
-- end, so that what follows may be typed on. First words are found in customer itself.
CREATE TABLE customer_word (
    merchant_id TEXT NOT NULL,
    word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 64),
    customer_row_id INTEGER NOT NULL REFERENCES customer (row_id),
    PRIMARY KEY (merchant_id, word, customer_row_id)
) WITHOUT ROWID;

INSERT OR IGNORE INTO customer_word (merchant_id, word, customer_row_id)
WITH RECURSIVE tail (merchant_id, row_id, rest) AS (
    SELECT merchant_id, row_id, name_key FROM customer WHERE redacted = 0
    UNION ALL
    SELECT merchant_id, row_id, substr(rest, instr(rest, ' ') + 1) FROM tail
        WHERE instr(rest, ' ') > 0
)
SELECT tail.merchant_id, substr(rest, 1, 64), tail.row_id
    FROM tail JOIN customer ON customer.row_id = tail.row_id
    WHERE rest <> '' AND substr(rest, 1, 1) <> ' ' AND length(rest) < length(customer.name_key);

INSERT OR IGNORE INTO customer_word (merchant_id, word, customer_row_id)
WITH RECURSIVE tail (merchant_id, row_id, rest) AS (
    SELECT merchant_id, row_id, replace(replace(replace(replace(email_key, '@', ' '), '.', ' '),
        '-', ' '), '_', ' ') FROM customer WHERE redacted = 0
    UNION ALL
    SELECT merchant_id, row_id, substr(rest, instr(rest, ' ') + 1) FROM tail
        WHERE instr(rest, ' ') > 0
)
SELECT tail.merchant_id, substr(customer.email_key, -length(rest), 64), customer.row_id
    FROM tail JOIN customer ON customer.row_id = tail.row_id
    WHERE rest <> '' AND substr(rest, 1, 1) <> ' ' AND length(rest) < length(customer.email_key);

INSERT OR IGNORE INTO customer_word (merchant_id, word, customer_row_id)
SELECT merchant_id, substr(digits, 1, 64), row_id FROM (
    SELECT merchant_id, row_id, replace(replace(replace(replace(replace(replace(replace(
        phone, '+', ''), ' ', ''), '-', ''), '/', ''), '(', ''), ')', ''), '.', '') AS digits
    FROM customer WHERE redacted = 0)
    WHERE digits <> '';

-- A customer's methods lie together here, whole, so that listing them reads one place and not one
-- for each of them.
DROP INDEX saved_method_by_use;
CREATE INDEX saved_method_by_use ON saved_method (merchant_id, customer_id, last_used_at_ms, row_id,
    payment_method_id, created_at_ms, future_usage, card_brand, last4, card_bin, card_expiry_month,
    card_expiry_year, card_holder, nickname, is_default, payment_id, acceptance_type,
    accepted_at_ms, acceptance_ip, acceptance_user_agent, fingerprint, vault_record_id,
    modified_at_ms, network_transaction_id, refusal);
