/* The contract between claims and its plugins, version 1: everything a plugin in C needs, and all there is.
 *
 * A plugin is a shared library that exports one constant:
 *
 *     static claims_status score(const claims_host *host, const claims_case *c, claims_sink *sink) { ... }
 *     static const claims_scorer scorer = { score };
 *     static const void *kind(const char *id) { return strcmp(id, CLAIMS_SCORER) == 0 ? &scorer : NULL; }
 *     CLAIMS_EXPORT const claims_plugin claims_plugin_v1_mine = {
 *         sizeof(claims_plugin), CLAIMS_ABI_MINOR, 0,
 *         CLAIMS_STR("mine"), CLAIMS_STR("1.0"), CLAIMS_STR("Scores as I see fit"), kind
 *     };
 *
 * The host calls it with a table of functions to read the case with, and to answer with. Nobody frees what another
 * allocated. No struct, number or meaning in this file ever changes: new tables, fields and relations get new numbers,
 * and new host functions come at the end of claims_host.
 */
#ifndef CLAIMS_H
#define CLAIMS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define CLAIMS_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define CLAIMS_EXPORT __attribute__((visibility("default")))
#else
#define CLAIMS_EXPORT
#endif

/* In C++ it makes the constant one of C as well, inside an extern "C" block and outside: without that, a constant is
 * known to its own file alone, and no host would find it. */
#ifdef __cplusplus
#undef CLAIMS_EXPORT
#if defined(_WIN32)
#define CLAIMS_EXPORT extern "C" __declspec(dllexport)
#elif defined(__GNUC__)
#define CLAIMS_EXPORT extern "C" __attribute__((visibility("default")))
#else
#define CLAIMS_EXPORT extern "C"
#endif
#endif

/* How often the contract has grown since its first release; for people to read, never a condition.
 * Minor 1 added the kinds importer and finder, and the functions through which they answer.
 * Minor 2 added the table CLAIMS_TABLE_REPLY with its fields and relations; on an older host it has no rows.
 * Minor 3 added the tables DIFF, HUNK and FINDING in the same way, and lets a drafted claim have a CLAIMS_FIELD_KEY,
 * which an older host refuses.
 * Minor 4 added the kind streaming importer with read and settle, and gave verdicts a CLAIMS_FIELD_ADDRESS and a
 * CLAIMS_FIELD_FEED, which an older host refuses in a draft.
 * Minor 5 gave claims a CLAIMS_FIELD_PUBLISHED and a CLAIMS_FIELD_WITHDRAWN, which an older host does not have, and
 * lets a drafted claim have a CLAIMS_FIELD_LINE, which an older host refuses. */
#define CLAIMS_ABI_MINOR 5

/* "No link is behind it" or "refused", in place of a row. */
#define CLAIMS_NO_ROW UINT32_MAX

/* Whether the host has a function; ask before you use one that is marked "since minor 1" or later:
 *     if (CLAIMS_HAS(host, newer)) host->newer(...);
 */
#define CLAIMS_HAS(host, function) \
    ((host)->size >= offsetof(claims_host, function) + sizeof((host)->function))

/* UTF-8 text that belongs to somebody else. Lent by the host: lives until the call into the plugin returns. Lent by the
 * plugin: lives until the host's function returns. It is not ended by a NUL and may hold one. */
typedef struct claims_str {
    const char *ptr; /* The first byte; NULL when there is no text, which is not the same as an empty text. */
    size_t len;      /* How many bytes there are. */
} claims_str;

/* A string literal as a claims_str, in an initialiser. */
#define CLAIMS_STR(literal) { (literal), sizeof(literal) - 1 }

/* Bytes of any form that belong to somebody else, lent by the host until the call into the plugin returns. */
typedef struct claims_bytes {
    const uint8_t *ptr; /* The first byte; may be dangling when there are none. */
    size_t len;         /* How many there are. */
} claims_bytes;

/* Rows of a table, lent by the host until the call into the plugin returns. */
typedef struct claims_rows {
    const uint32_t *ptr; /* The first row number; may be dangling when there are none. */
    size_t len;          /* How many there are. */
} claims_rows;

