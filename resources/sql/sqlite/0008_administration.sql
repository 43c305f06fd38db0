-- Keys of the API, what merchants, profiles and processor accounts are set to, routing
-- configurations and webhooks to merchants. Never edited once released: a change is the next number.
-- Times are milliseconds since 1970 UTC with 0 for "never" or "not yet".

-- A key itself is shown once and kept by nobody: what is here finds it and tells whose it is.
CREATE TABLE api_key (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    key_id TEXT NOT NULL CHECK (length(key_id) BETWEEN 1 AND 64),
    key_kind TEXT NOT NULL CONSTRAINT api_key_kind
        CHECK (key_kind IN ('secret', 'publishable', 'ephemeral')),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    prefix TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 12),
    test_mode INTEGER NOT NULL CHECK (test_mode IN (0, 1)),
    customer_id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) <= 64),
    description TEXT NOT NULL CHECK (length(description) <= 256),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms >= 0),
    revoked_at_ms INTEGER NOT NULL CHECK (revoked_at_ms >= 0),
    last_used_at_ms INTEGER NOT NULL CHECK (last_used_at_ms >= 0),
    CONSTRAINT api_key_customer CHECK ((key_kind = 'ephemeral') = (customer_id <> '')),
    CONSTRAINT api_key_life CHECK (key_kind <> 'ephemeral' OR expires_at_ms > 0)
);

CREATE UNIQUE INDEX api_key_identity ON api_key (merchant_id, key_id);
CREATE UNIQUE INDEX api_key_publishable ON api_key (merchant_id)
    WHERE key_kind = 'publishable' AND revoked_at_ms = 0;
CREATE INDEX api_key_ended ON api_key (merchant_id, expires_at_ms) WHERE key_kind = 'ephemeral';

-- A key is of its merchant's mode, for good, and so is every account that it could reach.
CREATE TRIGGER api_key_mode BEFORE INSERT ON api_key
WHEN NEW.test_mode <> (SELECT test_mode FROM merchant WHERE merchant_id = NEW.merchant_id)
BEGIN
    SELECT RAISE (ABORT, 'a key is of its merchant''s mode');
END;

CREATE TRIGGER connector_account_mode BEFORE INSERT ON connector_account
WHEN NEW.test_mode <> (SELECT test_mode FROM merchant WHERE merchant_id = NEW.merchant_id)
BEGIN
    SELECT RAISE (ABORT, 'an account is of its merchant''s mode');
END;

CREATE TRIGGER connector_account_mode_stays BEFORE UPDATE OF test_mode ON connector_account
WHEN NEW.test_mode <> OLD.test_mode
BEGIN
    SELECT RAISE (ABORT, 'an account is of its merchant''s mode');
END;

CREATE TRIGGER merchant_mode_stays BEFORE UPDATE OF test_mode ON merchant
WHEN NEW.test_mode <> OLD.test_mode
BEGIN
    SELECT RAISE (ABORT, 'a merchant''s mode stays');
END;

-- Of merchants, profiles and accounts that were made through the API, or changed by it. The texts
-- that end in _json are kept as they were checked.
CREATE TABLE merchant_settings (
    merchant_id TEXT NOT NULL PRIMARY KEY REFERENCES merchant (merchant_id),
    organization_id TEXT NOT NULL,
    publishable_key TEXT NOT NULL,
    default_profile_id TEXT NOT NULL,
    settings_json TEXT NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    deleted_at_ms INTEGER NOT NULL CHECK (deleted_at_ms >= 0)
);

CREATE TABLE profile_settings (
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    return_url TEXT NOT NULL,
    session_expiry_s INTEGER NOT NULL CHECK (session_expiry_s BETWEEN 60 AND 7890000),
    token_life_s INTEGER NOT NULL CHECK (token_life_s BETWEEN 60 AND 1800),
    webhook_url TEXT NOT NULL,
    -- Statuses with blanks around each; empty: all.
    webhook_payment_statuses TEXT NOT NULL,
    webhook_refund_statuses TEXT NOT NULL,
    response_hash INTEGER NOT NULL CHECK (response_hash IN (0, 1)),
    redirect_with_post INTEGER NOT NULL CHECK (redirect_with_post IN (0, 1)),
    settings_json TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    deleted_at_ms INTEGER NOT NULL CHECK (deleted_at_ms >= 0),
    PRIMARY KEY (merchant_id, profile_id),
    FOREIGN KEY (merchant_id, profile_id) REFERENCES profile (merchant_id, profile_id)
);

