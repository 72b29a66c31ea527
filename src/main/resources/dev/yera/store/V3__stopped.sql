-- What was ended by a clock, by the end of its server or by an erasure has not failed. No text in
-- "state" looks like this: its quotes are escaped.
UPDATE session SET status = 'stopped'
WHERE status = 'failed' AND key IS NULL
  AND ( position('"error":{"error_type":"AwayTimeout"'::bytea IN state) > 0
     OR position('"error":{"error_type":"IdleTimeout"'::bytea IN state) > 0
     OR position('"error":{"error_type":"LifetimeExceeded"'::bytea IN state) > 0
     OR position('"error":{"error_type":"ServerShutdown"'::bytea IN state) > 0
     OR position('"error":{"error_type":"ServerLost"'::bytea IN state) > 0
     OR position('"error":{"error_type":"CleanedUp"'::bytea IN state) > 0);

-- A sealed "state" is read by the first server that starts.
UPDATE session SET status = 'failed or stopped' WHERE status = 'failed' AND key IS NOT NULL;
CREATE INDEX session_to_be_read ON session (id) WHERE status = 'failed or stopped';
