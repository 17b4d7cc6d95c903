-- What finds a record again that a file tells of: numbers of texts that are alike, as the model makes them. They are
-- found out of the record, are in no view, and SQLite alone cannot make them.
-- Where the review of another desk stands and the feed it came in with; and operations that go on with the one before.

ALTER TABLE claims ADD COLUMN alike INTEGER; -- of the wording
CREATE INDEX claims_by_likeness ON claims (alike);

ALTER TABLE sources ADD COLUMN alike INTEGER; -- of the address or, without one, of the title
CREATE INDEX sources_by_likeness ON sources (alike);

ALTER TABLE parties ADD COLUMN alike INTEGER; -- of the name
DROP INDEX parties_by_name;
CREATE INDEX parties_by_likeness ON parties (alike);

ALTER TABLE party_aliases ADD COLUMN alike INTEGER; -- of the alias
CREATE INDEX party_aliases_by_likeness ON party_aliases (alike);

ALTER TABLE verdicts ADD COLUMN address TEXT;
ALTER TABLE verdicts ADD COLUMN feed TEXT;
ALTER TABLE verdicts ADD COLUMN alike INTEGER; -- of the address of the review and of whose it is
CREATE INDEX verdicts_by_likeness ON verdicts (alike) WHERE alike IS NOT NULL;

ALTER TABLE operations ADD COLUMN continues INTEGER GENERATED ALWAYS AS (body ->> '$.continues') VIRTUAL;

DROP VIEW v_verdicts;
CREATE VIEW v_verdicts AS
SELECT
    'c' || verdicts.claim AS claim,
    verdicts.scale AS scale,
    verdicts.label AS label,
    verdicts.name AS name,
    verdicts.worst AS worst,
    verdicts.value AS value,
    verdicts.best AS best,
    verdicts.because AS because,
    verdicts.decided_by AS decided_by,
    verdicts.decided_at AS decided_at,
    verdicts.would_change AS would_change,
    verdicts.correction AS correction,
    verdicts.key AS key,
    verdicts.address AS address,
    verdicts.feed AS feed
FROM verdicts;
