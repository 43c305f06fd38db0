-- Ties every line of the audit trail to the one before it. Never edited once released: a change is
-- the next number.

-- Lines from before have no link; the first link covers them.
ALTER TABLE audit ADD COLUMN link BLOB NOT NULL DEFAULT x'';
ALTER TABLE audit ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));

-- The last line, noted behind the commits, so that a tail that was cut off shows. One note is
-- sealed with the vault's key; the other is from when the vault was locked.
CREATE TABLE audit_head (
    sealed INTEGER PRIMARY KEY CHECK (sealed IN (0, 1)),
    audit_seq INTEGER NOT NULL CHECK (audit_seq >= 1),
    link BLOB NOT NULL CHECK (length(link) = 32),
    mac BLOB NOT NULL
);
