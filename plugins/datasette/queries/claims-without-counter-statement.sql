-- Claims without a counter-statement
-- What the desk checks or checked, and nobody has spoken against: look for what does.
SELECT handle, status, verdict, claimants, said, text
FROM v_claims
WHERE counters = 0 AND status IN ('checking', 'checked', 'published')
ORDER BY number
