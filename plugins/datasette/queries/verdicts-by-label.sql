-- Verdicts by label
-- How many claims have each label as their newest verdict; claims that were withdrawn do not count.
SELECT verdict, count(*) AS claims
FROM v_claims
WHERE verdict IS NOT NULL AND status <> 'withdrawn'
GROUP BY verdict
ORDER BY claims DESC, verdict
