//! An argument graph as Argdown; knows its syntax as of @argdown/core 1.7.5 and <https://argdown.org/syntax>.
//!
//! Claims are statements, `[c2]`. Argdown lets only an argument be undercut, so a link is one: `<l4>` is supported by
//! the claim that speaks through it, and itself supports, attacks or undercuts. For context Argdown has no relation, and
//! none for parts; both are told by mentions, `@[c2]`, which make none.
//! Relations are never nested, so the text of a long chain is not deep.

use std::io::{self, Write};

use claims_plugin::{Case, Claim, Exporter, Failure, Link, Stance, Status, Target, export, text::visible};

/// Writes every claim and every link of a case, with whole texts. It has no options.
#[derive(Default)]
pub struct Argdown;

impl Exporter for Argdown {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        for (at, claim) in case.claims().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            statement(claim, out)?;
        }
        case.links().try_for_each(|link| argument(link, out))?;
        Ok(())
    }
}

export!(argdown: exporter Argdown);

/// A claim, and the links that bear on it.
fn statement(claim: Claim<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "[{}]: {}", claim.handle(), escaped(claim.text()))?;
    let names: Vec<&str> = claim.claimants().filter_map(|one| Some(one.party()?.name())).collect();
    if !names.is_empty() {
        write!(out, " — {}", escaped(&names.join(", ")))?;
    }
    write!(out, " ({})", escaped(standing(claim)))?;
    if let Some(whole) = claim.part_of() {
        write!(out, ", part of @[{}]", whole.handle())?;
    }
    writeln!(out, " #{}", claim.status().word())?;
    for link in claim.links_in() {
        match link.stance() {
            Stance::Rebuts => writeln!(out, "  - <{}>", link.handle())?,
            Stance::Supports => writeln!(out, "  + <{}>", link.handle())?,
            _ => {}
        }
    }
    Ok(())
}

/// A link: who speaks through it, and what it does to another link.
fn argument(link: Link<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (Some(from), Some(to)) = (link.from(), link.to()) else { return Ok(()) };
    let (from, stance) = (from.handle(), link.stance());
    let mention = match to {
        Target::Claim(claim) => format!("@[{}]", claim.handle()),
        Target::Link(other) => format!("@<{}>", other.handle()),
    };
    let does = if stance == Stance::Context { "is context for" } else { stance.word() };
    write!(out, "\n<{}>: @[{from}] {does} {mention}", link.handle())?;
    if let Some(note) = link.note() {
        write!(out, " — {}", escaped(note))?;
    }
    writeln!(out, " #{}\n  <+ [{from}]", stance.word())?;
    match (stance, to) {
        (Stance::Rebuts, Target::Link(other)) => writeln!(out, "  _> <{}>", other.handle()),
        (Stance::Supports, Target::Link(other)) => writeln!(out, "  +> <{}>", other.handle()),
        _ => Ok(()),
    }
}

/// How a claim stands: withdrawn, else its verdict, else its state.
fn standing(claim: Claim<'_>) -> &str {
    match claim.verdict() {
        Some(verdict) if claim.status() != Status::Withdrawn => verdict.name(),
        _ => claim.status().word(),
    }
}

/// A text on one line that Argdown reads as text.
///
/// A backslash takes from the character after it whatever that could begin: a title, a mention, a tag, data, bold and
/// italic text, a link, a comment, front matter, or the name of an emoji (`:tada:`, `.and.`).
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = match c {
            '\\' | '@' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '=' | '/' => true,
            '.' | ':' => chars.peek().is_some_and(|next| !next.is_whitespace()),
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use claims_plugin::testing;
    use proptest::prelude::*;

    use super::*;

    fn drawn(case: &testing::Case) -> String {
        String::from_utf8(testing::call(&PLUGIN).export(case).expect("Argdown")).expect("UTF-8")
    }

    /// Reads a statement as Argdown does; nothing where the line holds anything but text and one tag at its end.
    fn statement(line: &str) -> Option<(String, String)> {
        let (title, rest) = line.strip_prefix('[')?.split_once("]: ")?;
        let (content, _) = rest.rsplit_once(" #")?;
        let mut text = String::new();
        let mut chars = content.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push(chars.next()?),
                '@' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '=' | '/' | '\n' | '\r' => return None,
                '.' | ':' if chars.peek().is_some_and(|next| !next.is_whitespace()) => return None,
                c => text.push(c),
            }
        }
        Some((title.to_owned(), text))
    }

    #[test]
    fn links_are_arguments_and_undercuts_lead_to_them() {
        let case = testing::Case::of(|draft| {
            let yes = draft.claim("Yes").claimant("Ines", None);
            let link = draft.claim("No").claimant("Ines", None).rebuts(yes);
            draft.claim("So what").claimant("Ines", None).rebuts(link);
        });
        assert_eq!(
            drawn(&case),
            "[c1]: Yes — Ines (noted) #noted\n  - <l1>\n\n[c2]: No — Ines (noted) #noted\n\n\
             [c3]: So what — Ines (noted) #noted\n\n<l1>: @[c2] rebuts @[c1] #rebuts\n  <+ [c2]\n\n\
             <l2>: @[c3] rebuts @<l1> #rebuts\n  <+ [c3]\n  _> <l1>\n"
        );
    }

    /// Texts of any characters, often those that mean something to Argdown.
    fn any_text() -> impl Strategy<Value = String> {
        let syntax =
            "\"\\[]{}()<>|;:,.#&%`'*_~$^@=+-/!\n\r\t\u{0}\u{1b}\u{7f}\u{85}\u{9b}\u{200b}\u{2028}\u{202e}ﬂ°¶ß 1a";
        let syntax: Vec<char> = syntax.chars().collect();
        let one = prop_oneof![3 => proptest::sample::select(syntax), 1 => any::<char>()];
        let text = prop_oneof![
            4 => proptest::collection::vec(one, 0..200).prop_map(|chars| chars.into_iter().collect::<String>()),
            1 => proptest::sample::select(vec![
                "<!-- x --> // y /* z */".to_owned(),
                "=== x ===".to_owned(),
                "[c1]: other\n\n# heading".to_owned(),
                "{a: b}".to_owned(),
            ]),
        ];
        text.prop_filter("a wording", |text| !text.trim().is_empty())
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_statement(texts in proptest::collection::vec(any_text(), 1..4)) {
            let case = testing::Case::of(|draft| {
                for text in &texts {
                    draft.claim(text).claimant("Ines", None);
                }
            });
            let drawn = drawn(&case);
            prop_assert_eq!(drawn.split('\n').count(), 2 * texts.len());
            for (line, claim) in drawn.split('\n').step_by(2).zip(case.read().claims()) {
                let text = format!("{} — Ines (noted)", visible(claim.text()));
                prop_assert_eq!(statement(line), Some((claim.handle().to_owned(), text)), "{}", line);
            }
        }
    }
}