/* A closed part of a casebook; only the host looks inside. */
typedef struct claims_case claims_case;

/* Where an answer goes; only the host looks inside. */
typedef struct claims_sink claims_sink;

/* ---- What the record is made of ---- */

/* A sort of row. */
typedef uint32_t claims_table;
enum {
    /* The case itself: one row, 0. */
    CLAIMS_TABLE_CASE = 0,
    /* Claims. */
    CLAIMS_TABLE_CLAIM = 1,
    /* Who made a claim, as they stood at the time. */
    CLAIMS_TABLE_CLAIMANT = 2,
    /* Words to find a claim by. */
    CLAIMS_TABLE_TAG = 3,
    /* Persons and organisations. */
    CLAIMS_TABLE_PARTY = 4,
    /* Other names of a party. */
    CLAIMS_TABLE_ALIAS = 5,
    /* Sources. */
    CLAIMS_TABLE_SOURCE = 6,
    /* Captures of a source. */
    CLAIMS_TABLE_VERSION = 7,
    /* Copies of a version that others keep. */
    CLAIMS_TABLE_ARCHIVE = 8,
    /* Where a claim stands. */
    CLAIMS_TABLE_APPEARANCE = 9,
    /* From a claim to a claim or to a link. */
    CLAIMS_TABLE_LINK = 10,
    /* Judgements of reliability or credibility, oldest first. */
    CLAIMS_TABLE_GRADE = 11,
    /* Decisions on a claim, oldest first. */
    CLAIMS_TABLE_VERDICT = 12,
    /* Remarks on a record, oldest first. */
    CLAIMS_TABLE_NOTE = 13,
    /* What scorers answered before the call, for exporters. */
    CLAIMS_TABLE_SCORE = 14,
    /* What to know about a score. */
    CLAIMS_TABLE_REMARK = 15,
    /* What a link did to a score. */
    CLAIMS_TABLE_CONTRIBUTION = 16,
    /* What became of a quote in a later version, for exporters. */
    CLAIMS_TABLE_CHANGE = 17,
    /* Requests for a reply about a claim, and what came of them, oldest first. Since minor 2. */
    CLAIMS_TABLE_REPLY = 18,
    /* Ways from a version of a source to the next, for exporters that ask for texts. Since minor 3. */
    CLAIMS_TABLE_DIFF = 19,
    /* The steps of such a way, which cover both texts from start to end. Since minor 3. */
    CLAIMS_TABLE_HUNK = 20,
    /* What claims check finds about a claim, for exporters that ask for it. Since minor 3. */
    CLAIMS_TABLE_FINDING = 21
};

/* A column: a text, or a number where it says so. Each line names the tables that have it. Words such as a stance may
 * grow; take one that you do not know for "other". */
