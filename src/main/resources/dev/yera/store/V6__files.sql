-- The files of sessions.
CREATE TABLE file (
  session   text COLLATE "C" NOT NULL REFERENCES session ON DELETE CASCADE,
  id        text COLLATE "C" NOT NULL,
  bytes     bigint NOT NULL,
  -- What it is called, as JSON; sealed if the session is, as the pieces are.
  head      bytea NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (session, id)
);

CREATE TABLE file_piece (
  session text COLLATE "C" NOT NULL,
  file    text COLLATE "C" NOT NULL,
  number  integer NOT NULL,
  bytes   bytea NOT NULL,
  PRIMARY KEY (session, file, number),
  FOREIGN KEY (session, file) REFERENCES file ON DELETE CASCADE
);

-- Most large files are compressed already.
ALTER TABLE file_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
