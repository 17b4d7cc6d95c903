//! Turns what a person typed about a claim into records: the claim, its claimants, and where it stands.
//!
//! Shared by every command that records a statement: `add`, `counter`, `support`, `context` and `appear`.

use claims_model::{
    Appearance, Claim, Claimant, Key, Manner, PartialDate, Party, PartyKind, Quote, Status, Translation, Version,
    VersionState, quote,
};
use claims_store::Records;
use clap::Args;

use crate::{
    blocks,
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
    typed::{self, one_line},
};

// Who said it, when and where.
#[derive(Debug, Args)]
pub(crate) struct SaidArgs {
    /// Who made the claim: a name, a handle (p2), or org:NAME for a new organisation; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Vec<String>,
    /// The claimant's role at the time; the first --role goes with the first --by, and so on
    #[arg(long)]
    pub(crate) role: Vec<String>,
    /// When it was said: 2023, 2023-08, 2023-08-15, or one of them after "before" or "after"
    #[arg(long, value_name = "DATE")]
    pub(crate) said: Option<PartialDate>,
    /// On what occasion
    #[arg(long)]
    pub(crate) occasion: Option<String>,
    /// Where
    #[arg(long)]
    pub(crate) place: Option<String>,
    /// The language of the wording, such as en or ru
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// A word to find the claim by; may be repeated
    #[arg(long)]
    pub(crate) tag: Vec<String>,
    /// The claim this one is a part of
    #[arg(long, value_name = "CLAIM")]
    pub(crate) part_of: Option<String>,
    /// Why it is checked
    #[arg(long, value_name = "REASON")]
    pub(crate) why: Option<String>,
}

// Where a claim stands, and in whose words.
#[derive(Debug, Args)]
pub(crate) struct AppearanceArgs {
    /// The source it stands in (s1: its newest version) or a certain version of it (s1v2)
    #[arg(long = "in", value_name = "SOURCE")]
    pub(crate) source: Option<String>,
    /// The words there; typed quotation marks, dashes and spaces match whatever the text has
    #[arg(long, requires = "source")]
    pub(crate) quote: Option<String>,
    /// Which one, where the quote stands there several times; counted from 1
    #[arg(long, requires = "quote", value_name = "N")]
    pub(crate) nth: Option<usize>,
    /// How it stands there: direct (the claimant's words), indirect (said that …), paraphrase (the reporter's words);
    /// if not said, a quote is direct where the text has it in quotation marks, and else indirect
    #[arg(long, requires = "source", value_parser = crate::args::word::<Manner>())]
    pub(crate) manner: Option<Manner>,
    /// The party that relays it, nearest to the source first; may be repeated
    #[arg(long, requires = "source", value_name = "NAME")]
    pub(crate) via: Vec<String>,
    /// The hedge as worded: "reportedly"
    #[arg(long, requires = "source")]
    pub(crate) hedge: Option<String>,
    /// The time in a video or a recording: 00:12:30
    #[arg(long, requires = "source", value_name = "HH:MM:SS")]
    pub(crate) timecode: Option<String>,
    /// The original words, where the quote is a translation
    #[arg(long, requires_all = ["quote", "original_language"], value_name = "WORDS")]
    pub(crate) original: Option<String>,
    /// The language of the original words
    #[arg(long, requires = "original", value_name = "TAG")]
    pub(crate) original_language: Option<String>,
    /// Who translated them
    #[arg(long, requires = "original", value_name = "NAME")]
    pub(crate) translator: Option<String>,
    /// This is the first known appearance of the claim
    #[arg(long, requires = "source")]
    pub(crate) first: bool,
}