typedef uint32_t claims_field;
enum {
    /* Claim, party, source, version, link, reply: what people call it: c12, p2, s1, s1v2, l7, r1. */
    CLAIMS_FIELD_HANDLE = 1,
    /* Claim, party, source, version, appearance, link, reply: the permanent key, a UUID. */
    CLAIMS_FIELD_KEY = 2,
    /* Claim: the wording; version: the text, where the call needs it; tag, alias, note, remark, finding: what it
     * says; reply: what was answered, absent where nothing was. */
    CLAIMS_FIELD_TEXT = 3,
    /* Claim: noted, checking, checked, published or withdrawn. */
    CLAIMS_FIELD_STATUS = 4,
    /* Claim: when it was said: 2023, 2023-08, 2023-08-15, before 2023-08 or after 2023. */
    CLAIMS_FIELD_SAID = 5,
    /* Claim: on what occasion. */
    CLAIMS_FIELD_OCCASION = 6,
    /* Claim: where. */
    CLAIMS_FIELD_PLACE = 7,
    /* Claim, source: a BCP 47 tag. */
    CLAIMS_FIELD_LANGUAGE = 8,
    /* Claim: why the desk checks it. */
    CLAIMS_FIELD_WHY_CHECKED = 9,
    /* Claim: why it was withdrawn. */
    CLAIMS_FIELD_WITHDRAWN_BECAUSE = 10,
    /* Claim, a number: its place among those asked about, from 1; absent for the others. */
    CLAIMS_FIELD_SUBJECT = 11,
    /* Claimant: the role in which the party spoke. */
    CLAIMS_FIELD_ROLE = 12,
    /* Party: the name in full; verdict: the label as readers see it. */
    CLAIMS_FIELD_NAME = 13,
    /* Party: person or organization; source: article, report, video, image, audio, dataset, post, interview or
     * document. */
    CLAIMS_FIELD_KIND = 14,
    /* Party: who this is. */
    CLAIMS_FIELD_DESCRIPTION = 15,
    /* Party: why the name is withheld; absent when it is not. */
    CLAIMS_FIELD_WHY_UNNAMED = 16,
    /* Source: its title. */
    CLAIMS_FIELD_TITLE = 17,
    /* Source: when it was published, in the forms of SAID; claim: when the check of it was, RFC 3339, for exporters
     * that ask for it. */
    CLAIMS_FIELD_PUBLISHED = 18,
    /* Source, archive: a URL; verdict of another desk: where the review stands, a URL. */
    CLAIMS_FIELD_ADDRESS = 19,
    /* Version: present or gone; change: same, typographic, edited, moved, moved and edited, removed or ambiguous;
     * reply: waiting, answered or unanswered; hunk: same, changed, or coarse where the differ gave up on detail. */
    CLAIMS_FIELD_STATE = 20,
    /* Version: when, RFC 3339. */
    CLAIMS_FIELD_CAPTURED = 21,
    /* Version: a file name, an address, or -. */
    CLAIMS_FIELD_ORIGIN = 22,
    /* Version: of the bytes, such as text/html. */
    CLAIMS_FIELD_MEDIA_TYPE = 23,
    /* Version: of the bytes as captured, in hexadecimal. */
    CLAIMS_FIELD_SHA256 = 24,
    /* Version: of the text in UTF-8, in hexadecimal. */
    CLAIMS_FIELD_TEXT_SHA256 = 25,
    /* Version: what took the text from the bytes: plain/1. */
    CLAIMS_FIELD_EXTRACTOR = 26,
    /* Version, a number: within its source, from 1. */
    CLAIMS_FIELD_NUMBER = 27,
    /* Version, a number: how many bytes. */
    CLAIMS_FIELD_SIZE = 28,
    /* Archive: when the desk recorded it, RFC 3339. */
    CLAIMS_FIELD_RECORDED = 29,
    /* Appearance: direct, indirect or paraphrase. */
    CLAIMS_FIELD_MANNER = 30,
    /* Appearance: the words as they stand there; absent where there is no text. */
    CLAIMS_FIELD_EXACT = 31,
    /* Appearance: some words before them. */
    CLAIMS_FIELD_PREFIX = 32,
    /* Appearance: some words after them. */
    CLAIMS_FIELD_SUFFIX = 33,
    /* Appearance: reportedly and the like, as worded. */
    CLAIMS_FIELD_HEDGE = 34,
    /* Appearance: hh:mm:ss. */
    CLAIMS_FIELD_TIMECODE = 35,
    /* Appearance: the words that the quote was translated from. */
    CLAIMS_FIELD_ORIGINAL = 36,
    /* Appearance: their language, a BCP 47 tag. */
    CLAIMS_FIELD_ORIGINAL_LANGUAGE = 37,
    /* Appearance: who translated them. */
    CLAIMS_FIELD_TRANSLATOR = 38,
    /* Appearance, a number: position of the first code point in the text. */
    CLAIMS_FIELD_START = 39,
    /* Appearance, a number: position after the last code point. */
    CLAIMS_FIELD_END = 40,
    /* Appearance, a number: 1 for the first known appearance of the claim, else 0. */
    CLAIMS_FIELD_FIRST = 41,
    /* Link: rebuts, supports or context. */
    CLAIMS_FIELD_STANCE = 42,
    /* Link: why the one bears on the other. */
    CLAIMS_FIELD_NOTE = 43,
    /* Link, grade, verdict, note, reply: who recorded it. */
    CLAIMS_FIELD_BY = 44,
    /* Link, grade, verdict, note, reply: when, RFC 3339. */
    CLAIMS_FIELD_AT = 45,
    /* Grade: A to F, of a party or source. */
    CLAIMS_FIELD_RELIABILITY = 46,
    /* Grade: 1 to 6, of a claim or link. */
    CLAIMS_FIELD_CREDIBILITY = 47,
    /* Grade: the words of the scale. */
    CLAIMS_FIELD_MEANING = 48,
    /* Grade, verdict: the reasons; contribution: what it is, in a few words. */
    CLAIMS_FIELD_BECAUSE = 49,
    /* Verdict: the scale, by name. */
    CLAIMS_FIELD_SCALE = 50,
    /* Verdict: the label as typed. */
    CLAIMS_FIELD_LABEL = 51,
    /* Verdict: what would change it. */
    CLAIMS_FIELD_WOULD_CHANGE = 52,
    /* Verdict: changes, keeps, void, spelling or update; absent where it corrects nothing. */
    CLAIMS_FIELD_CORRECTION = 53,
    /* Score, a number: from 0 to 1, absent when undetermined; verdict, a number: the label's place, absent off the
     * scale. */
    CLAIMS_FIELD_VALUE = 54,
    /* Verdict, a number: the least true place. */
    CLAIMS_FIELD_WORST = 55,
    /* Verdict, a number: the truest place. */
    CLAIMS_FIELD_BEST = 56,
    /* Score: which plugin computed it. */
    CLAIMS_FIELD_SCORER = 57,
    /* Score, a number: what the value starts from. */
    CLAIMS_FIELD_BASE = 58,
    /* Contribution, a number: what it adds, or takes away below 0. */
    CLAIMS_FIELD_AMOUNT = 59,
    /* Change: the words that stand there now, empty when removed. */
    CLAIMS_FIELD_NOW = 60,
    /* Change: why the later version may be no capture of the source: shrunk, where most of the text is gone, as behind
     * a paywall; absent where nothing speaks for that. */
    CLAIMS_FIELD_DOUBT = 61,
    /* Reply: how it was put, such as "e-mail to the press office". */
    CLAIMS_FIELD_THROUGH = 62,
    /* Reply: when it was put, in the forms of SAID. */
    CLAIMS_FIELD_ASKED = 63,
    /* Reply: by when an answer was asked for, in the forms of SAID; absent where no time was set. */
    CLAIMS_FIELD_DUE = 64,
    /* Reply: when the answer came, or when the desk stopped waiting, in the forms of SAID; absent while it waits. */
    CLAIMS_FIELD_ANSWERED = 65,
    /* Hunk, a number: position of the first code point in the old text. */
    CLAIMS_FIELD_OLD_START = 66,
    /* Hunk, a number: position after the last code point in the old text. */
    CLAIMS_FIELD_OLD_END = 67,
    /* Hunk, a number: position of the first code point in the new text. */
    CLAIMS_FIELD_NEW_START = 68,
    /* Hunk, a number: position after the last code point in the new text. */
    CLAIMS_FIELD_NEW_END = 69,
    /* Finding: how grave it is: error or warn. */
    CLAIMS_FIELD_LEVEL = 70,
    /* Finding: the rule behind it, by its code. */
    CLAIMS_FIELD_RULE = 71,
    /* Finding: what mends it, a command. */
    CLAIMS_FIELD_FIX = 72,
    /* Verdict of another desk: the feed that it came in with, by name. */
    CLAIMS_FIELD_FEED = 73,
    /* Claim: when the check of it was withdrawn, RFC 3339, for exporters that ask for it. */
    CLAIMS_FIELD_WITHDRAWN = 74,
    /* Claim, a number, in a draft alone: the line of the file on which it begins, from 1. */
    CLAIMS_FIELD_LINE = 75
};

