//! An importer that drafts one of everything, whatever the file says.

use claims_plugin::{Case, Drafts, Failure, Importer, export};

const AT: &str = "2023-08-16T09:00:00Z";

/// Calls every method that drafts.
#[derive(Debug, Default)]
pub struct Everything;

impl Importer for Everything {
    fn import(&self, _: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let minister = drafts.party("A minister").kind("person").description("of defence").alias("M.");
        minister.grade("B").because("known").by("desk").at(AT);
        minister.note("Ask again.").by("desk").at(AT);
        drafts.party("A senior official").why_unnamed("fears for the post");

        let wire = drafts.source("The wire").kind("report").published("before 2023-08").language("ko");
        let echo = drafts.source("The echo").publisher("The Echo").author("A reporter").author("A minister");
        echo.address("https://example.org/echo").derived_from(wire);
        echo.grade("F");
        echo.note("Paper only.");
        let gone = wire.version(None).state("gone").captured(AT).origin("-");
        let text = format!("He said: “It harms no one.” {}", String::from_utf8_lossy(bytes));
        let version = echo.version(text.as_str()).media_type("text/plain");
        version.archive("https://archive.example/1", AT).archive("https://archive.example/2", None);

        let whole = drafts.claim("The trade is harmless").status("withdrawn").withdrawn_because("too wide");
        let harmless = drafts.claim("It harms no one").status("checked").said("2023-08-15").occasion("A visit");
        let harmless = harmless.place("Moscow").language("en").why_checked("Much repeated").part_of(whole);
        harmless.made_by(minister, "minister of defence").claimant("A senior official", " ").tag("arms").tag("trade");
        let quote = harmless.quote(version, "It harms no one.").manner("direct").prefix("“").suffix("”").range(10..26);
        quote.first().hedge("reportedly").via("A reporter").via("The Echo").via("A reporter");
        quote.original("아무도 해치지 않는다", "ko").translator("The desk");
        whole.stands_in(gone).timecode("00:01:02");
        harmless.grade("4").because("doubtful");
        let verdict = harmless.verdict("Mostly false").label("mostly-false").scale("five-step").rating(1, 2, 5);
        verdict.because("It harmed some.").by("desk").at(AT).would_change("A count").correction("changes");
        harmless.note("Published twice.");

        let harm = drafts.claim("It harmed some").claimant("A scholar", None);
        let rebuttal = harm.rebuts(harmless).because("The other way round").by("desk").at(AT);
        rebuttal.grade("2");
        rebuttal.note("Drawn in haste.");
        harm.supports(whole);
        whole.link("context", rebuttal);
        Ok(())
    }
}

export!(everything: importer Everything);
