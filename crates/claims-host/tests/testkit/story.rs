//! The case that most of these tests ask about.

use claims_plugin::testing::Case;

/// A case with something of everything: echoes, an undercut, a circle, grades, verdicts, translations.
pub(crate) fn story() -> Case {
    Case::of(|draft| {
        let minister = draft.party("A minister").kind("person").description("of defence").alias("M.").alias("A. M.");
        minister.grade("B").because("known").by("ann").at("2023-08-16T09:00:00Z");
        minister.grade("F");
        minister.note("Ask again.");
        draft.party("A senior official").why_unnamed("fears for the post");
        let wire = draft.source("The wire").kind("report").published("before 2023-08").language("ko");
        let echo = draft.source("The echo").publisher("The Echo").author("A reporter").author("A minister");
        echo.address("https://example.org/echo").derived_from(wire).derived_from(wire).grade("C");
        let told = echo.version("“It harms no one”, he said. 협력은 위협이 아니다.").media_type("text/html");
        let wired = wire.version("It harms no one, the minister said. It harms no one who keeps off.");
        told.archive("https://archive.example/1", "2023-08-17T10:30:00Z").archive("https://archive.example/2", None);
        echo.version("").origin("echo.html").captured("2023-08-18T00:00:00Z");
        wire.version(None);

        let whole = draft.claim("The trade is harmless").status("withdrawn").withdrawn_because("too wide");
        let harmless = draft.claim("It harms no one").status("published").said("2023-08-15").occasion("A visit");
        let harmless = harmless.place("Moscow").language("en").why_checked("Much repeated").part_of(whole).tag("trade");
        harmless.claimant("A senior official", "speaker").tag("arms");
        let again = draft.claim("No one is harmed").claimant("A reporter", None).tag("trade");
        harmless.made_by(minister, "minister of defence");
        harmless.quote(told, "It harms no one").first().hedge("reportedly").via("A reporter").via("The Echo");
        again.quote(wired, "It harms no one").range(0..15).original("아무도", "ko").translator("The desk");
        whole.stands_in(wired).timecode("00:01:02");
        harmless.grade("4").because("doubtful");
        harmless.grade("6");
        let verdict = harmless.verdict("Mostly false").scale("five-step").rating(1, 2, 5).because("It harmed some.");
        verdict.would_change("A count").correction("changes").at("2024-02-29T23:59:59Z");
        again.verdict("Unproven");

        let harm = draft.claim("It harmed some").claimant("A scholar — Андрей", None).status("checking");
        let rebuttal = harm.rebuts(harmless).because("The other way round").by("desk");
        rebuttal.grade("2");
        rebuttal.note("Drawn in haste.");
        again.supports(harmless);
        let off_topic = draft.claim("He never saw it");
        let undercut = off_topic.rebuts(rebuttal);
        harm.rebuts(undercut);
        harm.rebuts(off_topic);
        off_topic.rebuts(harm);
        whole.rebuts(harm);
        again.link("context", harm);
        // What belongs to a record may come in any order.
        whole.tag("late").tag("early").claimant("A scholar — Андрей", None);
        draft.party("A senior official").alias("An official");
        draft.party("A minister").alias("M. A.");
        wired.archive("https://archive.example/3", None);
    })
}
