-- Versions by source
-- How often each source was captured, when, and whether it is gone.
SELECT source, title, address, count(*) AS versions, min(captured) AS first_captured, max(captured) AS last_captured,
    sum(state = 'gone') AS gone
FROM v_versions
GROUP BY source, title, address
ORDER BY versions DESC, source