/* How rows lead to rows. Each line names the tables on both sides. */
typedef uint32_t claims_relation;
enum {
    /* Case → claim: those asked about, in the order asked. */
    CLAIMS_ROWS_SUBJECTS = 1,
    /* Claim → claimant. */
    CLAIMS_ROWS_CLAIMANTS = 2,
    /* Claim → tag. */
    CLAIMS_ROWS_TAGS = 3,
    /* Claim → appearance. */
    CLAIMS_ROWS_APPEARANCES = 4,
    /* Claim → link: those it speaks through. */
    CLAIMS_ROWS_LINKS_OUT = 5,
    /* Claim, link → link: those that speak to it. */
    CLAIMS_ROWS_LINKS_IN = 6,
    /* Claim → claim: what it was split into. */
    CLAIMS_ROWS_PARTS = 7,
    /* Claim → claim: what it was split from. */
    CLAIMS_ROWS_PART_OF = 8,
    /* Claim, party, source, link → grade: the newest, which counts, comes last. */
    CLAIMS_ROWS_GRADES = 9,
    /* Claim → verdict: the newest, which counts, comes last. */
    CLAIMS_ROWS_VERDICTS = 10,
    /* Claim, party, source, link → note. */
    CLAIMS_ROWS_NOTES = 11,
    /* Claim → score. */
    CLAIMS_ROWS_SCORES = 12,
    /* Claimant, reply → party. */
    CLAIMS_ROWS_PARTY = 13,
    /* Party → alias. */
    CLAIMS_ROWS_ALIASES = 14,
    /* Source → party. */
    CLAIMS_ROWS_PUBLISHER = 15,
    /* Source → party. */
    CLAIMS_ROWS_AUTHORS = 16,
    /* Source → version, by number. */
    CLAIMS_ROWS_VERSIONS = 17,
    /* Source → source: those it repeats. */
    CLAIMS_ROWS_DERIVED_FROM = 18,
    /* Version → source. */
    CLAIMS_ROWS_SOURCE = 19,
    /* Version → archive. */
    CLAIMS_ROWS_ARCHIVES = 20,
    /* Appearance, score, reply, finding → claim. */
    CLAIMS_ROWS_CLAIM = 21,
    /* Appearance → version: it stands in; change, diff → version: the later one. */
    CLAIMS_ROWS_VERSION = 22,
    /* Appearance → party: those through whom it is told, nearest to the source first. */
    CLAIMS_ROWS_VIA = 23,
    /* Appearance → change. */
    CLAIMS_ROWS_CHANGES = 24,
    /* Link → claim: the one that speaks. */
    CLAIMS_ROWS_FROM = 25,
    /* Link → claim: the one it speaks to, if it is a claim. */
    CLAIMS_ROWS_TO_CLAIM = 26,
    /* Link → link: the one it speaks to, if it is a link. */
    CLAIMS_ROWS_TO_LINK = 27,
    /* Score → remark. */
    CLAIMS_ROWS_REMARKS = 28,
    /* Score → contribution. */
    CLAIMS_ROWS_CONTRIBUTIONS = 29,
    /* Contribution → link. */
    CLAIMS_ROWS_LINK = 30,
    /* Change → appearance. */
    CLAIMS_ROWS_APPEARANCE = 31,
    /* Claim → reply. */
    CLAIMS_ROWS_REPLIES = 32,
    /* Source → diff, by the number of the later version. */
    CLAIMS_ROWS_DIFFS = 33,
    /* Diff → version: the earlier one. */
    CLAIMS_ROWS_OLD_VERSION = 34,
    /* Diff → hunk, from start to end. */
    CLAIMS_ROWS_HUNKS = 35,
    /* Claim → finding. */
    CLAIMS_ROWS_FINDINGS = 36
};

