-- What lists are filtered by. Never edited once released: a change is the next number.

CREATE INDEX payment_refunded ON payment (merchant_id, created_at_ms) WHERE refunded > 0;
CREATE INDEX refund_by_created ON refund (merchant_id, created_at_ms);
