-- When accounts at processors last answered, so that a new start knows. Written every half a minute
-- at most. Never edited once released: a change is the next number. Milliseconds since 1970 UTC.

CREATE TABLE account_health (
    merchant_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    last_success_ms INTEGER NOT NULL CHECK (last_success_ms > 0),
    PRIMARY KEY (merchant_id, account_id)
) WITHOUT ROWID;
