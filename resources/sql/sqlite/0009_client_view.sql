-- What a merchant's own programs see of a payment besides what its flow needs: the client secret,
-- sealed so that it can be told again, and fields of requests that are only kept and answered.

ALTER TABLE payment ADD COLUMN client_secret_sealed BLOB NOT NULL DEFAULT x'';

CREATE TABLE payment_extra (
    payment_row_id INTEGER NOT NULL REFERENCES payment (row_id),
    merchant_id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    json TEXT NOT NULL,
    PRIMARY KEY (payment_row_id, name)
) WITHOUT ROWID;
