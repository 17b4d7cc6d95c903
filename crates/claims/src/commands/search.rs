//! `claims search`: finds words in all that was captured and written down.

use claims_model::{
    Scale, Source,
    query::{Condition, Field, Query, QueryError, Term},
};
use claims_store::{Asked, Known, Records};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{Out, hit, safe},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims search rocket                      also finds rockets\n  claims search '\"made progress\"' -ferry     a phrase; not where \"ferry\" stands\n  claims search 북한 in:quotes by:shoigu\n  claims search verdict:none date:2023-08   without words: claims, the newest first\n\nEverything that can be asked: claims help search. Exit 1 if nothing is found."
)]
pub(crate) struct Args {
    /// Words, all of which must be there, and fields such as by:NAME
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N", default_value_t = 20)]
    limit: u32,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let line = line(&args.words);
    let query = Query::parse(&line).map_err(|error| wrong(&error))?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let asked = query.conditions.iter().map(|condition| asked(&records, condition)).collect::<Outcome<Vec<Asked>>>()?;
    let found = records.search(&query, &asked, args.limit)?;
    let mut out = desk.out();
    for one in &found.hits {
        hit::write(&mut out, one)?;
    }
    if found.hits.is_empty() {
        explain(&mut out, &records, &query, &line, desk)?;
        out.done()?;
        return Err(Failure::no());
    }
    if let Some(bound) = found.bound {
        out.message(&format!(
            "more than {bound} match; ranked were the newest, claims first. One more word tells more"
        ))?;
    } else if found.more && out.shows {
        out.message(&format!("there is more: --limit {}", args.limit.saturating_mul(2)))?;
    }
    out.done()
}

/// What was typed as one line. A shell takes quotation marks away, so one of several arguments stays together where it has
/// spaces after a sign or a field.
fn line(words: &[String]) -> String {
    words.iter().map(|word| together(word, words.len() > 1)).collect::<Vec<_>>().join(" ")
}

fn together(word: &str, is_one_of_several: bool) -> String {
    let signed = word.strip_prefix(['-', '−']);
    let (sign, unsigned) = signed.map_or(("", word), |rest| ("-", rest));
    let field = unsigned.split_once(':').filter(|(field, _)| is_field(field));
    let (field, value) = field.map_or((String::new(), unsigned), |(field, value)| (format!("{field}:"), value));
    let is_one = is_one_of_several && !(sign.is_empty() && field.is_empty());
    if is_one && value.contains(char::is_whitespace) && !value.contains('"') {
        format!("{sign}{field}\"{value}\"")
    } else {
        format!("{sign}{unsigned}")
    }
}

fn is_field(word: &str) -> bool {
    ["by", "verdict", "source", "tag", "date"].iter().any(|field| word.eq_ignore_ascii_case(field))
}

fn wrong(error: &QueryError) -> Failure {
    let failure = Failure::new(Exit::Usage, safe(&error.to_string()).into_owned());
    match error {
        QueryError::Date { given, .. } => {
            failure.hint(format!("to search for the words, quote them: '\"date:{}\"'", safe(given)))
        }
        QueryError::Place(_) => {
            let places = claims_model::query::Place::ALL.iter().map(|place| place.word()).collect::<Vec<_>>();
            failure.hint(format!("places are {}", places.join(", ")))
        }
        QueryError::OnlyUnwanted => failure.hint("name a word that must be there, or a field: claims help search"),
        _ => failure,
    }
}

/// What a field asks, with the records that are meant by what was typed.
fn asked(records: &Records<'_>, condition: &Condition) -> Outcome<Asked> {
    let known = match &condition.field {
        Field::By(typed) if refs::is_handle(typed) => Known::By(vec![refs::party(records, typed)?.handle]),
        Field::By(typed) => {
            let parties = records.parties_like(&name(typed))?;
            if parties.is_empty() {
                return Err(nobody(records, typed)?);
            }
            Known::By(parties)
        }
        Field::Source(typed) if refs::is_handle(typed) => {
            Known::Source(vec![refs::get::<Source>(records, typed)?.handle])
        }
        Field::Source(typed) => {
            let sources = records.sources_like(&name(typed))?;
            if sources.is_empty() {
                let what = format!("source:{0}: no source has {0:?} in its title or its publisher's name", safe(typed));
                return Err(Failure::new(Exit::NotFound, what).hint("see them all: claims source list"));
            }
            Known::Source(sources)
        }
        Field::Verdict(typed) => Known::Verdict((!typed.eq_ignore_ascii_case("none")).then(|| typed.clone())),
        Field::Tag(typed) => Known::Tag(typed.trim_start_matches('#').to_owned()),
        Field::Date(range) => Known::Date(*range),
    };
    Ok(Asked { not: condition.not, known })
}