/// Drafts a claim; answers its key.
pub(crate) fn claim(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    text: &str,
    said: &SaidArgs,
    status: Status,
) -> Outcome<Key> {
    let text = typed::wording(text)?;
    if said.role.len() > said.by.len() {
        return Err(Failure::new(Exit::Usage, "there are more --role than --by")
            .hint("each --role goes with the --by in the same place"));
    }
    let mut claimants = Vec::new();
    for (at, name) in said.by.iter().enumerate() {
        let party = party(records, draft, name, PartyKind::Person)?;
        no_twin(&claimants, party, name)?;
        claimants.push(Claimant { party, role: typed::given(said.role.get(at)) });
    }
    let part_of = said.part_of.as_ref().map(|typed| refs::get::<Claim>(records, typed)).transpose()?;
    let key = draft.key();
    draft.create(Claim {
        key,
        text,
        status,
        claimants,
        said: said.said,
        occasion: typed::given(said.occasion.as_ref()),
        place: typed::given(said.place.as_ref()),
        language: said.language.as_deref().map(typed::language).transpose()?,
        tags: typed::tags(&said.tag)?,
        part_of: part_of.map(|whole| whole.key),
        why_checked: typed::given(said.why.as_ref()),
        withdrawn_because: None,
    });
    Ok(key)
}

/// Drafts where a claim stands, if a source is named.
pub(crate) fn appearance(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    claim: Key,
    args: &AppearanceArgs,
) -> Outcome<()> {
    let Some(typed) = &args.source else { return Ok(()) };
    let (source, version) = refs::version(records, typed)?;
    let place = format!("{}v{}", source.handle, version.number);
    if version.state == VersionState::Gone {
        return Err(Failure::new(
            Exit::NotFound,
            format!("{place} records that the source was gone; nothing stands in it"),
        )
        .hint(format!("name an earlier version: claims source versions {}", source.handle)));
    }
    let found = args.quote.as_ref().map(|typed| find_quote(records, &version, &place, typed, args.nth)).transpose()?;
    let manner = match (args.manner, &found) {
        (Some(manner), _) => manner,
        (None, None) => Manner::Paraphrase,
        (None, Some(found)) if quote::is_in_quotation_marks(&records.text(&version)?, found) => Manner::Direct,
        (None, Some(_)) => Manner::Indirect,
    };
    let mut via = Vec::new();
    for name in &args.via {
        via.push(party(records, draft, name, PartyKind::Organization)?);
    }
    let original = match (&args.original, &args.original_language) {
        (Some(text), Some(tag)) => {
            let translator = typed::given(args.translator.as_ref());
            Some(Translation { text: text.clone(), language: typed::language(tag)?, translator })
        }
        _ => None,
    };
    if args.first {
        // There is one first; what was thought to be it before is so no longer.
        for earlier in records.appearances_of(claim)?.into_iter().filter(|earlier| earlier.first) {
            draft.update(earlier.record.clone(), Appearance { first: false, ..earlier.record });
        }
    }
    let key = draft.key();
    draft.create(Appearance {
        key,
        claim,
        version: version.key,
        manner,
        first: args.first,
        quote: found,
        timecode: args.timecode.as_deref().map(typed::timecode).transpose()?,
        via,
        hedge: typed::given(args.hedge.as_ref()),
        original,
    });
    Ok(())
}

/// The party that a name means; a name nobody answers to makes a new party of `kind`.
pub(crate) fn party(records: &Records<'_>, draft: &mut Draft<'_>, typed: &str, kind: PartyKind) -> Outcome<Key> {
    let (name, kind) = match typed.split_once(':') {
        Some(("org", name)) => (name.trim(), PartyKind::Organization),
        Some(("person", name)) => (name.trim(), PartyKind::Person),
        _ if refs::is_handle(typed) => return refs::party(records, typed).map(|party| party.key),
        _ => (typed.trim(), kind),
    };
    named(records, draft, typed::name(name)?, kind)
}

/// The party of a name as a page gives it, taken to the letter: a page can say neither a handle nor a kind. `None` for
/// what can be nobody's name, or is that of several.
pub(crate) fn told_party(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    told: &str,
    kind: PartyKind,
) -> Outcome<Option<Key>> {
    let Ok(name) = typed::name(told) else { return Ok(None) };
    match named(records, draft, name, kind) {
        Err(failure) if failure.exit == Exit::NotFound => Ok(None),
        found => found.map(Some),
    }
}

fn named(records: &Records<'_>, draft: &mut Draft<'_>, name: &str, kind: PartyKind) -> Outcome<Key> {
    if let Some(party) = refs::party_if(records, name)? {
        return Ok(party.key);
    }
    if let Some(party) = draft.new_parties().find(|party| party.answers_to(name)) {
        return Ok(party.key);
    }
    let key = draft.key();
    draft.create(Party {
        key,
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        description: None,
        unnamed: None,
        merged_into: None,
    });
    Ok(key)
}

