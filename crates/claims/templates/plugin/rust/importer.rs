use claims_plugin::{Case, Drafts, Failure, Importer, export};

#[derive(Default)]
struct Statements;
impl Importer for Statements {
    fn import(&self, _: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        for (number, line) in (1..).zip(str::from_utf8(bytes)?.lines()) {
            match line.trim().split_once(": ") {
                Some((who, what)) if !who.trim().is_empty() => {
                    drafts.claim(what.trim()).claimant(who, None);
                }
                _ if line.trim().is_empty() => {}
                _ => return Err(Failure::new(format!("line {number} names nobody"))),
            }
        }
        Ok(())
    }
}

export!({{name}}: importer Statements);
