-- The words of a burst are added after it: null until then. The search of an older server does not find such rows.
ALTER TABLE block ALTER COLUMN words DROP NOT NULL;

CREATE INDEX block_without_words ON block (session, first_id) WHERE words IS NULL;
