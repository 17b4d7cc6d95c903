-- What finds records: again, by words, and by what they say.

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

-- The search index anew, over all that people write: a row for each record with words, see search/shelf.rs.
-- The words come taken apart and folded by the program, so the index itself only splits at spaces and punctuation.
-- The program fills it in the same transaction.

DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (words, content = '', contentless_delete = 1, tokenize = "ascii");
-- Up to 16 MiB of a bulk write's words are gathered before they are written; by default it is 1 MiB.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);

-- By which words a claim is found that says the same as a text: the stems of its wording, its claimants, its quotes and
-- the reasons of its newest verdict, each once. Filled by the program, which knows the stems.

CREATE VIRTUAL TABLE matching USING fts5 (
    stems, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '.'"
);
INSERT INTO matching (matching, rank) VALUES ('hashsize', 16777216);
-- In how many claims a stem is.
CREATE VIRTUAL TABLE matching_stems USING fts5vocab ('matching', 'row');

-- Which claims say the same but for order, endings and words that are in every text.
CREATE TABLE families (
    claim  INTEGER PRIMARY KEY,
    family INTEGER NOT NULL -- a digest of the stems of the wording, its numbers and whether it denies
) STRICT;
CREATE INDEX families_by_family ON families (family);