/* What a step of a diff is; added together. */
typedef uint32_t claims_hunk_flags;
enum {
    /* Both sides are the same, byte for byte. */
    CLAIMS_HUNK_SAME = 1,
    /* The differ gave up on detail here. */
    CLAIMS_HUNK_COARSE = 2
};

/* ---- What the host offers ---- */

/* The host's functions. It belongs to the host and lives until the call into the plugin returns.
 *
 * Reading: the case must be the one of the call. Any thread may read until the call returns, and the same question has
 * the same answer throughout it. A table, row, field or relation that does not exist reads as absent or empty; it is
 * never an error.
 *
 * Answering: the sink must be the one of the call, and only the thread of the call may use it. The host copies what it
 * is given before it returns. A result other than 0 is a refusal: the answer is wrong or no longer wanted, every
 * further one is refused too, and the plugin should return soon, with any status.
 */
typedef struct claims_host {
    /* The size of this table in bytes, as the host was compiled. Functions beyond it do not exist. */
    size_t size;

    /* Returns how many rows the table has; they are numbered from 0. Any thread. */
    uint32_t (*count)(const claims_case *c, claims_table table);

    /* Returns the text in a column of a row, absent where there is none. It belongs to the host and lives until the
     * call into the plugin returns. Any thread. */
    claims_str (*text)(const claims_case *c, claims_table table, uint32_t row, claims_field field);

    /* Sets *number to the number in a column of a row and returns 1; returns 0 where there is none, and leaves *number
     * as it is. The number belongs to the plugin. Any thread. */
    int32_t (*number)(const claims_case *c, claims_table table, uint32_t row, claims_field field, double *number);

    /* Returns the rows that a row is related to, in the order of the record: many, one or none. The relation says of
     * which table they are. They belong to the host and live until the call into the plugin returns. Any thread. */
    claims_rows (*rows)(const claims_case *c, claims_table table, uint32_t row, claims_relation relation);

    /* Returns the value of an option, absent where it was not set. It belongs to the host and lives until the call into
     * the plugin returns. The name belongs to the plugin. Any thread. */
    claims_str (*option)(const claims_case *c, claims_str name);

    /* Gives the score of a claim, once for each subject. The value, from 0 to 1, counts where has_value is not 0; else
     * the score is "undetermined". The base, from 0 to 1, is what the value starts from, where has_base is not 0.
     * Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*score)(claims_sink *sink, uint32_t claim, int32_t has_value, double value, int32_t has_base, double base);

    /* Gives one part of the score of a claim: what adds the amount to its base or, below 0, takes it away, and the link
     * behind it or CLAIMS_NO_ROW. In any order with its score. The text belongs to the plugin and is copied.
     * Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*contribution)(claims_sink *sink, uint32_t claim, uint32_t link, claims_str because, double amount);

    /* Gives one sentence that a reader must know to trust the score of a claim, or why there is none. In any order with
     * its score. The text belongs to the plugin and is copied. Returns 0, or another number to refuse. The thread of
     * the call. */
    int32_t (*remark)(claims_sink *sink, uint32_t claim, claims_str text);

    /* Gives the next step of a diff: these bytes of the old text became those of the new one. Steps begin where the
     * last one ended and never cut a character. Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*hunk)(claims_sink *sink, claims_hunk_flags flags, size_t old_start, size_t old_end, size_t new_start,
                    size_t new_end);

    /* Gives the next bytes of a file; they belong to the plugin and are written or copied. They may be NULL where len
     * is 0. Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*write)(claims_sink *sink, const uint8_t *bytes, size_t len);

    /* Says why the call is going to return a failure, in words for the user; the last message counts. It belongs to the
     * plugin and is copied. Returns nothing. The thread of the call. */
    void (*fail)(claims_sink *sink, claims_str message);

    /* Since minor 1: ask CLAIMS_HAS before you use what follows, where the plugin may meet an older claims. A host that
     * asks for an importer or a finder has all of it. */

    /* Since minor 1. Drafts a new row, for an importer, and returns its number: tables and rows are those of the answer,
     * counted from 0 in each table. Any table from CLAIMS_TABLE_CLAIM to CLAIMS_TABLE_NOTE can be drafted. Returns
     * CLAIMS_NO_ROW to refuse. The thread of the call. */
    uint32_t (*draft)(claims_sink *sink, claims_table table);

    /* Since minor 1. Gives a text of a drafted row, once for each field; an absent one says nothing. Every text can be
     * given that the table has when it is read, in the same form, save what the casebook finds for itself: HANDLE, KEY,
     * MEANING, and of a version SHA256, TEXT_SHA256 and EXTRACTOR. Since minor 3 a claim may have a KEY, each another: it
     * is the claim of that key, where the casebook has it, and what is given changes it. Only the text of a version may
     * be blank. It belongs to the plugin and is copied. Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*draft_text)(claims_sink *sink, claims_table table, uint32_t row, claims_field field, claims_str text);

    /* Since minor 1. Gives a number of a drafted row, once for each field: START, END and FIRST of an appearance, VALUE,
     * WORST and BEST of a verdict, since minor 5 LINE of a claim. Returns 0, or another number to refuse. The thread of
     * the call. */
    int32_t (*draft_number)(claims_sink *sink, claims_table table, uint32_t row, claims_field field, double number);

    /* Since minor 1. Relates a drafted row to another, to_row of the table on the relation's far side. Where a relation
     * can be read from both ends, it is given from either end, and once. A row of CLAIMANT, TAG, ALIAS, ARCHIVE, GRADE,
     * VERDICT and NOTE belongs to one row, which keeps them in the order in which they were drafted. Since minor 2 a row of
     * NOTE may belong to none: its text is shown to the user and not recorded, such as what could not be read.
     * Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*draft_relate)(claims_sink *sink, claims_table table, uint32_t row, claims_relation relation,
                            uint32_t to_row);

    /* Since minor 1. Suggests, for a finder, that the bytes from start to end of the text make a claim; neither edge
     * cuts a character. The wording says it so that it can be checked; absent where the passage does. The claimant is
     * who makes it, by name; absent where the text does not say. The confidence is from 0 to 1. Both texts belong to the
     * plugin and are copied. Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*suggest)(claims_sink *sink, size_t start, size_t end, claims_str wording, claims_str claimant,
                       double confidence);

    /* Since minor 4. Reads on in the file, for a streaming importer: puts up to len bytes into the buffer, which belongs
     * to the plugin, and returns how many there are; fewer than len do not mean that it ends. Returns 0 at the end, and
     * after a refusal or where the file cannot be read any further, which the host knows. The thread of the call. */
    size_t (*read)(claims_sink *sink, uint8_t *buffer, size_t len);

    /* Since minor 4. Says, for a streaming importer, that what was drafted so far stands by itself: the host may file it
     * and forget it. From here on the rows of every table count from 0 again, and those from before cannot be spoken of
     * any more. What was drafted since the last time when the call returns is filed then. Nothing is recorded for good
     * unless the whole call succeeds. Returns 0, or another number to refuse. The thread of the call. */
    int32_t (*settle)(claims_sink *sink);
} claims_host;

