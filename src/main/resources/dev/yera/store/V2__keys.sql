-- The key of a sealed session, sealed with yera.store.key-file; "state" and "frames" are sealed then.
ALTER TABLE session ADD COLUMN key bytea;