/// Refuses to name a party twice among the claimants.
pub(crate) fn no_twin(claimants: &[Claimant], party: Key, name: &str) -> Outcome<()> {
    if claimants.iter().any(|claimant| claimant.party == party) {
        return Err(Failure::new(Exit::Usage, format!("{} is named twice", safe(name))));
    }
    Ok(())
}

fn find_quote(
    records: &Records<'_>,
    version: &Version,
    place: &str,
    typed: &str,
    nth: Option<usize>,
) -> Outcome<Quote> {
    if typed.trim().is_empty() {
        return Err(Failure::new(Exit::Usage, "--quote: a quote needs words")
            .hint("leave --quote out where the source has no words for it"));
    }
    let text = records.text(version)?;
    let places = quote::find(&text, typed);
    match (places.as_slice(), nth) {
        ([], _) => Err(match set_apart(records, version, typed)? {
            Some((number, why)) => {
                let what =
                    format!("the quote is not in the text of {place}; it stands in block {number}, set apart as {why}");
                Failure::new(Exit::NotFound, what)
                    .hint(format!("if it belongs to the article: claims source trim {place} --in {number}"))
            }
            None => not_in_text(&text, place, typed),
        }),
        ([only], None | Some(1)) => Ok(Quote::at(&text, only.clone())),
        (several, None) => {
            Err(Failure::new(Exit::NotFound, format!("the quote stands {} in {place}", times(several.len())))
                .place(list_places(&text, several))
                .hint("say which one with --nth, or quote more words"))
        }
        (several, Some(nth)) => match nth.checked_sub(1).and_then(|at| several.get(at)) {
            Some(range) => Ok(Quote::at(&text, range.clone())),
            None => Err(Failure::new(
                Exit::NotFound,
                format!("the quote stands {} in {place}; there is no --nth {nth}", times(several.len())),
            )
            .place(list_places(&text, several))),
        },
    }
}

/// The block that has the quote among those set apart from a text, by its number, and why it was set apart.
fn set_apart(records: &Records<'_>, version: &Version, typed: &str) -> Outcome<Option<(usize, String)>> {
    let Some(written) = records.blocks(version)? else { return Ok(None) };
    let found = (1..).zip(blocks::read(&written)).find_map(|(number, block)| {
        let why = block.apart?;
        (!quote::find(&block.text, typed).is_empty()).then_some((number, why))
    });
    Ok(found)
}

fn not_in_text(text: &str, place: &str, typed: &str) -> Failure {
    let failure = Failure::new(Exit::NotFound, format!("the quote is not in {place}"));
    let source = place.split('v').next().unwrap_or(place);
    let read = format!("read it: claims source show {source} --text");
    match quote::longest_start(text, typed) {
        Some((words, range)) => {
            let beyond = quote::slice(text, range.start..range.end + 40);
            let beyond = one_line(beyond);
            failure.place(format!("  {} there, and on: “{} …”", first_words(words), safe(&beyond))).hint(read)
        }
        None => failure.hint(read),
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn first_words(words: usize) -> String {
    if words == 1 { "its first word stands".to_owned() } else { format!("its first {words} words stand") }
}

fn list_places(text: &str, places: &[std::ops::Range<usize>]) -> String {
    const SHOWN: usize = 10;
    let mut lines: Vec<String> = places
        .iter()
        .take(SHOWN)
        .zip(1..)
        .map(|(range, nth)| {
            let before = one_line(quote::slice(text, range.start.saturating_sub(30)..range.start));
            let words = one_line(quote::slice(text, range.clone()));
            let after = one_line(quote::slice(text, range.end..range.end + 30));
            let line = text.chars().take(range.start).filter(|c| *c == '\n').count() + 1;
            format!("  {nth}  line {line}: … {} [{}] {} …", safe(&before), safe(&words), safe(&after))
        })
        .collect();
    if places.len() > SHOWN {
        lines.push(format!("  and {} more", places.len() - SHOWN));
    }
    lines.join("\n")
}