/* ---- What a plugin gives ---- */

/* What a call into a plugin came to. Any value but CLAIMS_DONE is a failure. */
typedef int32_t claims_status;
enum {
    /* The answer is complete. */
    CLAIMS_DONE = 0,
    /* There is no answer; the reason was given to fail. */
    CLAIMS_FAILED = 1,
    /* A bug in the plugin was caught before it reached the host; its message was given to fail. */
    CLAIMS_PANICKED = 2
};

/* Weighs the claims that were asked about. */
#define CLAIMS_SCORER "claims.scorer/1"
typedef struct claims_scorer {
    /* Gives one score for each subject of the case, and for no other claim. Returns a status.
     * The host, the case and the sink belong to the host and live until this returns. It may be called on several
     * threads at once, with different cases; the same case and options must give the same answer every time. */
    claims_status (*score)(const claims_host *host, const claims_case *c, claims_sink *sink);
} claims_scorer;

/* Tells what changed between two texts. */
#define CLAIMS_DIFFER "claims.differ/1"
typedef struct claims_differ {
    /* Gives one hunk after the other, which together cover both texts from start to end without a gap.
     * Returns a status. The host, the case, the sink and both texts belong to the host and live until this returns. The
     * case has no rows; it is there for its options. It may be called on several threads at once; the same texts and
     * options must give the same answer every time. */
    claims_status (*diff)(const claims_host *host, const claims_case *c, claims_sink *sink, claims_str old_text,
                          claims_str new_text);
} claims_differ;

