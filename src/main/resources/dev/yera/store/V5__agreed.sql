-- What all servers on one database agree on besides sessions.

-- A way into a session for whoever has a token, of which only the hash is here.
CREATE TABLE share (
  id         text COLLATE "C" PRIMARY KEY,
  hash       text COLLATE "C" NOT NULL UNIQUE,
  session    text COLLATE "C" NOT NULL REFERENCES session ON DELETE CASCADE,
  may        text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX share_of_session ON share (session, created_at, id);

-- Logins that were ended before their time. The same one may stand here several times.
CREATE TABLE ended_login (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  what      text COLLATE "C" NOT NULL,
  at        timestamptz NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX ended_login_by_time ON ended_login (stored_at);

-- What is done once, by whichever server is asked first; the others get its answer.
CREATE TABLE done_once (
  id       bytea PRIMARY KEY,
  -- The hash of what is asked for: the same id does not stand for something else.
  request  text COLLATE "C" NOT NULL,
  -- Who does it: a server that takes too long for it may have lost it to another one.
  attempt  text COLLATE "C" NOT NULL,
  began_at timestamptz NOT NULL,
  -- Null while it is in progress.
  answer   text COLLATE "C"
);

CREATE INDEX done_once_by_time ON done_once (began_at);

-- Counted when an owner creates a session.
CREATE INDEX session_unended_of_owner ON session (owner) WHERE ended_at IS NULL;