/// The failure for a name that no party has, with the one that may have been meant.
fn nobody(records: &Records<'_>, typed: &str) -> Outcome<Failure> {
    let failure = Failure::new(Exit::NotFound, format!("by:{0}: no party has {0:?} in its name", safe(typed)));
    if let Some(near) = refs::similar_party(records, typed) {
        return Ok(failure.hint(format!("did you mean {} {}?", near.handle, safe(&near.name))));
    }
    if let [Term { words, .. }] = name(typed).as_slice()
        && let [word] = words.as_slice()
        && let Some(near) = misspelt(word, &records.words_beginning_like(word)?)
        && !records.parties_like(&name(near))?.is_empty()
    {
        return Ok(failure.hint(format!("did you mean by:{}?", safe(near))));
    }
    Ok(failure.hint("see who is known: claims party list"))
}

/// The words of a name, each of which may go on.
fn name(typed: &str) -> Vec<Term> {
    typed.split_whitespace().filter_map(|word| Term::of(word, true)).collect()
}

/// Says what may be the reason that nothing was found.
fn explain(out: &mut Out, records: &Records<'_>, query: &Query, line: &str, desk: &Desk<'_>) -> Outcome<()> {
    out.message(&format!("nothing found for {}", safe(line)))?;
    let mut is_known = true;
    for term in &query.wanted {
        if records.knows_words(term)? {
            continue;
        }
        is_known = false;
        let [word] = term.words.as_slice() else { continue };
        if let Some(near) = misspelt(word, &records.words_beginning_like(word)?) {
            out.message(&format!("hint: did you mean {}?", safe(near)))?;
        }
    }
    if is_known && query.wanted.len() > 1 && query.conditions.is_empty() {
        out.message("hint: each of these stands somewhere, but not all in one place")?;
    }
    for condition in query.conditions.iter().filter(|condition| !condition.not) {
        let Field::Verdict(typed) = &condition.field else { continue };
        let scales = desk.settings.scales();
        let is_label = |scale: &Scale| scale.find(typed).is_some();
        if typed.eq_ignore_ascii_case("none") || scales.iter().any(is_label) {
            continue;
        }
        let labels = scales.iter().flat_map(|scale| &scale.labels).map(|label| label.label.as_str());
        if let Some(near) = refs::nearest(typed, labels) {
            out.message(&format!("hint: did you mean verdict:{near}?"))?;
        }
    }
    Ok(())
}

/// The word that was meant by one with a letter too many, too few, wrong, or in its neighbour's place; two in a long one.
fn misspelt<'w>(word: &str, known: &'w [String]) -> Option<&'w str> {
    let length = word.chars().count();
    let most = match length {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    // Digits are not misspelt into others: 2021 is no slip for 2022.
    let letters = known.iter().filter(|known| {
        !known.contains(char::is_numeric) && known.chars().count().abs_diff(length) <= most && *known != word
    });
    let near = letters.map(|known| (strsim::osa_distance(word, known), known)).filter(|(far, _)| *far <= most);
    near.min().map(|(_, known)| known.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slips_are_corrected() {
        let known = ["harbour", "harbours", "jong", "2022", "19", "ferries"].map(str::to_owned);
        let meant = |word| misspelt(word, &known);
        assert_eq!(meant("harbuor"), Some("harbour"));
        assert_eq!(meant("feries"), Some("ferries"));
        assert_eq!([meant("json"), meant("2021"), meant("1"), meant("harvest")], [None; 4]);
    }

    #[test]
    fn what_the_shell_took_the_quotation_marks_from_stays_together_after_a_field() {
        let line = |words: &[&str]| line(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(line(&["ferry", "by:Ines Prado", "-source:NK News"]), "ferry by:\"Ines Prado\" -source:\"NK News\"");
        assert_eq!(line(&["ferry", "−not this"]), "ferry -\"not this\"");
        assert_eq!(line(&["by:prado ferry"]), "by:prado ferry");
        assert_eq!(line(&["made progress", "http:a b"]), "made progress http:a b");
    }
}
