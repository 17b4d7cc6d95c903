//! `claims counter`, `support` and `context`: what one claim does to another, or to a link.

use claims_model::{Claim, Link, Stance, Status, Target, Verb};

use super::{add::finish, required};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    statement::{self, AppearanceArgs, SaidArgs},
    typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims counter c2 \"The economy did not grow\" --by \"Andrei Lankov\" --in s1 --quote fantasies\n  claims counter c2 c5                 c5, recorded before, speaks against c2\n  claims counter l3 \"The rockets may have been seized\" --by \"Ukrainian forces\"\n                                       an undercut: says that l3 does not bear on its claim"
)]
pub(crate) struct CounterArgs {
    #[command(flatten)]
    pub(crate) link: LinkArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  claims support c3 \"Photographs show the crates\" --by \"White House\" --in s2 --quote \"released photographs\""
)]
pub(crate) struct SupportArgs {
    #[command(flatten)]
    pub(crate) link: LinkArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  claims context c1 \"The two countries share a short border\" --in s2 --quote \"a border of 17 kilometres\""
)]
pub(crate) struct ContextArgs {
    #[command(flatten)]
    pub(crate) link: LinkArgs,
}

// What speaks to what.
#[derive(Debug, clap::Args)]
pub(crate) struct LinkArgs {
    /// The claim (c2) or the link (l3) that is spoken to
    to: String,
    /// The wording of a new statement, or the handle of a recorded one (c5)
    statement: String,
    /// Why the one bears on the other
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    #[command(flatten)]
    said: SaidArgs,
    #[command(flatten)]
    appearance: AppearanceArgs,
}

pub(crate) fn run(args: &LinkArgs, stance: Stance, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let to = refs::target(&writing, &args.to)?;
    let from = if refs::is_handle(&args.statement) {
        let known = refs::get::<Claim>(&writing, &args.statement)?;
        if args.said_anything() {
            return Err(Failure::new(
                Exit::Usage,
                format!("{} is recorded already; only --note can be said of the link", known.handle),
            )
            .hint(format!("change the claim itself: claims edit {}", known.handle)));
        }
        if to == Target::Claim(known.key) {
            return Err(Failure::new(Exit::Usage, format!("{} cannot speak to itself", known.handle)));
        }
        if let Target::Link(key) = to {
            let link = required(writing.find::<Link>(key)?)?;
            if link.from == known.key {
                return Err(Failure::new(Exit::Usage, format!("{} cannot speak to its own link", known.handle)));
            }
        }
        let speaks = |stance| matches!(stance, Stance::Rebuts | Stance::Supports);
        for link in writing.links_to(to)?.into_iter().filter(|link| link.from == known.key) {
            if link.stance == stance {
                return Err(Failure::new(Exit::Refused, format!("that is recorded already, as {}", link.handle)));
            }
            if speaks(link.stance) && speaks(stance) {
                let what = format!(
                    "{} {} it already, as {}; it cannot speak on both sides",
                    known.handle, link.stance, link.handle
                );
                return Err(
                    Failure::new(Exit::Refused, what).hint("if a part of it does, record that part: claims split")
                );
            }
        }
        known.key
    } else {
        let key = statement::claim(&writing, &mut draft, &args.statement, &args.said, Status::Noted)?;
        statement::appearance(&writing, &mut draft, key, &args.appearance)?;
        key
    };
    let key = draft.key();
    let link =
        Link { key, from, to, stance, by: draft.by.clone(), at: draft.at, note: typed::given(args.note.as_ref()) };
    draft.create(link);
    let verb = match stance {
        Stance::Rebuts => Verb::Counter,
        Stance::Supports => Verb::Support,
        Stance::Context => Verb::Context,
    };
    finish(desk, writing, draft, verb, from, Some(key))
}

impl LinkArgs {
    /// Whether anything was typed that belongs to a new statement.
    fn said_anything(&self) -> bool {
        let said = &self.said;
        !said.by.is_empty()
            || !said.role.is_empty()
            || !said.tag.is_empty()
            || said.said.is_some()
            || [&said.occasion, &said.place, &said.language, &said.part_of, &said.why].into_iter().any(Option::is_some)
            || self.appearance.source.is_some()
    }
}
