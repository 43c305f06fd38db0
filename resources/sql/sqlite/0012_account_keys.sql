-- When the keys of an account at a processor were given, and until when those before them stay.
ALTER TABLE account_settings ADD COLUMN keys_set_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_settings ADD COLUMN previous_shown_json TEXT NOT NULL DEFAULT '';
ALTER TABLE account_settings ADD COLUMN previous_until_ms INTEGER NOT NULL DEFAULT 0;
UPDATE account_settings SET keys_set_at_ms = created_at_ms WHERE auth_type <> '';
CREATE INDEX account_settings_old_keys ON account_settings (previous_until_ms)
    WHERE previous_until_ms > 0;
