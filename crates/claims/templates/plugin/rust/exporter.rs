use claims_plugin::{Case, Exporter, Failure, export};

#[derive(Default)]
struct Wordings;
impl Exporter for Wordings {
    fn export(&self, case: Case<'_>, out: &mut dyn std::io::Write) -> Result<(), Failure> {
        Ok(case.subjects().try_for_each(|c| out.write_all(line(c.handle(), c.text()).as_bytes()))?)
    }
}

pub fn line(handle: &str, text: &str) -> String {
    format!("- {handle}: {text}\n")
}
export!({{name}}: exporter Wordings);
