-- The search index anew, over all that people write: a row for each record with words, see search/shelf.rs.
-- The words come taken apart and folded by the program, so the index itself only splits at spaces and punctuation.
-- The program fills it in the same transaction.

DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (words, content = '', contentless_delete = 1, tokenize = "ascii");
-- Up to 16 MiB of a bulk write's words are gathered before they are written; by default it is 1 MiB.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
