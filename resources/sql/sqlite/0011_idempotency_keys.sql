-- Requests that a merchant's programs may send again. Never edited once released: a change is the
-- next number. Times are milliseconds since 1970 UTC.

-- One row for each Idempotency-Key that is being answered or was. An answer is sealed: it may repeat
-- a secret that was shown once.
CREATE TABLE idempotency (
    row_id INTEGER PRIMARY KEY,
    merchant_id TEXT NOT NULL REFERENCES merchant (merchant_id),
    request_key TEXT NOT NULL CHECK (length(request_key) BETWEEN 1 AND 255),
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    body_mac BLOB NOT NULL CHECK (length(body_mac) = 32),
    -- What the request's effects are named after, so that doing it again finds them.
    operation_id TEXT NOT NULL CHECK (length(operation_id) BETWEEN 1 AND 64),
    -- 0 while nobody knows the answer.
    http_status INTEGER NOT NULL CHECK (http_status = 0 OR http_status BETWEEN 200 AND 599),
    sealed_answer BLOB NOT NULL,
    claimed_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER NOT NULL,
    CONSTRAINT idempotency_finished CHECK ((http_status = 0) = (finished_at_ms = 0))
);

CREATE UNIQUE INDEX idempotency_identity ON idempotency (merchant_id, request_key);
CREATE INDEX idempotency_by_finished ON idempotency (merchant_id, finished_at_ms);
