//! `claims reply`: whom the desk asked about a claim, and what they answered.

mod list;

use claims_model::{Answer, Claim, Filed, PartialDate, PartyKind, Reply, Status, Verb};
use claims_store::{Records, Writing};

use super::{add::similar_parties, required};
use crate::{
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    refs,
    render::{json, show},
    statement, typed,
};

/// Ask for a reply before a verdict is published, and record what came
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Record that a party was asked for a reply about a claim
    #[command(
        after_help = "Examples:\n  claims reply ask c2 --through \"e-mail to the press office\" --due 2023-08-18\n  claims reply ask c2 --of \"Ministry of Defence\" --through \"call to the spokesman\" --asked 2023-08-14\n\nReports say who was asked, when, how, and what came of it. Then: claims reply answer r1 \"…\""
    )]
    Ask(AskArgs),
    /// Record the answer, or that none came
    #[command(
        after_help = "Examples:\n  claims reply answer r1 \"We stand by what the minister said.\"\n  claims reply answer r1 --none            the time is up, and nothing came\n  claims reply answer r1 < answer.txt -    the answer is long"
    )]
    Answer(AnswerArgs),
    /// List the requests for a reply, of one claim or of all
    #[command(
        after_help = "Examples:\n  claims reply list\n  claims reply list c2 --json\n\nWithout a terminal the columns are separated by tabs:\n  handle, claim, state, asked, due, answered, how, of whom, answer"
    )]
    List {
        /// The claim; all if none is named
        claim: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct AskArgs {
    /// The claim
    claim: String,
    /// Who was asked: a name or a handle (p2); the claimant, if there is only one
    #[arg(long, value_name = "PARTY")]
    of: Option<String>,
    /// How it was put, such as "e-mail to the press office"
    #[arg(long, value_name = "CHANNEL")]
    through: String,
    /// When it was put; today, if it is not said
    #[arg(long, value_name = "DATE")]
    asked: Option<PartialDate>,
    /// By when an answer was asked for
    #[arg(long, value_name = "DATE")]
    due: Option<PartialDate>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AnswerArgs {
    /// The request
    reply: String,
    /// What was answered, in the party's own words; - reads it from standard input
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    answer: Option<String>,
    /// No answer came
    #[arg(long)]
    none: bool,
    /// When the answer came, or when you stopped waiting; today, if it is not said
    #[arg(long, value_name = "DATE")]
    answered: Option<PartialDate>,
}

pub(crate) fn run(command: &Command, desk: &Desk<'_>) -> Outcome<()> {
    match command {
        Command::Ask(args) => ask(args, desk),
        Command::Answer(args) => answer(args, desk),
        Command::List { claim } => list::run(claim.as_deref(), desk),
    }
}

fn ask(args: &AskArgs, desk: &Desk<'_>) -> Outcome<()> {
    let through = typed::one_line(&args.through);
    if through.is_empty() {
        return Err(Failure::new(Exit::Usage, "--through: say how the request was put")
            .hint("such as --through \"e-mail to the press office\""));
    }
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    if claim.status == Status::Withdrawn {
        return Err(Failure::new(Exit::Refused, format!("{} is withdrawn; nobody is asked about it", claim.handle)));
    }
    let party = match &args.of {
        Some(named) => statement::party(&writing, &mut draft, named, PartyKind::Person)?,
        None => claimant(&writing, &claim)?,
    };
    if !claim.claimants.is_empty() && claim.claimants.iter().all(|claimant| claimant.party != party) {
        let names =
            claim.claimants.iter().map(|one| show::party_name(&writing, one.party)).collect::<Outcome<Vec<_>>>()?;
        desk.out().message(&format!("note: {} was made by somebody else: {}", claim.handle, names.join(", ")))?;
    }
    let asked = args.asked.map_or_else(|| today(&draft), Ok)?;
    in_order(("--due", args.due), "the request was put", asked)?;
    let (key, by, at) = (draft.key(), draft.by.clone(), draft.at);
    draft.create(Reply { key, claim: claim.key, party, through, asked, due: args.due, answer: None, by, at });
    finish(desk, writing, draft, Verb::ReplyAsk, key)
}

/// The claimant, where there is no question who that is.
fn claimant(records: &Records<'_>, claim: &Filed<Claim>) -> Outcome<claims_model::Key> {
    match claim.claimants.as_slice() {
        [only] => Ok(only.party),
        [] => Err(Failure::new(Exit::NotFound, format!("{} has no claimant on record", claim.handle))
            .hint("say who was asked: --of NAME")),
        several => {
            let names = several.iter().map(|one| show::party_name(records, one.party)).collect::<Outcome<Vec<_>>>()?;
            Err(Failure::new(Exit::NotFound, format!("{} has several claimants: {}", claim.handle, names.join(", ")))
                .hint("say which of them was asked: --of NAME; each request is recorded by itself"))
        }
    }
}

fn answer(args: &AnswerArgs, desk: &Desk<'_>) -> Outcome<()> {
    let text = args.answer.as_deref().map(words).transpose()?;
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let reply = refs::get::<Reply>(&writing, &args.reply)?;
    // An answer may come after nobody hoped for one; but one that is there is not replaced.
    if reply.answer.as_ref().is_some_and(|answer| answer.text.is_some()) {
        let claim = refs::name(&writing, reply.claim)?;
        return Err(Failure::new(Exit::Refused, format!("{} is answered already", reply.handle))
            .hint(format!("if more came, record it apart: claims reply ask {claim} … and answer that"))
            .hint("if it was a slip: claims undo"));
    }
    let on = args.answered.map_or_else(|| today(&draft), Ok)?;
    in_order(("--answered", Some(on)), "the request was put", reply.asked)?;
    let answered = Reply { answer: Some(Answer { on, text }), ..reply.record.clone() };
    let key = reply.key;
    draft.update(reply.record, answered);
    finish(desk, writing, draft, Verb::ReplyAnswer, key)
}

/// An answer as it is kept.
fn words(typed: &str) -> Outcome<String> {
    let text = typed::words(typed)?;
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "an answer needs words").hint("if none came: --none"));
    }
    Ok(text)
}

fn today(draft: &Draft<'_>) -> Outcome<PartialDate> {
    let now = draft.at.to_string();
    let day = now.split('T').next().unwrap_or_default();
    day.parse().map_err(|_| Failure::new(Exit::Usage, format!("{day} is no date; say the date")))
}

/// Two days where one cannot come before the other; what is known less exactly is believed.
fn in_order((flag, later): (&str, Option<PartialDate>), what: &str, earlier: PartialDate) -> Outcome<()> {
    let is_day = |date: &PartialDate| date.to_string().len() == "2023-08-15".len();
    match later {
        Some(later) if is_day(&later) && is_day(&earlier) && later < earlier => {
            Err(Failure::new(Exit::Usage, format!("{flag} {later} is before {what}, {earlier}")))
        }
        _ => Ok(()),
    }
}

fn finish(desk: &Desk<'_>, writing: Writing<'_>, draft: Draft<'_>, verb: Verb, key: claims_model::Key) -> Outcome<()> {
    let mut out = desk.out();
    for message in similar_parties(&writing, &draft) {
        out.message(&message)?;
    }
    let (value, line) = desk.commit(writing, draft, verb, |records| {
        let reply = required(records.find::<Reply>(key)?)?;
        let line = format!("{}  {}", reply.handle, show::asked(records, &reply)?);
        Ok((json::reply(records, &reply)?, line))
    })?;
    out.answer(&value, &line)
}
