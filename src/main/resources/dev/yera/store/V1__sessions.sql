-- What sessions are: the whole of it in "state" (text takes neither NUL nor half a surrogate pair),
-- and beside it what lists look for.
CREATE TABLE session (
  id         text COLLATE "C" PRIMARY KEY,
  owner      text COLLATE "C" NOT NULL,
  app_id     text COLLATE "C" NOT NULL,
  status     text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at   timestamptz,
  bytes      bigint NOT NULL DEFAULT 0,
  pinned     boolean NOT NULL,
  -- Who may append: a server that lost a session to another one has an older number.
  node       text,
  fence      bigint NOT NULL DEFAULT 0,
  state      bytea NOT NULL
);

CREATE INDEX session_in_order ON session (created_at DESC, id);
CREATE INDEX session_of_owner ON session (owner, created_at DESC, id);
CREATE INDEX session_unended ON session (id) WHERE ended_at IS NULL;
CREATE INDEX session_by_end ON session (ended_at DESC, id) INCLUDE (bytes, pinned)
  WHERE ended_at IS NOT NULL;

-- What was said: successive frames, as they are streamed.
CREATE TABLE block (
  session  text COLLATE "C" NOT NULL REFERENCES session ON DELETE CASCADE,
  first_id bigint NOT NULL,
  last_id  bigint NOT NULL,
  frames   bytea NOT NULL,
  words    tsvector NOT NULL,
  PRIMARY KEY (session, first_id)
);

CREATE INDEX block_words ON block USING gin (words);

-- Five times faster than pglz; PostgreSQL 13 does not have it, and others may be built without.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 140000 THEN
    EXECUTE 'ALTER TABLE block ALTER COLUMN frames SET COMPRESSION lz4';
  END IF;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'This PostgreSQL has no lz4';
END
$$;
