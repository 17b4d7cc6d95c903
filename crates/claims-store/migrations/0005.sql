-- Texts of the log may be tombstones from here on, which older programs would take for texts that were changed.

-- What is still to be done to the file, and is done by whoever opens it next: 'sweep', words that were forgotten may lie
-- in free pages.
CREATE TABLE owed (what TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- A version that was forgotten has no text, also where another has the same.
DROP VIEW v_versions;
CREATE VIEW v_versions AS
SELECT
    's' || versions.source || 'v' || versions.number AS handle,
    's' || versions.source AS source,
    versions.number AS number,
    sources.title AS title,
    sources.address AS address,
    versions.state AS state,
    versions.captured AS captured,
    versions.origin AS origin,
    versions.media_type AS media_type,
    versions.size AS size,
    versions.bytes AS sha256,
    CASE WHEN versions.origin = '[forgotten]' THEN '' ELSE texts.text END AS text,
    versions.key AS key
FROM versions
JOIN sources ON sources.id = versions.source
LEFT JOIN texts ON texts.digest = versions.text;