/* Writes the subjects of a case in a format of its own. */
#define CLAIMS_EXPORTER "claims.exporter/1"
typedef struct claims_exporter {
    /* Gives the bytes of the file to write, from first to last, in pieces of any size. Returns a status.
     * The host, the case and the sink belong to the host and live until this returns. It may be called on several
     * threads at once, with different cases; the same case and options must give the same bytes every time. */
    claims_status (*write_out)(const claims_host *host, const claims_case *c, claims_sink *sink);
} claims_exporter;

/* Reads records out of a file of another program. Since minor 1. */
#define CLAIMS_IMPORTER "claims.importer/1"
typedef struct claims_importer {
    /* Drafts the records that the bytes hold, through draft and the functions after it. Returns a status.
     * The host, the case, the sink and the bytes belong to the host and live until this returns. The case has no rows;
     * it is there for its options. The bytes are a file as it was found and may be no text. It may be called on several
     * threads at once; the same bytes and options must give the same drafts every time. */
    claims_status (*read_in)(const claims_host *host, const claims_case *c, claims_sink *sink, claims_bytes bytes);
} claims_importer;

/* Reads records out of a file of any length, of which neither it nor the host needs to hold more than a part. Since
 * minor 4. */
#define CLAIMS_STREAMING_IMPORTER "claims.importer/2"
typedef struct claims_streaming_importer {
    /* Drafts the records that the file holds, as a claims_importer does. What the file says is asked for with read;
     * whenever what was drafted stands by itself, settle says so. Returns a status.
     * The host, the case and the sink belong to the host and live until this returns. The case has no rows; it is there
     * for its options. It may be called on several threads at once; the same file and options must give the same drafts
     * every time, in however large pieces it is read. A plugin of this kind must be a claims_importer too,
     * for an earlier host and for one that runs it in a process of its own. */
    claims_status (*stream_in)(const claims_host *host, const claims_case *c, claims_sink *sink);
} claims_streaming_importer;

