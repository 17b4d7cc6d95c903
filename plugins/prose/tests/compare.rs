//! What holds for every pair of texts, and what an editor expects of some.

use claims_plugin::Hunk;
use claims_plugin_prose::compare;
use proptest::prelude::*;

/// Writes the difference in one line: `[old→new]` for a change.
fn marked(old: &str, new: &str) -> String {
    let shown = |hunk: Hunk| {
        if hunk.same { old[hunk.old].to_owned() } else { format!("[{}→{}]", &old[hunk.old], &new[hunk.new]) }
    };
    checked(old, new).into_iter().map(shown).collect()
}

/// The difference, after holding everything that must be true of it.
fn checked(old: &str, new: &str) -> Vec<Hunk> {
    let hunks = compare(old, new);
    let (mut old_at, mut new_at) = (0, 0);
    let mut applied = String::new();
    let mut before: Option<bool> = None;
    for hunk in &hunks {
        assert_eq!((hunk.old.start, hunk.new.start), (old_at, new_at), "a gap");
        assert!(!hunk.old.is_empty() || !hunk.new.is_empty(), "an empty hunk");
        assert_ne!(before, Some(hunk.same), "two hunks of a kind in a row");
        assert!(!(hunk.same && hunk.coarse));
        // Slicing panics inside a character.
        let (was, now) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        assert_eq!(hunk.same, was == now, "{was:?} {now:?}");
        applied.push_str(if hunk.same { was } else { now });
        (old_at, new_at) = (hunk.old.end, hunk.new.end);
        before = Some(hunk.same);
    }
    assert_eq!((old_at, new_at), (old.len(), new.len()), "an end is missing");
    assert_eq!(applied, new);
    hunks
}

#[test]
fn one_word_is_one_change() {
    assert_eq!(marked("He sent 15 shells", "He sent 50 shells"), "He sent [15→50] shells");
    assert_eq!(marked("He sent 1,000 shells.", "He sent 1,500 shells."), "He sent [1,000→1,500] shells.");
    assert_eq!(marked("It grew 3.5% a year", "It grew 3.7% a year"), "It grew [3.5→3.7]% a year");
    assert_eq!(marked("He said so.", "He said so!"), "He said so[.→!]");
    assert_eq!(marked("He said so.", "“He said so.”"), "[→“]He said so.[→”]");
}

#[test]
fn what_is_put_in_or_taken_out_carries_its_space() {
    assert_eq!(marked("He sent shells", "He sent many shells"), "He sent [→many ]shells");
    assert_eq!(marked("One. Two. Three.", "One. Three."), "One. [Two. →]Three.");
    assert_eq!(marked("One. Two.", "One. Two. Three."), "One. Two.[→ Three.]");
    assert_eq!(marked("", "All new."), "[→All new.]");
    assert_eq!(marked("All gone.", ""), "[All gone.→]");
}

#[test]
fn scripts_are_cut_as_their_readers_do() {
    assert_eq!(marked("北韓宣布發射15枚飛彈。", "北韓宣布發射50枚飛彈。"), "北韓宣布發射[15→50]枚飛彈。");
    assert_eq!(marked("他昨天來了。", "他今天來了。"), "他[昨→今]天來了。");
    assert_eq!(marked("북한은 미사일을 발사했다.", "북한은 로켓을 발사했다."), "북한은 [미사일을→로켓을] 발사했다.");
    assert_eq!(
        marked("Он заявил, что угрозы нет.", "Он сказал, что угрозы нет."),
        "Он [заявил→сказал], что угрозы нет."
    );
    assert_eq!(marked("قال الوزير نعم", "قال الرئيس نعم"), "قال [الوزير→الرئيس] نعم");
    assert_eq!(marked("यह सच है।", "यह झूठ है।"), "यह [सच→झूठ] है।");
    assert_eq!(marked("cafe\u{301}", "cafe"), "[cafe\u{301}→cafe]");
}

#[test]
fn white_space_alone_is_a_small_change() {
    assert_eq!(marked("one two\nthree", "one two three"), "one two[\n→ ]three");
    assert_eq!(marked("one  two", "one two"), "one [ →]two");
    assert_eq!(marked("a\r\nb", "a\nb"), "a[\r→]\nb");
}

