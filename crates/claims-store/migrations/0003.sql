-- Whom the desk asked for a reply, and what came of it; and which notes say that counter-evidence was looked for.

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
CREATE INDEX replies_by_claim ON replies (claim);
CREATE INDEX replies_by_party ON replies (party);

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

ALTER TABLE notes ADD COLUMN looked INTEGER NOT NULL DEFAULT 0 CONSTRAINT note_looked_is_a_flag CHECK (looked IN (0, 1));
