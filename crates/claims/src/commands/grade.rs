//! `claims grade`: judges how reliable a party or source is, or how credible a statement or a link.

use claims_model::{Credibility, Grade, Grading, Handle, Kind, Reliability, Verb};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs, typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims grade p2 D --because \"three of four statements this year were false\"\n  claims grade c5 2 --because \"two independent reports agree\"\n\nThe letters and digits: claims help grades"
)]
pub(crate) struct Args {
    /// The party, source, claim or link
    subject: String,
    /// A to F for a party or a source; 1 to 6 for a claim or a link
    grade: String,
    /// Why, or - for standard input; reports print it
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let because = args.because.as_deref().map(typed::words).transpose()?;
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let (handle, record) = refs::standing(&writing, &args.subject)?;
    let grading = of(handle, &args.grade)?;
    let key = draft.key();
    draft.create(Grade {
        key,
        subject: record.key(),
        grading,
        by: draft.by.clone(),
        at: draft.at,
        because: because.filter(|because| !because.is_empty()),
    });
    let out = desk.out();
    desk.commit(writing, draft, Verb::Grade, |_| Ok(()))?;
    let meaning = match grading {
        Grading::Reliability(reliability) => reliability.meaning(),
        Grading::Credibility(credibility) => credibility.meaning(),
    };
    let value = serde_json::json!({
        "schema": "claims/grade/1", "subject": handle, "key": key, "grade": grading.word(), "meaning": meaning,
    });
    out.answer(&value, &format!("{handle}  {} {meaning}", grading.word()))
}

/// The judgement that a letter or digit means for a record.
pub(super) fn of(handle: Handle, typed: &str) -> Outcome<Grading> {
    grading(handle.kind, typed).ok_or_else(|| {
        let what = if matches!(handle.kind, Kind::Party | Kind::Source) {
            "its reliability is judged, with a letter from A to F"
        } else {
            "its credibility is judged, with a digit from 1 to 6"
        };
        Failure::new(Exit::Usage, format!("{typed:?} is no grade for the {} {handle}: {what}", handle.kind))
            .hint("what they mean: claims help grades")
    })
}

fn grading(kind: Kind, typed: &str) -> Option<Grading> {
    let typed = typed.trim().to_uppercase();
    match kind {
        Kind::Party | Kind::Source => typed.parse::<Reliability>().ok().map(Grading::Reliability),
        Kind::Claim | Kind::Link => typed.parse::<Credibility>().ok().map(Grading::Credibility),
        _ => None,
    }
}
