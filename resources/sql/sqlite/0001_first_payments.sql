-- Payments, tries, operations and their evidence. Never edited once released: a change is the next
-- number. A statement ends with a line that ends in ";", a trigger with the line "END;".
-- Amounts are minor units, times are milliseconds since 1970 UTC with 0 for "not known", texts that
-- are not known are empty. What must be unique only when known is NULL until then.

CREATE TABLE installation (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    install_key BLOB NOT NULL CHECK (length(install_key) >= 32)
);

-- One row that the store rewrites to learn whether the disk takes writes again.
CREATE TABLE write_probe (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    tries INTEGER NOT NULL
);

INSERT INTO write_probe (only_row, tries) VALUES (1, 0);

CREATE TABLE merchant (
    merchant_id TEXT NOT NULL PRIMARY KEY CHECK (length(merchant_id) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    created_at_ms INTEGER NOT NULL
);

CREATE TABLE profile (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    profile_id TEXT NOT NULL CHECK (length(profile_id) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    fine_initial_state INTEGER NOT NULL CHECK (fine_initial_state IN (0, 1)),
    UNIQUE (merchant_id, profile_id)
);

CREATE TABLE connector_account (
    connector_account_id TEXT NOT NULL PRIMARY KEY
        CHECK (length(connector_account_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    connector TEXT NOT NULL,
    label TEXT NOT NULL,
    base_url TEXT NOT NULL,
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    UNIQUE (merchant_id, profile_id, label),
    FOREIGN KEY (merchant_id, profile_id) REFERENCES profile (merchant_id, profile_id)
);

CREATE TABLE payment (
    row_id INTEGER PRIMARY KEY,
    payment_id TEXT NOT NULL CHECK (length(payment_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    status TEXT NOT NULL CONSTRAINT payment_status CHECK (status IN (
        'requires_payment_method', 'requires_confirmation', 'processing',
        'requires_customer_action', 'requires_merchant_action', 'requires_capture',
        'partially_authorized_and_requires_capture', 'partially_captured_and_capturable',
        'partially_captured_and_processing', 'partially_captured', 'succeeded', 'failed',
        'cancelled', 'cancelled_post_capture', 'expired', 'conflicted', 'review')),
    outcome_unknown INTEGER NOT NULL CHECK (outcome_unknown IN (0, 1)),
    has_open_operation INTEGER NOT NULL CHECK (has_open_operation IN (0, 1)),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount INTEGER NOT NULL CONSTRAINT payment_amount CHECK (amount BETWEEN 0 AND 999999999),
    net_amount INTEGER NOT NULL CHECK (net_amount BETWEEN 0 AND 999999999),
    amount_to_capture INTEGER NOT NULL CHECK (amount_to_capture BETWEEN 0 AND 999999999),
    authorized INTEGER NOT NULL CHECK (authorized BETWEEN 0 AND 999999999),
    capture_limit INTEGER NOT NULL CHECK (capture_limit BETWEEN 0 AND 999999999),
    captured INTEGER NOT NULL CHECK (captured >= 0),
    capture_pending INTEGER NOT NULL CHECK (capture_pending >= 0),
    refunded INTEGER NOT NULL CHECK (refunded >= 0),
    refund_pending INTEGER NOT NULL CHECK (refund_pending >= 0),
    capture_method TEXT NOT NULL CHECK (capture_method IN (
        'automatic', 'manual', 'manual_multiple', 'scheduled')),
    authentication_type TEXT NOT NULL CHECK (authentication_type IN ('no_three_ds', 'three_ds')),
    partial_authorization_allowed INTEGER NOT NULL
        CHECK (partial_authorization_allowed IN (0, 1)),
    payment_method TEXT NOT NULL,
    payment_method_type TEXT NOT NULL,
    card_brand TEXT NOT NULL,
    last4 TEXT NOT NULL CHECK (length(last4) <= 4),
    card_bin TEXT NOT NULL CHECK (length(card_bin) <= 8),
    card_expiry_month INTEGER NOT NULL,
    card_expiry_year INTEGER NOT NULL,
    card_holder TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    customer_email TEXT NOT NULL,
    customer_phone TEXT NOT NULL,
    order_reference TEXT NOT NULL,
    -- The same texts without case, for ordering and prefix search.
    customer_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    order_key TEXT NOT NULL,
    description TEXT NOT NULL,
    metadata_json TEXT NOT NULL,
    return_url TEXT NOT NULL,
    session_expires_at_ms INTEGER NOT NULL,
    attempt_count INTEGER NOT NULL CHECK (attempt_count >= 0),
    connector TEXT NOT NULL,
    connector_account_id TEXT NOT NULL,
    processor_reference TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error_category TEXT NOT NULL,
    error_message TEXT NOT NULL,
    error_unified_code TEXT NOT NULL,
    cancellation_reason TEXT NOT NULL,
    capture_before_ms INTEGER NOT NULL,
    capture_on_ms INTEGER NOT NULL,
    client_secret_hash BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    CONSTRAINT captured_within_limit CHECK (captured + capture_pending <= capture_limit),
    CONSTRAINT refunded_within_captured CHECK (refunded + refund_pending <= captured),
    FOREIGN KEY (merchant_id, profile_id) REFERENCES profile (merchant_id, profile_id)
);

CREATE UNIQUE INDEX payment_identity ON payment (merchant_id, payment_id);

-- One index for every column that the list can be ordered by. SQLite ends each with row_id by
-- itself, which is the tie-break. Few-valued columns go on with the creation time, so that one value
-- of them can be read newest first without sorting.
CREATE INDEX payment_by_created ON payment (merchant_id, created_at_ms);
CREATE INDEX payment_by_updated ON payment (merchant_id, modified_at_ms);
CREATE INDEX payment_by_amount ON payment (merchant_id, amount);
CREATE INDEX payment_by_captured ON payment (merchant_id, captured);
CREATE INDEX payment_by_capture_before ON payment (merchant_id, capture_before_ms);
CREATE INDEX payment_by_order ON payment (merchant_id, order_key);
CREATE INDEX payment_by_customer ON payment (merchant_id, customer_key);
CREATE INDEX payment_by_status ON payment (merchant_id, status, created_at_ms);
CREATE INDEX payment_by_currency ON payment (merchant_id, currency, created_at_ms);
CREATE INDEX payment_by_connector ON payment (merchant_id, connector, created_at_ms);
CREATE INDEX payment_by_method ON payment (merchant_id, card_brand, last4, created_at_ms);

-- What a person pastes or types the beginning of.
CREATE INDEX payment_by_email ON payment (merchant_id, email_key) WHERE email_key <> '';
CREATE INDEX payment_by_customer_id ON payment (merchant_id, customer_id) WHERE customer_id <> '';
CREATE INDEX payment_by_processor_reference ON payment (merchant_id, processor_reference)
    WHERE processor_reference <> '';

CREATE INDEX payment_unknown ON payment (merchant_id, created_at_ms) WHERE outcome_unknown = 1;
CREATE INDEX payment_holds ON payment (capture_before_ms)
    WHERE capture_before_ms > 0 AND status IN ('requires_capture',
        'partially_authorized_and_requires_capture', 'partially_captured_and_capturable');

CREATE INDEX payment_scheduled ON payment (capture_on_ms)
    WHERE capture_on_ms > 0 AND status IN ('requires_capture',
        'partially_authorized_and_requires_capture');

CREATE TABLE attempt (
    payment_row_id INTEGER NOT NULL REFERENCES payment (row_id),
    attempt_no INTEGER NOT NULL CHECK (attempt_no >= 1),
    merchant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT attempt_status CHECK (status IN (
        'started', 'authentication_pending', 'authentication_successful', 'authentication_failed',
        'authorizing', 'authorized', 'partially_authorized', 'charged', 'partial_charged',
        'partial_charged_and_chargeable', 'capture_initiated', 'capture_failed', 'void_initiated',
        'voided', 'void_failed', 'pending', 'unresolved', 'failure', 'integrity_failure', 'expired',
        'confirmation_awaited', 'payment_method_awaited')),
    connector TEXT NOT NULL,
    connector_account_id TEXT NOT NULL,
    processor_reference TEXT NOT NULL,
    three_ds_flow TEXT NOT NULL,
    three_ds_status TEXT NOT NULL,
    liability_shifted INTEGER NOT NULL CHECK (liability_shifted IN (0, 1)),
    challenge_url TEXT NOT NULL,
    return_token_hash BLOB,
    challenge_expires_at_ms INTEGER NOT NULL,
    error_code TEXT NOT NULL,
    error_category TEXT NOT NULL,
    error_message TEXT NOT NULL,
    error_unified_code TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    PRIMARY KEY (payment_row_id, attempt_no)
) WITHOUT ROWID;

CREATE UNIQUE INDEX attempt_by_return_token ON attempt (return_token_hash)
    WHERE return_token_hash IS NOT NULL;
CREATE INDEX attempt_by_challenge_end ON attempt (challenge_expires_at_ms)
    WHERE status = 'authentication_pending' AND challenge_expires_at_ms > 0;

CREATE TABLE operation (
    row_id INTEGER PRIMARY KEY,
    operation_id TEXT NOT NULL CHECK (length(operation_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    attempt_no INTEGER NOT NULL CHECK (attempt_no >= 1),
    op_kind TEXT NOT NULL CONSTRAINT operation_kind CHECK (op_kind IN (
        'authorize', 'sale', 'capture', 'void', 'refund')),
    op_seq INTEGER NOT NULL CHECK (op_seq >= 1),
    state TEXT NOT NULL CONSTRAINT operation_state CHECK (state IN (
        'prepared', 'sending', 'pending', 'unknown', 'succeeded', 'declined', 'rejected',
        'integrity', 'aborted_before_send')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 999999999),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    final_capture INTEGER NOT NULL CHECK (final_capture IN (0, 1)),
    connector TEXT NOT NULL,
    connector_account TEXT NOT NULL,
    idem_key TEXT NOT NULL CHECK (length(idem_key) >= 1),
    request_mac BLOB NOT NULL,
    client_operation_id TEXT,
    processor_ref TEXT,
    error_code TEXT NOT NULL,
    error_category TEXT NOT NULL,
    error_message TEXT NOT NULL,
    error_unified_code TEXT NOT NULL,
    send_seq INTEGER NOT NULL CHECK (send_seq >= 0),
    fence INTEGER NOT NULL CHECK (fence >= 1),
    lease_owner TEXT NOT NULL,
    lease_until_ms INTEGER NOT NULL,
    first_sent_at_ms INTEGER NOT NULL,
    last_sent_at_ms INTEGER NOT NULL,
    check_count INTEGER NOT NULL CHECK (check_count >= 0),
    next_check_at_ms INTEGER NOT NULL,
    status_before TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX operation_identity ON operation (merchant_id, operation_id);
CREATE UNIQUE INDEX op_identity ON operation (merchant_id, payment_id, attempt_no, op_kind, op_seq);
CREATE UNIQUE INDEX op_key ON operation (connector_account, idem_key);
CREATE UNIQUE INDEX one_open_op ON operation (merchant_id, payment_id)
    WHERE state IN ('prepared', 'sending', 'unknown');
CREATE UNIQUE INDEX proc_ref ON operation (connector_account, processor_ref, op_kind)
    WHERE processor_ref IS NOT NULL;
CREATE UNIQUE INDEX op_client ON operation (merchant_id, client_operation_id)
    WHERE client_operation_id IS NOT NULL;
CREATE INDEX operation_not_final ON operation (created_at_ms)
    WHERE state IN ('prepared', 'sending', 'pending', 'unknown');
CREATE INDEX operation_due ON operation (next_check_at_ms)
    WHERE state IN ('pending', 'unknown') AND next_check_at_ms > 0;

CREATE TABLE op_call (
    row_id INTEGER PRIMARY KEY,
    operation_id TEXT NOT NULL,
    merchant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    send_seq INTEGER NOT NULL,
    is_read INTEGER NOT NULL CHECK (is_read IN (0, 1)),
    outcome TEXT NOT NULL CONSTRAINT op_call_outcome CHECK (outcome IN (
        'not_sent', 'decided', 'rejected', 'retry_later', 'unknown', 'integrity')),
    http_status INTEGER NOT NULL,
    processor_ref TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error_category TEXT NOT NULL,
    redacted_body BLOB NOT NULL CHECK (length(redacted_body) <= 4096),
    body_hash BLOB NOT NULL,
    started_at_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, operation_id) REFERENCES operation (merchant_id, operation_id)
);

CREATE INDEX op_call_by_operation ON op_call (merchant_id, operation_id);

CREATE TABLE payment_step (
    payment_row_id INTEGER NOT NULL REFERENCES payment (row_id),
    step_seq INTEGER NOT NULL CHECK (step_seq >= 1),
    merchant_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    attempt_no INTEGER NOT NULL,
    attempt_status TEXT NOT NULL,
    actor TEXT NOT NULL,
    amount INTEGER NOT NULL,
    code TEXT NOT NULL,
    operation_id TEXT NOT NULL,
    PRIMARY KEY (payment_row_id, step_seq)
) WITHOUT ROWID;

-- Append-only: evidence and outbox. A row that has been read by somebody stays what it was.
CREATE TABLE audit (
    audit_seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    merchant_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE (ABORT, 'audit is append-only');
END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE (ABORT, 'audit is append-only');
END;

CREATE TABLE event_log (
    event_seq INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    object_row_id INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
);

CREATE TRIGGER event_log_no_update BEFORE UPDATE ON event_log
BEGIN
    SELECT RAISE (ABORT, 'event_log is append-only');
END;

CREATE TRIGGER event_log_no_delete BEFORE DELETE ON event_log
BEGIN
    SELECT RAISE (ABORT, 'event_log is append-only');
END;

CREATE TRIGGER payment_step_no_update BEFORE UPDATE ON payment_step
BEGIN
    SELECT RAISE (ABORT, 'payment_step is append-only');
END;

CREATE TRIGGER payment_step_no_delete BEFORE DELETE ON payment_step
BEGIN
    SELECT RAISE (ABORT, 'payment_step is append-only');
END;
