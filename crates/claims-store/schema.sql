CREATE INDEX appearance_via_by_party ON appearance_via (party);
CREATE INDEX appearances_by_claim ON appearances (claim);
CREATE INDEX appearances_by_version ON appearances (version);
CREATE INDEX claimants_by_party ON claimants (party);
CREATE INDEX claims_by_likeness ON claims (alike);
CREATE INDEX claims_by_whole ON claims (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX grades_by_subject ON grades (subject);
CREATE INDEX links_by_from ON links (from_claim);
CREATE INDEX links_by_to_claim ON links (to_claim, stance) WHERE to_claim IS NOT NULL;
CREATE INDEX links_by_to_link ON links (to_link) WHERE to_link IS NOT NULL;
CREATE INDEX notes_by_subject ON notes (subject);
CREATE INDEX parties_by_likeness ON parties (alike);
CREATE INDEX parties_by_merge ON parties (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX party_aliases_by_likeness ON party_aliases (alike);
CREATE INDEX replies_by_claim ON replies (claim);
CREATE INDEX replies_by_party ON replies (party);
CREATE INDEX source_authors_by_party ON source_authors (party);
CREATE INDEX source_origins_by_origin ON source_origins (origin);
CREATE INDEX sources_by_likeness ON sources (alike);
CREATE INDEX sources_by_publisher ON sources (publisher);
CREATE INDEX tags_by_tag ON tags (tag);
CREATE INDEX verdicts_by_claim ON verdicts (claim);
CREATE INDEX verdicts_by_likeness ON verdicts (alike) WHERE alike IS NOT NULL;
CREATE TABLE appearance_via (
    appearance INTEGER NOT NULL REFERENCES appearances (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    party      INTEGER NOT NULL REFERENCES parties (id),
    PRIMARY KEY (appearance, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE appearances (
    id                INTEGER PRIMARY KEY,
    key               TEXT NOT NULL CONSTRAINT appearance_key_is_unique UNIQUE,
    claim             INTEGER NOT NULL REFERENCES claims (id),
    version           INTEGER NOT NULL REFERENCES versions (id),
    manner            TEXT NOT NULL CONSTRAINT appearance_manner CHECK (
        manner = 'direct' OR manner = 'indirect' OR manner = 'paraphrase'),
    first             INTEGER NOT NULL CONSTRAINT appearance_first_is_a_flag CHECK (first IN (0, 1)),
    exact             TEXT,
    prefix            TEXT,
    suffix            TEXT,
    start_at          INTEGER,
    end_at            INTEGER,
    timecode          TEXT,
    hedge             TEXT,
    original          TEXT,
    original_language TEXT,
    translator        TEXT,
    CONSTRAINT quote_is_whole CHECK (
        (exact IS NULL) = (start_at IS NULL) AND (exact IS NULL) = (end_at IS NULL)
        AND (exact IS NULL) = (prefix IS NULL) AND (exact IS NULL) = (suffix IS NULL)),
    CONSTRAINT quote_runs_forward CHECK (start_at <= end_at),
    CONSTRAINT original_is_whole CHECK (
        (original IS NULL) = (original_language IS NULL) AND (translator IS NULL OR original IS NOT NULL))
) STRICT;
CREATE TABLE captures (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL CONSTRAINT capture_is_kept_once UNIQUE,
    zstd   BLOB NOT NULL
) STRICT;
CREATE TABLE claimants (
    claim    INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    party    INTEGER NOT NULL REFERENCES parties (id),
    role     TEXT,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    id                INTEGER PRIMARY KEY,
    key               TEXT NOT NULL CONSTRAINT claim_key_is_unique UNIQUE,
    text              TEXT NOT NULL CONSTRAINT claim_has_a_wording CHECK (text <> ''),
    status            TEXT NOT NULL CONSTRAINT claim_status CHECK (
        status = 'noted' OR status = 'checking' OR status = 'checked' OR status = 'published'
        OR status = 'withdrawn'),
    said              TEXT,
    occasion          TEXT,
    place             TEXT,
    language          TEXT,
    part_of           INTEGER REFERENCES claims (id),
    why_checked       TEXT,
    withdrawn_because TEXT CONSTRAINT withdrawn_has_a_reason CHECK
        ((status = 'withdrawn') = (withdrawn_because IS NOT NULL))
, alike INTEGER) STRICT;
CREATE TABLE families (
    claim  INTEGER PRIMARY KEY,
    family INTEGER NOT NULL -- a digest of the stems of the wording, its numbers and whether it denies
) STRICT;
CREATE TABLE grades (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL CONSTRAINT grade_key_is_unique UNIQUE,
    subject     TEXT NOT NULL, -- the key of a party, a source, a claim or a link
    reliability TEXT CONSTRAINT grade_reliability CHECK (
        reliability = 'A' OR reliability = 'B' OR reliability = 'C' OR reliability = 'D'
        OR reliability = 'E' OR reliability = 'F'),
    credibility TEXT CONSTRAINT grade_credibility CHECK (
        credibility = '1' OR credibility = '2' OR credibility = '3' OR credibility = '4'
        OR credibility = '5' OR credibility = '6'),
    graded_by   TEXT NOT NULL,
    graded_at   TEXT NOT NULL,
    because     TEXT,
    CONSTRAINT reliability_and_credibility_are_judged_apart CHECK ((reliability IS NULL) <> (credibility IS NULL))
) STRICT;
CREATE TABLE links (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL CONSTRAINT link_key_is_unique UNIQUE,
    from_claim INTEGER NOT NULL REFERENCES claims (id),
    to_claim   INTEGER REFERENCES claims (id),
    to_link    INTEGER REFERENCES links (id),
    stance     TEXT NOT NULL CONSTRAINT link_stance CHECK (
        stance = 'rebuts' OR stance = 'supports' OR stance = 'context'),
    linked_by  TEXT NOT NULL,
    linked_at  TEXT NOT NULL,
    note       TEXT,
    CONSTRAINT link_has_one_end CHECK ((to_claim IS NULL) <> (to_link IS NULL))
) STRICT;
CREATE VIRTUAL TABLE matching USING fts5 (
    stems, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '.'"
);
CREATE VIRTUAL TABLE matching_stems USING fts5vocab ('matching', 'row');
CREATE TABLE notes (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL CONSTRAINT note_key_is_unique UNIQUE,
    subject  TEXT NOT NULL, -- the key of any record
    text     TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at TEXT NOT NULL
, looked INTEGER NOT NULL DEFAULT 0 CONSTRAINT note_looked_is_a_flag CHECK (looked IN (0, 1))) STRICT;
CREATE TABLE numbers (
    kind TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE operations (
    seq     INTEGER PRIMARY KEY,
    body    TEXT NOT NULL,
    hash    TEXT NOT NULL CONSTRAINT operation_hash_is_sha256 CHECK (length(hash) = 64)) STRICT;
CREATE TABLE owed (what TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE parties (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL CONSTRAINT party_key_is_unique UNIQUE,
    name        TEXT NOT NULL CONSTRAINT party_has_a_name CHECK (name <> ''),
    kind        TEXT NOT NULL CONSTRAINT party_kind CHECK (kind IN ('person', 'organization')),
    description TEXT,
    why_unnamed TEXT,
    known_to    TEXT CONSTRAINT known_to_needs_why_unnamed CHECK (known_to IS NULL OR why_unnamed IS NOT NULL),
    merged_into INTEGER REFERENCES parties (id)
, alike INTEGER) STRICT;
CREATE TABLE party_aliases (
    party    INTEGER NOT NULL REFERENCES parties (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    alias    TEXT NOT NULL, alike INTEGER,
    PRIMARY KEY (party, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE replies (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL CONSTRAINT reply_key_is_unique UNIQUE,
    claim       INTEGER NOT NULL REFERENCES claims (id),
    party       INTEGER NOT NULL REFERENCES parties (id),
    through     TEXT NOT NULL CONSTRAINT reply_was_put_somehow CHECK (through <> ''),
    asked       TEXT NOT NULL,
    due         TEXT,
    answered    TEXT, -- when an answer came, or when the desk stopped waiting; NULL while it waits
    answer      TEXT CONSTRAINT answer_has_a_date CHECK (answer IS NULL OR answered IS NOT NULL),
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE retired (
    key    TEXT NOT NULL PRIMARY KEY,
    kind   TEXT NOT NULL,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', contentless_delete = 1, tokenize = "ascii");
CREATE TABLE source_authors (
    source   INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    party    INTEGER NOT NULL REFERENCES parties (id),
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE source_origins (
    source   INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    origin   INTEGER NOT NULL REFERENCES sources (id),
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL CONSTRAINT source_key_is_unique UNIQUE,
    title     TEXT NOT NULL,
    kind      TEXT NOT NULL CONSTRAINT source_kind CHECK (
        kind = 'article' OR kind = 'report' OR kind = 'video' OR kind = 'image' OR kind = 'audio'
        OR kind = 'dataset' OR kind = 'post' OR kind = 'interview' OR kind = 'document'),
    publisher INTEGER REFERENCES parties (id),
    published TEXT,
    address   TEXT,
    language  TEXT
, alike INTEGER) STRICT;
CREATE TABLE tags (
    claim INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    tag   TEXT NOT NULL,
    PRIMARY KEY (claim, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE texts (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL CONSTRAINT text_is_kept_once UNIQUE,
    text   TEXT NOT NULL
) STRICT;
CREATE TABLE verdicts (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL CONSTRAINT verdict_key_is_unique UNIQUE,
    claim        INTEGER NOT NULL REFERENCES claims (id),
    scale        TEXT NOT NULL,
    label        TEXT NOT NULL,
    name         TEXT NOT NULL,
    worst        INTEGER,
    value        INTEGER,
    best         INTEGER,
    because      TEXT NOT NULL CONSTRAINT verdict_has_reasons CHECK (because <> ''),
    decided_by   TEXT NOT NULL,
    decided_at   TEXT NOT NULL,
    would_change TEXT,
    correction   TEXT CONSTRAINT verdict_correction CHECK (
        correction = 'changes' OR correction = 'keeps' OR correction = 'void' OR correction = 'spelling'
        OR correction = 'update'), address TEXT, feed TEXT, alike INTEGER,
    CONSTRAINT rating_is_whole CHECK ((value IS NULL) = (worst IS NULL) AND (value IS NULL) = (best IS NULL)),
    CONSTRAINT rating_is_on_its_scale CHECK (worst <= value AND value <= best)
) STRICT;
CREATE TABLE version_archives (
    version  INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    address  TEXT NOT NULL,
    recorded TEXT NOT NULL,
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE version_details (
    version   INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL CONSTRAINT detail_name CHECK (
        name = 'title' OR name = 'author' OR name = 'publisher' OR name = 'published'
        OR name = 'modified' OR name = 'address' OR name = 'language'),
    value     TEXT NOT NULL,
    told_by   TEXT NOT NULL, -- which part of the page says so, such as json-ld or og:title
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE version_numbers (
    source TEXT NOT NULL PRIMARY KEY, -- the key of the source, which an undo may have taken away
    last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE versions (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL CONSTRAINT version_key_is_unique UNIQUE,
    source     INTEGER NOT NULL REFERENCES sources (id),
    number     INTEGER NOT NULL CONSTRAINT version_number_counts_from_1 CHECK (number >= 1),
    state      TEXT NOT NULL CONSTRAINT version_state CHECK (state IN ('present', 'gone')),
    captured   TEXT NOT NULL,
    origin     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,
    bytes      TEXT NOT NULL CONSTRAINT version_bytes_is_sha256 CHECK (length(bytes) = 64),
    text       TEXT NOT NULL CONSTRAINT version_text_is_sha256 CHECK (length(text) = 64),
    extractor  TEXT NOT NULL, seen TEXT, blocks TEXT,
    CONSTRAINT version_number_is_unique UNIQUE (source, number)
) STRICT;
CREATE TRIGGER operations_are_never_changed BEFORE UPDATE ON operations
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operations_are_never_removed BEFORE DELETE ON operations
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE VIEW v_claims AS
SELECT
    claims.id AS number,
    'c' || claims.id AS handle,
    claims.key AS key,
    claims.status AS status,
    claims.text AS text,
    (SELECT group_concat(name, '; ') FROM
        (SELECT parties.name AS name FROM claimants JOIN parties ON parties.id = claimants.party
          WHERE claimants.claim = claims.id ORDER BY claimants.position)) AS claimants,
    claims.said AS said,
    (SELECT verdicts.name FROM verdicts WHERE verdicts.claim = claims.id ORDER BY verdicts.id DESC LIMIT 1) AS verdict,
    (SELECT count(*) FROM links WHERE links.to_claim = claims.id AND links.stance = 'rebuts') AS counters,
    (SELECT group_concat(tag, ' ') FROM
        (SELECT tags.tag AS tag FROM tags WHERE tags.claim = claims.id ORDER BY tags.tag)) AS tags
FROM claims;
CREATE VIEW v_links AS
SELECT
    links.id AS number,
    'l' || links.id AS handle,
    links.key AS key,
    'c' || links.from_claim AS from_handle,
    links.stance AS stance,
    coalesce('c' || links.to_claim, 'l' || links.to_link) AS to_handle,
    links.linked_by AS linked_by,
    links.linked_at AS linked_at,
    links.note AS note
FROM links;
CREATE VIEW v_operations AS
SELECT
    operations.seq AS seq,
    operations.body ->> '$.at' AS at,
    operations.body ->> '$.by' AS done_by,
    operations.body ->> '$.verb' AS verb,
    operations.body ->> '$.undoes' AS undoes,
    operations.body ->> '$.continues' AS continues,
    operations.body ->> '$.key' AS key,
    operations.hash AS hash,
    operations.body AS body
FROM operations;
CREATE VIEW v_replies AS
SELECT
    replies.id AS number,
    'r' || replies.id AS handle,
    replies.key AS key,
    'c' || replies.claim AS claim,
    'p' || replies.party AS party,
    parties.name AS party_name,
    replies.through AS through,
    replies.asked AS asked,
    replies.due AS due,
    CASE WHEN replies.answered IS NULL THEN 'waiting' WHEN replies.answer IS NULL THEN 'unanswered' ELSE 'answered' END
        AS state,
    replies.answered AS answered,
    replies.answer AS answer,
    replies.recorded_by AS recorded_by,
    replies.recorded_at AS recorded_at
FROM replies
JOIN parties ON parties.id = replies.party;
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
