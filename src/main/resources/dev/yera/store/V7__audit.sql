-- Who did what, on any of the servers. Rows are added and, when they are old, removed.
CREATE TABLE audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  act     text COLLATE "C" NOT NULL,
  in_part text COLLATE "C" NOT NULL,
  by_key  text COLLATE "C" NOT NULL,
  -- Of several, and of nobody's in particular, null.
  session text COLLATE "C",
  owner   text COLLATE "C",
  app_id  text COLLATE "C"
);

CREATE INDEX audit_by_time ON audit (at, id);
CREATE INDEX audit_of_person ON audit (by_key, at, id);
CREATE INDEX audit_of_session ON audit (session, at, id) WHERE session IS NOT NULL;
