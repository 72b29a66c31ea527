-- Which servers live ("nodes"; contract, section 9). All times are this database's: clocks of machines differ.
CREATE TABLE node (
  id           text COLLATE "C" PRIMARY KEY,
  address      text NOT NULL,
  version      text NOT NULL,
  lease_millis bigint NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  renewed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Once it is declared dead it stays so: it comes back under another id.
  dead_at      timestamptz,
  draining     boolean NOT NULL DEFAULT false,
  sessions     integer NOT NULL DEFAULT 0,
  places       integer NOT NULL DEFAULT 0,
  viewers      integer NOT NULL DEFAULT 0,
  load         double precision NOT NULL DEFAULT 0
);

CREATE INDEX session_of_node ON session (node) WHERE ended_at IS NULL;
