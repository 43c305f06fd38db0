-- Money that moved is written down as moved, also when it is more than was agreed: a charge that
-- counted as failed and went through after all. So the limit binds what is reserved, and no longer
-- what is recorded. SQLite cannot drop a constraint: the table is made anew. Never edited once
-- released: a change is the next number.

CREATE TABLE kept_mandate_charge AS SELECT * FROM mandate_charge;
DROP TABLE mandate_charge;
CREATE TABLE kept_mandate AS SELECT * FROM mandate;
DROP TABLE mandate;

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
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customer (merchant_id, customer_id),
    FOREIGN KEY (merchant_id, payment_id) REFERENCES payment (merchant_id, payment_id)
);

INSERT INTO mandate (
    row_id, mandate_id, merchant_id, customer_id, payment_method_id, payment_id, status,
    ended, mandate_type, limit_amount, currency, start_at_ms, end_at_ms, frequency,
    description, acceptance_type, accepted_at_ms, acceptance_ip, acceptance_user_agent,
    charged, pending, last_payment_id, last_at_ms, last_amount, last_status,
    last_error_code, last_error_category, last_error_message, last_error_unified_code,
    last_advice, failures, next_charge_at_ms, version, created_at_ms, modified_at_ms)
SELECT
    row_id, mandate_id, merchant_id, customer_id, payment_method_id, payment_id, status,
    ended, mandate_type, limit_amount, currency, start_at_ms, end_at_ms, frequency,
    description, acceptance_type, accepted_at_ms, acceptance_ip, acceptance_user_agent,
    charged, pending, last_payment_id, last_at_ms, last_amount, last_status,
    last_error_code, last_error_category, last_error_message, last_error_unified_code,
    last_advice, failures, next_charge_at_ms, version, created_at_ms, modified_at_ms
FROM kept_mandate;
DROP TABLE kept_mandate;

CREATE UNIQUE INDEX mandate_identity ON mandate (merchant_id, mandate_id);
CREATE INDEX mandate_by_merchant ON mandate (merchant_id);
CREATE INDEX mandate_by_customer ON mandate (merchant_id, customer_id);
CREATE INDEX mandate_by_method ON mandate (merchant_id, payment_method_id)
    WHERE payment_method_id <> '';
CREATE INDEX mandate_by_next_charge
    ON mandate (merchant_id, next_charge_at_ms = 0, next_charge_at_ms);

-- A new charge raises what is reserved and the sum; one that went through late raises the sum, a
-- capture of a hold what is reserved.
CREATE TRIGGER mandate_reserved_within_limit BEFORE UPDATE OF charged, pending ON mandate
WHEN NEW.limit_amount > 0 AND NEW.charged + NEW.pending > NEW.limit_amount
    AND NEW.pending > OLD.pending AND NEW.charged + NEW.pending > OLD.charged + OLD.pending
BEGIN
    SELECT RAISE (ABORT, 'more than was agreed');
END;

CREATE TRIGGER mandate_begins_within_limit BEFORE INSERT ON mandate
WHEN NEW.limit_amount > 0 AND NEW.charged + NEW.pending > NEW.limit_amount
BEGIN
    SELECT RAISE (ABORT, 'more than was agreed');
END;

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

INSERT INTO mandate_charge (
    row_id, merchant_id, mandate_id, payment_id, amount, settled)
SELECT
    row_id, merchant_id, mandate_id, payment_id, amount, settled
FROM kept_mandate_charge;
DROP TABLE kept_mandate_charge;

CREATE UNIQUE INDEX mandate_charge_identity
    ON mandate_charge (merchant_id, mandate_id, payment_id);
CREATE INDEX mandate_charge_by_mandate ON mandate_charge (merchant_id, mandate_id);