#[test]
fn typography_is_a_change_of_its_own() {
    assert_eq!(
        marked("\"It's over\", he said - twice...", "“It’s over”, he said – twice…"),
        "[\"It's→“It’s] over[\"→”], he said [-→–] twice[...→…]"
    );
    assert_eq!(marked("15 km in May", "15\u{a0}km in May"), "15[ →\u{a0}]km in May");
    assert_eq!(marked("He left.  He ran.\n\nEnd", "He left. He ran.\nEnd"), "He left. [ →]He ran.\n[\n→]End");
    assert_eq!(
        marked("a word\u{2014}another word", "a word \u{2014} another word"),
        "a word[→ ]\u{2014}[→ ]another word"
    );
    assert_eq!(marked("in\u{ad}ter est", "inter est"), "[in\u{ad}ter→inter] est");
}

#[test]
fn a_repeated_block_goes_alone_and_whole() {
    let lead = "The minister said on Monday that the ships will sail, and nobody asked why.\n";
    let body = "Then there was a long report about the harbour, its cranes and its two old gates.\n";
    let end = "Edited by an editor.\n";
    let (old, new) = (format!("{lead}{body}{end}{lead}"), format!("{lead}{body}{end}"));
    assert_eq!(marked(&old, &new), format!("{lead}{body}{end}[{lead}→]"));
    let (old, new) = (format!("{lead}{body}{body}{end}"), format!("{lead}{body}{end}"));
    assert_eq!(marked(&old, &new), format!("{lead}{body}[{body}→]{end}"));
}

#[test]
fn a_word_kept_by_chance_does_not_split_a_change() {
    let old = "Observers called a broad agreement the diplomatic breakthrough everyone awaited.";
    let new = "Observers called several unfinished papers the disappointing outcome everyone awaited.";
    assert_eq!(
        marked(old, new),
        "Observers called [a broad agreement the diplomatic breakthrough→\
         several unfinished papers the disappointing outcome] everyone awaited."
    );
}

#[test]
fn what_little_is_left_is_never_all_taken_back() {
    let (old, new) =
        ("Several very long sentences about the weather.", "Fifteen quite different words on the harbour!");
    assert!(checked(old, new).iter().filter(|hunk| hunk.same).any(|hunk| old[hunk.old.clone()].contains("the")));
}

#[test]
fn a_line_that_was_kept_stays_kept() {
    let (old, new) =
        ("Dentistry overall\nSurgery\nStethoscopes and such", "Allergology whole\nSurgery\nUltrasound and more");
    assert!(marked(old, new).contains("]\nSurgery\n["), "{}", marked(old, new));
}

#[test]
fn a_clause_that_was_kept_stays_kept() {
    let old = "Yesterday evening the defence ministry announced it will send no troops after a long cabinet meeting.";
    let new = "Reversing months of ambiguity, the premier swore that it will send no troops despite allied pressure.";
    assert!(marked(old, new).contains("] it will send no troops ["), "{}", marked(old, new));
}

#[test]
fn an_inserted_clause_begins_where_a_reader_would_begin_it() {
    assert_eq!(
        marked("He praised the army, the navy.", "He praised the army, the air force, the navy."),
        "He praised the army, [→the air force, ]the navy."
    );
}

#[test]
fn a_sentence_split_in_two_keeps_its_words() {
    assert_eq!(
        marked("The army shot, and the navy sailed.", "The army shot. The navy sailed."),
        "The army shot[, and the→. The] navy sailed."
    );
}

#[test]
fn a_sentence_that_others_follow_or_precede_is_left_alone() {
    assert_eq!(marked("He sad no.", "He said no. Then he left."), "He [sad→said] no.[→ Then he left.]");
    assert_eq!(marked("He came home.", "He saw it. He came hme."), "[→He saw it. ]He came [home→hme].");
    assert_eq!(
        marked("The theme was set in May.", "The theme was sent in May, at last. Agencies agreed."),
        "The theme was [set→sent] in May[→, at last].[→ Agencies agreed.]"
    );
    assert_eq!(
        marked("The army shot here. The navy never sailed.", "The army shot there."),
        "The army shot [here→there].[ The navy never sailed.→]"
    );
}