CREATE TABLE account_settings (
    merchant_id TEXT NOT NULL,
    connector_account_id TEXT NOT NULL PRIMARY KEY
        REFERENCES connector_account (connector_account_id),
    connector_type TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive')),
    auth_type TEXT NOT NULL,
    -- The keys with all but their ends hidden; the keys themselves are in vault_secret.
    auth_shown_json TEXT NOT NULL,
    webhook_secret_shown TEXT NOT NULL,
    methods_json TEXT NOT NULL,
    settings_json TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    deleted_at_ms INTEGER NOT NULL CHECK (deleted_at_ms >= 0)
);

CREATE INDEX account_settings_by_merchant ON account_settings (merchant_id);

-- Keys that are not cards: of processors, and what webhooks are signed with. Sealed as cards are.
CREATE TABLE vault_secret (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    record_id TEXT NOT NULL CHECK (length(record_id) BETWEEN 1 AND 64),
    record_kind TEXT NOT NULL CONSTRAINT vault_secret_kind
        CHECK (record_kind IN ('account_keys', 'profile_keys')),
    key_generation INTEGER NOT NULL REFERENCES vault_key_generation (generation),
    sealed BLOB NOT NULL CHECK (length(sealed) >= 1),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL
);

CREATE UNIQUE INDEX vault_secret_identity ON vault_secret (merchant_id, record_kind, record_id);
CREATE INDEX vault_secret_by_generation ON vault_secret (key_generation);

CREATE TABLE routing_config (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    routing_id TEXT NOT NULL CHECK (length(routing_id) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    description TEXT NOT NULL CHECK (length(description) <= 256),
    transaction_type TEXT NOT NULL CHECK (transaction_type IN ('payment', 'payout')),
    algorithm_kind TEXT NOT NULL,
    algorithm_json TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, profile_id) REFERENCES profile (merchant_id, profile_id)
);

CREATE UNIQUE INDEX routing_config_identity ON routing_config (merchant_id, routing_id);
CREATE UNIQUE INDEX routing_config_active ON routing_config
    (merchant_id, profile_id, transaction_type) WHERE active = 1;

-- The order of accounts that is fallen back to: of a profile, or of the merchant with an empty one.
CREATE TABLE routing_fallback (
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    profile_id TEXT NOT NULL,
    account_order TEXT NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    PRIMARY KEY (merchant_id, profile_id)
);

-- What a merchant's shop is told. Written with the change that it tells of, one for an object and
-- a kind of event.
CREATE TABLE webhook_event (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    event_id TEXT NOT NULL CHECK (length(event_id) BETWEEN 1 AND 64),
    event_class TEXT NOT NULL,
    event_type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    body BLOB NOT NULL CHECK (length(body) >= 1),
    tries INTEGER NOT NULL CHECK (tries >= 0),
    delivered_at_ms INTEGER NOT NULL CHECK (delivered_at_ms >= 0),
    -- 0 when it was delivered or given up.
    next_try_at_ms INTEGER NOT NULL CHECK (next_try_at_ms >= 0),
    created_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, profile_id) REFERENCES profile (merchant_id, profile_id)
);

CREATE UNIQUE INDEX webhook_event_identity ON webhook_event (merchant_id, event_id);
CREATE UNIQUE INDEX webhook_event_once ON webhook_event (merchant_id, object_id, event_type);
CREATE INDEX webhook_event_by_created ON webhook_event (merchant_id, created_at_ms);
CREATE INDEX webhook_event_due ON webhook_event (next_try_at_ms) WHERE next_try_at_ms > 0;

CREATE TABLE webhook_try (
    event_row_id INTEGER NOT NULL REFERENCES webhook_event (row_id),
    try_no INTEGER NOT NULL CHECK (try_no >= 1),
    merchant_id TEXT NOT NULL,
    try_id TEXT NOT NULL,
    try_kind TEXT NOT NULL CHECK (try_kind IN ('initial_attempt', 'automatic_retry', 'manual_retry')),
    url TEXT NOT NULL,
    signature TEXT NOT NULL,
    http_status INTEGER NOT NULL,
    delivered INTEGER NOT NULL CHECK (delivered IN (0, 1)),
    problem TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (event_row_id, try_no)
) WITHOUT ROWID;
