use claims_plugin::{Case, Claim, Exporter, Failure, export};

#[derive(Default)]
struct Wordings;
impl Exporter for Wordings {
    fn export(&self, case: Case<'_>, out: &mut dyn std::io::Write) -> Result<(), Failure> {
        let mut put = |c: Claim<'_>| out.write_all(line(c.handle(), c.text()).as_bytes());
        Ok(case.subjects().try_for_each(&mut put)?)
    }
}

pub fn line(handle: &str, text: &str) -> String {
    format!("- {handle}: {text}\n")
}
export!({{name}}: exporter Wordings);
