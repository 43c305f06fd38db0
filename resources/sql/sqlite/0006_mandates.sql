-- Agreements about charges without the shopper. Never edited once released: a change is the next
-- number. A limit of 0 is none.

CREATE TABLE mandate (
    row_id INTEGER PRIMARY KEY,
    mandate_id TEXT NOT NULL CHECK (length(mandate_id) BETWEEN 1 AND 64),
    merchant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    payment_method_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    status TEXT NOT NULL CONSTRAINT mandate_status
        CHECK (status IN ('pending', 'active', 'inactive', 'revoked')),
    ended TEXT NOT NULL
        CHECK (ended IN ('', 'set_up_failed', 'used_up', 'by_merchant', 'by_bank')),
    mandate_type TEXT NOT NULL CHECK (mandate_type IN ('single_use', 'multi_use')),
    limit_amount INTEGER NOT NULL CHECK (limit_amount >= 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    start_at_ms INTEGER NOT NULL,
    end_at_ms INTEGER NOT NULL,
    frequency TEXT NOT NULL
        CHECK (frequency IN ('', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
    description TEXT NOT NULL CHECK (length(description) <= 255),
    acceptance_type TEXT NOT NULL CHECK (acceptance_type IN ('online', 'offline')),
    accepted_at_ms INTEGER NOT NULL,
    acceptance_ip TEXT NOT NULL,
    acceptance_user_agent TEXT NOT NULL,
    charged INTEGER NOT NULL CHECK (charged >= 0),
    pending INTEGER NOT NULL CHECK (pending >= 0),
    last_payment_id TEXT NOT NULL,
    last_at_ms INTEGER NOT NULL,
    last_amount INTEGER NOT NULL,
    last_status TEXT NOT NULL,
    last_error_code TEXT NOT NULL,
    last_error_category TEXT NOT NULL,
    last_error_message TEXT NOT NULL,
    last_error_unified_code TEXT NOT NULL,
    last_advice TEXT NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    next_charge_at_ms INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    CONSTRAINT charged_within_limit
        CHECK (limit_amount = 0 OR charged + pending <= limit_amount),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customer (merchant_id, customer_id),
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX mandate_identity ON mandate (merchant_id, mandate_id);
-- Lists are read by row, newest first; SQLite ends each index with the row by itself.
CREATE INDEX mandate_by_merchant ON mandate (merchant_id);
CREATE INDEX mandate_by_customer ON mandate (merchant_id, customer_id);
CREATE INDEX mandate_by_method ON mandate (merchant_id, payment_method_id)
    WHERE payment_method_id <> '';
-- Those that are never due come last.
CREATE INDEX mandate_by_next_charge
    ON mandate (merchant_id, next_charge_at_ms = 0, next_charge_at_ms);

-- What each charge counts against its agreement.
CREATE TABLE mandate_charge (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    mandate_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
    FOREIGN KEY (merchant_id, mandate_id) REFERENCES mandate (merchant_id, mandate_id),
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

CREATE UNIQUE INDEX mandate_charge_identity
    ON mandate_charge (merchant_id, mandate_id, payment_id);
CREATE INDEX mandate_charge_by_mandate ON mandate_charge (merchant_id, mandate_id);

-- Tokens that processors keep for saved methods. All of them are kept: an older one stands for its
-- method, too.
CREATE TABLE processor_token (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL,
    payment_method_id TEXT NOT NULL,
    connector_account_id TEXT NOT NULL REFERENCES connector_account (connector_account_id),
    token TEXT NOT NULL CHECK (length(token) BETWEEN 1 AND 255),
    network_transaction_id TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    created_at_ms INTEGER NOT NULL,
    modified_at_ms INTEGER NOT NULL,
    FOREIGN KEY (merchant_id, payment_method_id)
        REFERENCES saved_method (merchant_id, payment_method_id)
);

CREATE UNIQUE INDEX processor_token_identity
    ON processor_token (merchant_id, connector_account_id, token, payment_method_id);
CREATE INDEX processor_token_by_method ON processor_token (merchant_id, payment_method_id);

ALTER TABLE saved_method ADD COLUMN network_transaction_id TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_method ADD COLUMN refusal TEXT NOT NULL DEFAULT ''
    CHECK (refusal IN ('', 'do_not_retry', 'stop_recurring'));

ALTER TABLE payment ADD COLUMN off_session INTEGER NOT NULL DEFAULT 0 CHECK (off_session IN (0, 1));
ALTER TABLE payment ADD COLUMN mit_category TEXT NOT NULL DEFAULT ''
    CHECK (mit_category IN ('', 'recurring', 'unscheduled', 'installment', 'resubmission'));
ALTER TABLE payment ADD COLUMN mandate_id TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN network_transaction_id TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN processor_token TEXT NOT NULL DEFAULT '';
ALTER TABLE payment ADD COLUMN retry_advice TEXT NOT NULL DEFAULT '';
