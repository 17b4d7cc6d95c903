//! How the record is named across the contract: tables, their columns, and how rows lead to rows.
//!
//! A number is given once and never again with another meaning. Words such as a stance cross as the words of the
//! glossary; a plugin takes one that it does not know for "other".

/// Declares numbers with names, and a list of both for the test that compares them with the header.
macro_rules! numbers {
    ($(#[$doc:meta])* $type:ident { $($(#[$what:meta])* $name:ident = $number:literal,)+ }) => {
        $(#[$doc])*
        #[repr(transparent)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(pub u32);

        impl $type {
            $($(#[$what])* pub const $name: Self = Self($number);)+

            /// Every value there is, by name.
            pub const ALL: &'static [(&'static str, Self)] = &[$((stringify!($name), Self::$name)),+];
        }
    };
}

numbers! {
    /// A sort of row.
    Table {
        /// The case itself: one row, 0.
        CASE = 0,
        /// Claims.
        CLAIM = 1,
        /// Who made a claim, as they stood at the time.
        CLAIMANT = 2,
        /// Words to find a claim by.
        TAG = 3,
        /// Persons and organisations.
        PARTY = 4,
        /// Other names of a party.
        ALIAS = 5,
        /// Sources.
        SOURCE = 6,
        /// Captures of a source.
        VERSION = 7,
        /// Copies of a version that others keep.
        ARCHIVE = 8,
        /// Where a claim stands.
        APPEARANCE = 9,
        /// From a claim to a claim or to a link.
        LINK = 10,
        /// Judgements of reliability or credibility, oldest first.
        GRADE = 11,
        /// Decisions on a claim, oldest first.
        VERDICT = 12,
        /// Remarks on a record, oldest first.
        NOTE = 13,
        /// What scorers answered before the call, for exporters.
        SCORE = 14,
        /// What to know about a score.
        REMARK = 15,
        /// What a link did to a score.
        CONTRIBUTION = 16,
        /// What became of a quote in a later version, for exporters.
        CHANGE = 17,
        /// Requests for a reply about a claim, and what came of them, oldest first. Since minor 2.
        REPLY = 18,
        /// Ways from a version of a source to the next, for exporters that ask for texts. Since minor 3.
        DIFF = 19,
        /// The steps of such a way, which cover both texts from start to end. Since minor 3.
        HUNK = 20,
        /// What `claims check` finds about a claim, for exporters that ask for it. Since minor 3.
        FINDING = 21,
    }
}

numbers! {
    /// A column: a text, or a number where it says so. Each line names the tables that have it.
    Field {
        /// Claim, party, source, version, link, reply: what people call it: `c12`, `p2`, `s1`, `s1v2`, `l7`, `r1`.
        HANDLE = 1,
        /// Claim, party, source, version, appearance, link, reply: the permanent key, a UUID.
        KEY = 2,
        /// Claim: the wording; version: the text, where the call needs it; tag, alias, note, remark, finding: what it
        /// says; reply: what was answered, absent where nothing was.
        TEXT = 3,
        /// Claim: `noted`, `checking`, `checked`, `published` or `withdrawn`.
        STATUS = 4,
        /// Claim: when it was said: `2023`, `2023-08`, `2023-08-15`, `before 2023-08` or `after 2023`.
        SAID = 5,
        /// Claim: on what occasion.
        OCCASION = 6,
        /// Claim: where.
        PLACE = 7,
        /// Claim, source: a BCP 47 tag.
        LANGUAGE = 8,
        /// Claim: why the desk checks it.
        WHY_CHECKED = 9,
        /// Claim: why it was withdrawn.
        WITHDRAWN_BECAUSE = 10,
        /// Claim, a number: its place among those asked about, from 1; absent for the others.
        SUBJECT = 11,
        /// Claimant: the role in which the party spoke.
        ROLE = 12,
        /// Party: the name in full; verdict: the label as readers see it.
        NAME = 13,
        /// Party: `person` or `organization`; source: `article`, `report`, `video`, `image`, `audio`, `dataset`,
        /// `post`, `interview` or `document`.
        KIND = 14,
        /// Party: who this is.
        DESCRIPTION = 15,
        /// Party: why the name is withheld; absent when it is not.
        WHY_UNNAMED = 16,
        /// Source: its title.
        TITLE = 17,
        /// Source: when it was published, in the forms of SAID; claim: when the check of it was, RFC 3339, for exporters
        /// that ask for it.
        PUBLISHED = 18,
        /// Source, archive: a URL; verdict of another desk: where the review stands, a URL.
        ADDRESS = 19,
        /// Version: `present` or `gone`; change: `same`, `typographic`, `edited`, `moved`, `moved and edited`,
        /// `removed` or `ambiguous`; reply: `waiting`, `answered` or `unanswered`; hunk: `same`, `changed`, or `coarse`
        /// where the differ gave up on detail.
        STATE = 20,
        /// Version: when, RFC 3339.
        CAPTURED = 21,
        /// Version: a file name, an address, or `-`.
        ORIGIN = 22,
        /// Version: of the bytes, such as `text/html`.
        MEDIA_TYPE = 23,
        /// Version: of the bytes as captured, in hexadecimal.
        SHA256 = 24,
        /// Version: of the text in UTF-8, in hexadecimal.
        TEXT_SHA256 = 25,
        /// Version: what took the text from the bytes: `plain/1`.
        EXTRACTOR = 26,
        /// Version, a number: within its source, from 1.
        NUMBER = 27,
        /// Version, a number: how many bytes.
        SIZE = 28,
        /// Archive: when the desk recorded it, RFC 3339.
        RECORDED = 29,
        /// Appearance: `direct`, `indirect` or `paraphrase`.
        MANNER = 30,
        /// Appearance: the words as they stand there; absent where there is no text.
        EXACT = 31,
        /// Appearance: some words before them.
        PREFIX = 32,
        /// Appearance: some words after them.
        SUFFIX = 33,
        /// Appearance: `reportedly` and the like, as worded.
        HEDGE = 34,
        /// Appearance: `hh:mm:ss`.
        TIMECODE = 35,
        /// Appearance: the words that the quote was translated from.
        ORIGINAL = 36,
        /// Appearance: their language, a BCP 47 tag.
        ORIGINAL_LANGUAGE = 37,
        /// Appearance: who translated them.
        TRANSLATOR = 38,
        /// Appearance, a number: position of the first code point in the text.
        START = 39,
        /// Appearance, a number: position after the last code point.
        END = 40,
        /// Appearance, a number: 1 for the first known appearance of the claim, else 0.
        FIRST = 41,
        /// Link: `rebuts`, `supports` or `context`.
        STANCE = 42,
        /// Link: why the one bears on the other.
        NOTE = 43,
        /// Link, grade, verdict, note, reply: who recorded it.
        BY = 44,
        /// Link, grade, verdict, note, reply: when, RFC 3339.
        AT = 45,
        /// Grade: `A` to `F`, of a party or source.
        RELIABILITY = 46,
        /// Grade: `1` to `6`, of a claim or link.
        CREDIBILITY = 47,
        /// Grade: the words of the scale.
        MEANING = 48,
        /// Grade, verdict: the reasons; contribution: what it is, in a few words.
        BECAUSE = 49,
        /// Verdict: the scale, by name.
        SCALE = 50,
        /// Verdict: the label as typed.
        LABEL = 51,
        /// Verdict: what would change it.
        WOULD_CHANGE = 52,
        /// Verdict: `changes`, `keeps`, `void`, `spelling` or `update`; absent where it corrects nothing.
        CORRECTION = 53,
        /// Score, a number: from 0 to 1, absent when undetermined; verdict, a number: the label's place, absent off
        /// the scale.
        VALUE = 54,
        /// Verdict, a number: the least true place.
        WORST = 55,
        /// Verdict, a number: the truest place.
        BEST = 56,
        /// Score: which plugin computed it.
        SCORER = 57,
        /// Score, a number: what the value starts from.
        BASE = 58,
        /// Contribution, a number: what it adds, or takes away below 0.
        AMOUNT = 59,
        /// Change: the words that stand there now, empty when removed.
        NOW = 60,
        /// Change: why the later version may be no capture of the source: `shrunk`, where most of the text is gone, as
        /// behind a paywall; absent where nothing speaks for that.
        DOUBT = 61,
        /// Reply: how it was put, such as `e-mail to the press office`.
        THROUGH = 62,
        /// Reply: when it was put, in the forms of SAID.
        ASKED = 63,
        /// Reply: by when an answer was asked for, in the forms of SAID; absent where no time was set.
        DUE = 64,
        /// Reply: when the answer came, or when the desk stopped waiting, in the forms of SAID; absent while it waits.
        ANSWERED = 65,
        /// Hunk, a number: position of the first code point in the old text.
        OLD_START = 66,
        /// Hunk, a number: position after the last code point in the old text.
        OLD_END = 67,
        /// Hunk, a number: position of the first code point in the new text.
        NEW_START = 68,
        /// Hunk, a number: position after the last code point in the new text.
        NEW_END = 69,
        /// Finding: how grave it is: `error` or `warn`.
        LEVEL = 70,
        /// Finding: the rule behind it, by its code.
        RULE = 71,
        /// Finding: what mends it, a command.
        FIX = 72,
        /// Verdict of another desk: the feed that it came in with, by name.
        FEED = 73,
        /// Claim: when the check of it was withdrawn, RFC 3339, for exporters that ask for it.
        WITHDRAWN = 74,
        /// Claim, a number, in a draft alone: the line of the file on which it begins, from 1.
        LINE = 75,
    }
}

numbers! {
    /// How rows lead to rows. Each line names the tables on both sides.
    Relation {
        /// Case → claim: those asked about, in the order asked.
        SUBJECTS = 1,
        /// Claim → claimant.
        CLAIMANTS = 2,
        /// Claim → tag.
        TAGS = 3,
        /// Claim → appearance.
        APPEARANCES = 4,
        /// Claim → link: those it speaks through.
        LINKS_OUT = 5,
        /// Claim, link → link: those that speak to it.
        LINKS_IN = 6,
        /// Claim → claim: what it was split into.
        PARTS = 7,
        /// Claim → claim: what it was split from.
        PART_OF = 8,
        /// Claim, party, source, link → grade: the newest, which counts, comes last.
        GRADES = 9,
        /// Claim → verdict: the newest, which counts, comes last.
        VERDICTS = 10,
        /// Claim, party, source, link → note.
        NOTES = 11,
        /// Claim → score.
        SCORES = 12,
        /// Claimant, reply → party.
        PARTY = 13,
        /// Party → alias.
        ALIASES = 14,
        /// Source → party.
        PUBLISHER = 15,
        /// Source → party.
        AUTHORS = 16,
        /// Source → version, by number.
        VERSIONS = 17,
        /// Source → source: those it repeats.
        DERIVED_FROM = 18,
        /// Version → source.
        SOURCE = 19,
        /// Version → archive.
        ARCHIVES = 20,
        /// Appearance, score, reply, finding → claim.
        CLAIM = 21,
        /// Appearance → version: it stands in; change, diff → version: the later one.
        VERSION = 22,
        /// Appearance → party: those through whom it is told, nearest to the source first.
        VIA = 23,
        /// Appearance → change.
        CHANGES = 24,
        /// Link → claim: the one that speaks.
        FROM = 25,
        /// Link → claim: the one it speaks to, if it is a claim.
        TO_CLAIM = 26,
        /// Link → link: the one it speaks to, if it is a link.
        TO_LINK = 27,
        /// Score → remark.
        REMARKS = 28,
        /// Score → contribution.
        CONTRIBUTIONS = 29,
        /// Contribution → link.
        LINK = 30,
        /// Change → appearance.
        APPEARANCE = 31,
        /// Claim → reply.
        REPLIES = 32,
        /// Source → diff, by the number of the later version.
        DIFFS = 33,
        /// Diff → version: the earlier one.
        OLD_VERSION = 34,
        /// Diff → hunk, from start to end.
        HUNKS = 35,
        /// Claim → finding.
        FINDINGS = 36,
    }
}

numbers! {
    /// What a step of a diff is; added together.
    HunkFlags {
        /// Both sides are the same, byte for byte.
        SAME = 1,
        /// The differ gave up on detail here.
        COARSE = 2,
    }
}