/* Points out what in a text could be checked. Since minor 1. */
#define CLAIMS_FINDER "claims.finder/1"
typedef struct claims_finder {
    /* Gives one suggestion for each claim that the text makes, in any order. Returns a status.
     * The host, the case, the sink and the text belong to the host and live until this returns. The case has no rows; it
     * is there for its options. It may be called on several threads at once; the same text and options must give the
     * same suggestions every time. */
    claims_status (*find)(const claims_host *host, const claims_case *c, claims_sink *sink, claims_str text);
} claims_finder;

/* The constant behind the symbol claims_plugin_v1_<name>. It and all it points to live as long as the library. */
typedef struct claims_plugin {
    /* The size of this struct in bytes, as the plugin was compiled; no minor makes it more than 4096. */
    size_t size;
    /* The CLAIMS_ABI_MINOR that the plugin was compiled with. */
    uint32_t abi_minor;
    /* Zero. */
    uint32_t reserved;
    /* The plugin's name, the same as in the symbol: lower-case letters, digits and underscores. */
    claims_str name;
    /* The plugin's own version, for people to read. */
    claims_str version;
    /* What it does, in one line. */
    claims_str summary;
    /* Returns the functions of one kind, by its id, which ends with a NUL: a claims_scorer, claims_differ,
     * claims_exporter, claims_importer, claims_streaming_importer or claims_finder, or NULL when the plugin is not of
     * that kind. What it returns belongs to the plugin and lives as long as the library. Any thread, at any time. */
    const void *(*kind)(const char *id);
} claims_plugin;

#if UINTPTR_MAX == 0xFFFFFFFFFFFFFFFF && defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
_Static_assert(sizeof(claims_str) == 16 && sizeof(claims_rows) == 16, "layout of borrowed values");
_Static_assert(sizeof(claims_bytes) == 16, "layout of borrowed values");
_Static_assert(sizeof(claims_host) == 152 && offsetof(claims_host, fail) == 88, "layout of claims_host");
_Static_assert(offsetof(claims_host, draft) == 96 && offsetof(claims_host, suggest) == 128, "layout of claims_host");
_Static_assert(sizeof(claims_plugin) == 72 && offsetof(claims_plugin, kind) == 64, "layout of claims_plugin");
_Static_assert(sizeof(claims_scorer) == 8 && sizeof(claims_differ) == 8, "layout of kinds");
_Static_assert(sizeof(claims_exporter) == 8 && sizeof(claims_importer) == 8, "layout of kinds");
_Static_assert(sizeof(claims_finder) == 8 && sizeof(claims_streaming_importer) == 8, "layout of kinds");
#endif

#ifdef __cplusplus
}
#endif

#endif
