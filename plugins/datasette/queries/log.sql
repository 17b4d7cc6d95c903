-- The log
-- Everything that was ever done, newest first.
SELECT seq, at, done_by, verb, undoes, hash
FROM operations
ORDER BY seq DESC