#[test]
fn a_sentence_of_which_nothing_is_left_goes_as_a_whole() {
    let (was, now) = ("The harbour closed because of a sudden storm.", "The premier wants fifteen more warships soon.");
    let framed = |sentence: &str| format!("Rain fell on Monday.\n{sentence}\nNobody was hurt.");
    let expected = format!("Rain fell on Monday.\n[{was}→{now}]\nNobody was hurt.");
    assert_eq!(marked(&framed(was), &framed(now)), expected);
    assert_eq!(marked("He said yes.", "He said no."), "He said [yes→no].");
}

#[test]
fn a_change_stops_at_the_end_of_a_paragraph_that_both_have() {
    assert_eq!(
        marked("He hopes. He said more.\n\nCars cross the bridge.", "He hopes.\n\nCorrection: a wrong number."),
        "He hopes.[ He said more.→]\n\n[Cars cross the bridge.→Correction: a wrong number.]"
    );
    assert_eq!(marked("one\ntwo\nthree", "four\nfive"), "[one\ntwo\nthree→four\nfive]");
}

#[test]
fn a_word_between_two_additions_is_kept() {
    assert_eq!(
        marked(
            "He said no.",
            "He reportedly, as three ministers in Moscow told us, said firmly and without any doubt no."
        ),
        "He [→reportedly, as three ministers in Moscow told us, ]said [→firmly and without any doubt ]no."
    );
}

#[test]
fn of_two_places_for_a_word_the_one_next_to_the_kept_text_is_taken() {
    let old = "They came 2,000 years ago; the kingdom stood.";
    let new = "They came in ships, then took the rest of it by 1000; the kingdom stood.";
    assert!(marked(old, new).ends_with("]; the kingdom stood."), "{}", marked(old, new));
}

fn texts() -> impl Strategy<Value = (String, String)> {
    let word = prop::sample::select(vec![
        "the",
        "army",
        "sent",
        "15",
        "1,000",
        "shells",
        ". ",
        ", ",
        "\n",
        "\n\n",
        " ",
        "“",
        "”",
        "북한은",
        "宣布",
        "昨",
        "Mr. ",
        "U.N. ",
        "é",
        "e\u{301}",
        "👍🏽",
        "\u{200d}",
        "\u{a0}",
        "isn’t",
        "؟",
        "\r\n",
        "-",
        "\0",
    ]);
    let piece = prop_oneof![8 => word.prop_map(str::to_owned), 1 => any::<String>()];
    let pieces = prop::collection::vec(piece, 0..40);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 0..27usize), 0..6);
    (pieces, edits, any::<bool>()).prop_map(|(pieces, edits, spaced)| {
        let mut later = pieces.clone();
        for (at, cut, from) in edits {
            let at = at.index(later.len() + 1);
            if cut && at < later.len() {
                later.remove(at);
            } else if let Some(piece) = pieces.get(from) {
                later.insert(at, piece.clone());
            }
        }
        let glue = if spaced { " " } else { "" };
        (pieces.join(glue), later.join(glue))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hunks_lead_from_the_old_text_to_the_new((old, new) in texts()) {
        checked(&old, &new);
        checked(&new, &old);
        checked(&old, &old);
        prop_assert!(compare(&new, &new).len() <= 1);
    }

    #[test]
    fn the_way_back_is_the_same((old, new) in texts()) {
        let turned: Vec<Hunk> =
            compare(&new, &old).into_iter().map(|hunk| Hunk { old: hunk.new, new: hunk.old, ..hunk }).collect();
        prop_assert_eq!(turned, compare(&old, &new));
    }

    #[test]
    fn long_texts_lead_from_the_one_to_the_other((old, new) in texts(), (between, after) in texts()) {
        // Long enough that unchanged passages are not read at all.
        let long = "A passage that nobody touched, of some length, with 15 numbers and names in it.\n".repeat(20);
        let framed = |part: &str, end: &str| format!("{long}{part}{}{end}", long.to_uppercase());
        checked(&framed(&old, &between), &framed(&new, &after));
    }

    #[test]
    fn any_two_texts_can_be_compared(old in any::<String>(), new in any::<String>()) {
        checked(&old, &new);
        prop_assert_eq!(compare(&old, &new), compare(&old, &new));
    }
}
