use claims_plugin::{Case, Drafts, Failure, Importer, export};

#[derive(Default)]
struct Statements;
impl Importer for Statements {
    fn import(&self, _: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let lines = str::from_utf8(bytes)?.split('\n').map(str::trim).zip(1..);
        for (line, number) in lines.filter(|(line, _)| !line.is_empty()) {
            let said = line.split_once(": ").filter(|(who, _)| !who.trim().is_empty());
            let (who, what) = said.ok_or_else(|| Failure::new(format!("line {number} names nobody")))?;
            drafts.claim(what.trim()).claimant(who, None);
        }
        Ok(())
    }
}

export!({{name}}: importer Statements);
