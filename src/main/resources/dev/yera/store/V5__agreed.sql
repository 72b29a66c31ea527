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
