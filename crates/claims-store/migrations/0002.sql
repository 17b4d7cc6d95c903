-- What a capture says of itself, what of it was set apart from the text, and when it was last seen unchanged.

ALTER TABLE versions ADD COLUMN seen TEXT; -- RFC 3339; when the same bytes were last found there again
ALTER TABLE versions ADD COLUMN blocks TEXT; -- the digest of a text: one JSON object a line for each block, body and set apart

CREATE TABLE version_details (
    version   INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL CONSTRAINT detail_name CHECK (name IN
        ('title', 'author', 'publisher', 'published', 'modified', 'address', 'language')),
    value     TEXT NOT NULL,
    told_by   TEXT NOT NULL, -- which part of the page says so, such as json-ld or og:title
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
