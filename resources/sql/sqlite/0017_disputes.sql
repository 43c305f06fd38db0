-- Cardholders who want their money back through the bank. Never edited once released: a change is the
-- next number. Times are milliseconds since 1970 UTC, amounts minor units.

CREATE TABLE dispute (
    row_id INTEGER PRIMARY KEY,
    dispute_id TEXT NOT NULL CHECK (length(dispute_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    attempt_no INTEGER NOT NULL CHECK (attempt_no >= 1),
    connector TEXT NOT NULL,
    connector_account TEXT NOT NULL,
    processor_ref TEXT NOT NULL CHECK (length(processor_ref) >= 1),
    stage TEXT NOT NULL CONSTRAINT dispute_stage CHECK (stage IN (
        'pre_dispute', 'dispute', 'pre_arbitration', 'arbitration', 'dispute_reversal')),
    status TEXT NOT NULL CONSTRAINT dispute_status CHECK (status IN (
        'dispute_opened', 'dispute_challenged', 'dispute_expired', 'dispute_accepted',
        'dispute_cancelled', 'dispute_won', 'dispute_lost')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    processor_status TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    respond_by_ms INTEGER NOT NULL,
    processor_created_ms INTEGER NOT NULL,
    processor_updated_ms INTEGER NOT NULL,
    sending TEXT NOT NULL CHECK (sending IN ('none', 'evidence', 'accept')),
    answer_count INTEGER NOT NULL CHECK (answer_count >= 0),
    send_count INTEGER NOT NULL CHECK (send_count >= 0),
    next_send_at_ms INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX dispute_identity ON dispute (merchant_id, dispute_id);
CREATE UNIQUE INDEX dispute_by_processor ON dispute (merchant_id, connector_account, processor_ref);
CREATE INDEX dispute_by_payment ON dispute (merchant_id, payment_id);
CREATE INDEX dispute_by_created ON dispute (merchant_id, created_at_ms);
CREATE INDEX dispute_due ON dispute (next_send_at_ms) WHERE next_send_at_ms > 0;

CREATE TABLE dispute_evidence (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    dispute_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL CHECK (length(evidence_id) BETWEEN 1 AND 64),
    kind TEXT NOT NULL,
    evidence_text TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL CHECK (length(content) <= 2097152),
    created_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, dispute_id) REFERENCES dispute (merchant_id, dispute_id)
);

CREATE UNIQUE INDEX dispute_evidence_identity ON dispute_evidence (merchant_id, evidence_id);
CREATE INDEX dispute_evidence_by_dispute ON dispute_evidence (merchant_id, dispute_id);
