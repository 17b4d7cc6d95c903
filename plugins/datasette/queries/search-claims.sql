-- Search in claims
-- Claims with these words in a row; of A to Z, capitals count as small letters.
SELECT handle, status, verdict, claimants, said, text
FROM v_claims
WHERE instr(lower(text), lower(:words)) > 0
ORDER BY number
