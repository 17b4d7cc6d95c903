-- Corrections
-- Verdicts that changed something published, newest first.
SELECT v_verdicts.claim, v_verdicts.correction, v_verdicts.name, v_verdicts.because, v_verdicts.decided_by,
    v_verdicts.decided_at, v_claims.text
FROM v_verdicts
JOIN v_claims ON v_claims.handle = v_verdicts.claim
WHERE v_verdicts.correction IS NOT NULL
ORDER BY v_verdicts.decided_at DESC, v_claims.number
