-- By which words a claim is found that says the same as a text: the stems of its wording, its claimants, its quotes and
-- the reasons of its newest verdict, each once. Filled by the program, which knows the stems.

CREATE VIRTUAL TABLE matching USING fts5 (
    stems, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '.'"
);
-- In how many claims a stem is.
CREATE VIRTUAL TABLE matching_stems USING fts5vocab ('matching', 'row');

-- Which claims say the same but for order, endings and words that are in every text.
CREATE TABLE families (
    claim  INTEGER PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
    family INTEGER NOT NULL -- a digest of the stems of the wording, its numbers and whether it denies
) STRICT;
CREATE INDEX families_by_family ON families (family);
