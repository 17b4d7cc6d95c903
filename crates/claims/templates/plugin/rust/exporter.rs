use claims_plugin::{Case, Exporter, Failure, export};

#[derive(Default)]
struct Wordings;
impl Exporter for Wordings {
    fn export(&self, case: Case<'_>, out: &mut dyn std::io::Write) -> Result<(), Failure> {
        for claim in case.subjects() {
            writeln!(out, "- {}: {}", claim.handle(), claim.text())?;
        }
        Ok(())
    }
}

export!({{name}}: exporter Wordings);
