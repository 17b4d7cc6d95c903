-- Search in articles
-- Versions with these words in a row in their text, and what stands around them.
SELECT handle, title, captured, '…' || substr(text, max(1, instr(lower(text), lower(:words)) - 80), 240) || '…' AS passage
FROM v_versions
WHERE :words <> '' AND instr(lower(text), lower(:words)) > 0
ORDER BY source, number
