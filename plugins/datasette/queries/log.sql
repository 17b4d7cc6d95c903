-- The log
-- Everything that was ever done, newest first.
SELECT seq, at, done_by, verb, undoes, hash
FROM v_operations
ORDER BY seq DESC
