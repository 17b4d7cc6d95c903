//! Words that are written short with a full stop; knows words of several languages, not where they stand.

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Short {
    /// A name or a number follows: the sentence never ends here.
    Title,
    /// The sentence seldom ends here.
    Often,
    /// The sentence may end here; what follows tells.
    Company,
    /// It is short only before a number: "No. 5".
    Numbered,
}

/// What a full stop after `word`, in small letters, means; `None` for one that is no short word.
pub(crate) fn short(word: &str) -> Option<Short> {
    Some(match word {
        // English, then German and Dutch, the Romance languages, Polish, Russian.
        "mr" | "mrs" | "ms" | "dr" | "prof" | "gov" | "sen" | "rep" | "gen" | "col" | "lt" | "sgt" | "capt" | "maj"
        | "cmdr" | "adm" | "rev" | "hon" | "messrs" | "supt" | "insp" | "hr" | "fa" | "frl" | "dipl" | "dhr"
        | "mevr" | "mme" | "mlle" | "sra" | "srta" | "dra" | "sig" | "dott" | "avv" | "ul" | "г" | "им" | "ул"
        | "т" | "др" => Short::Title,
        "st" | "vs" | "etc" | "jr" | "sr" | "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sept" | "sep"
        | "oct" | "nov" | "dec" | "fig" | "art" | "vol" | "pp" | "ca" | "approx" | "dept" | "min" | "ref" | "cf"
        | "bzw" | "vgl" | "evtl" | "bijv" | "np" | "тыс" | "руб" => Short::Often,
        "inc" | "ltd" | "co" | "corp" | "plc" | "llc" => Short::Company,
        "no" | "nos" | "nr" => Short::Numbered,
        word if word.ends_with("str") => Short::Numbered,
        _ => return None,
    })
}

/// Words that begin a sentence when they are written large after a shortened word: no name begins with them.
pub(crate) fn begins_a_sentence(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "you"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "there"
            | "his"
            | "her"
            | "their"
            | "our"
            | "its"
            | "in"
            | "on"
            | "at"
            | "but"
            | "and"
            | "when"
            | "then"
            | "while"
            | "after"
            | "before"
            | "if"
            | "as"
            | "for"
            | "however"
    )
}

/// Months of languages that write the day as "3." and the month large or small after it.
pub(crate) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "januar"
            | "jänner"
            | "februar"
            | "märz"
            | "april"
            | "mai"
            | "juni"
            | "juli"
            | "august"
            | "september"
            | "oktober"
            | "november"
            | "dezember"
            | "desember"
            | "december"
    )
}
