//! Who says what in articles made up for the purpose, in several languages.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin_quotes::statements;

/// Each statement in a line: who, how, and the words.
fn told(text: &str) -> Vec<String> {
    let line = |one: &claims_plugin_quotes::Statement<'_>| {
        let sign = if one.is_direct { ':' } else { '~' };
        format!("{} {sign} {}", one.speaker.as_deref().unwrap_or("?"), &text[one.at.clone()])
    };
    statements(text).iter().map(line).collect()
}

fn wordings(text: &str) -> Vec<String> {
    statements(text).into_iter().map(|one| one.wording.unwrap_or_else(|| text[one.at].to_owned())).collect()
}

#[test]
fn speakers_are_told_by_their_full_names() {
    let text = "The port’s director Ines Prado opened the harbour on Monday. “It holds 40 ships,” she said.\n\n\
                Prado called the old pier “a danger to every crew.” The director added: “We measured it twice.”\n\n\
                “Nobody was hurt,” said Tom Okoro, a pilot who has worked there since 1998. “Three boats sank.”";
    assert_eq!(
        told(text),
        [
            "Ines Prado : It holds 40 ships",
            "Ines Prado : a danger to every crew.",
            "Ines Prado : We measured it twice.",
            "Tom Okoro : Nobody was hurt",
            "Tom Okoro : Three boats sank.",
        ]
    );
}

#[test]
fn a_quote_that_its_attribution_broke_is_one() {
    let text = "“The pier,” Ines Prado said, “holds 40 ships.” Then she left.";
    assert_eq!(told(text), ["Ines Prado : The pier,” Ines Prado said, “holds 40 ships."]);
    assert_eq!(wordings(text), ["The pier holds 40 ships."]);
    let text = "“The pier is old,” Ines Prado said. “It holds 40 ships.”";
    assert_eq!(told(text), ["Ines Prado : The pier is old", "Ines Prado : It holds 40 ships."]);
}

#[test]
fn indirect_speech_is_found_with_its_speaker() {
    let text = "Ines Prado said that the pier holds 40 ships. Tom Okoro told reporters on Monday that it is full since May.\n\n\
                He said he had counted 52 ships. According to the harbour office, the water rose by 2 metres.\n\n\
                The pier will close in May, Prado said on Friday.";
    assert_eq!(
        told(text),
        [
            "Ines Prado ~ the pier holds 40 ships",
            "Tom Okoro ~ it is full since May",
            "Tom Okoro ~ he had counted 52 ships",
            "the harbour office ~ the water rose by 2 metres",
            "Ines Prado ~ The pier will close in May",
        ]
    );
    assert_eq!(wordings(text)[2], "Tom Okoro had counted 52 ships");
}

#[test]
fn a_part_of_a_sentence_is_worded_as_the_whole() {
    let text = "Ines Prado stressed that the pier “has never been repaired” since 1998.";
    assert_eq!(told(text), ["Ines Prado : has never been repaired"]);
    assert_eq!(wordings(text), ["The pier has never been repaired since 1998"]);
}

#[test]
fn what_was_not_said_is_left_out() {
    let text = "The ferry Ines sailed on ABC’s “Good Morning Harbour” and in the film “Keep the Promise”.\n\n\
                <a title=\"a page that nobody said\">";
    assert_eq!(told(text), [""; 0]);
}

#[test]
fn a_repeated_block_is_suggested_once() {
    let text = "“It holds 40 ships,” said Ines Prado.\n\nOther news.\n\n“It holds 40 ships,” said Ines Prado.";
    assert_eq!(told(text), ["Ines Prado : It holds 40 ships"]);
}

#[test]
fn quotes_in_quotes_are_part_of_the_outer_one() {
    let text = "“He told me ‘the pier is closed’ on Monday,” Ines Prado said.";
    assert_eq!(told(text), ["Ines Prado : He told me ‘the pier is closed’ on Monday"]);
}

#[test]
fn a_quote_over_paragraphs_has_one_speaker() {
    let text = "“The pier is old,” Ines Prado said. “It was built in 1998.\n\n“It holds 40 ships.”";
    assert_eq!(
        told(text),
        ["Ines Prado : The pier is old", "Ines Prado : It was built in 1998.", "Ines Prado : It holds 40 ships."]
    );
}

#[test]
fn german() {
    let text = "Hafenmeisterin Anna Weber stellte sich am Montag den Fragen. „Der Hafen fasst 40 Schiffe“, sagte Weber.\n\n\
                Der Lotse Jan Brandt sagte, dass das Wasser um zwei Meter gestiegen sei. »Das ist die höchste Zahl seit \
                1998«, erklärte er. Laut Weber ist die Mole nicht sicher.";
    assert_eq!(
        told(text),
        [
            "Anna Weber : Der Hafen fasst 40 Schiffe",
            "Jan Brandt ~ das Wasser um zwei Meter gestiegen sei",
            "Jan Brandt : Das ist die höchste Zahl seit 1998",
        ]
    );
}

#[test]
fn french() {
    let text = "La ministre Claire Morel a visité le port lundi. « Le quai accueille 40 navires », a-t-elle déclaré.\n\n\
                « Nous avons perdu trois jours », a affirmé Jean Petit, pilote du port. Morel a expliqué que l’eau était \
                montée de deux mètres. Selon Jean Petit, le quai n’est pas sûr.";
    assert_eq!(
        told(text),
        [
            "Claire Morel : Le quai accueille 40 navires",
            "Jean Petit : Nous avons perdu trois jours",
            "Claire Morel ~ l’eau était montée de deux mètres",
            "Jean Petit ~ le quai n’est pas sûr",
        ]
    );
}

#[test]
fn spanish() {
    let text = "La ministra Lucía Rey visitó el puerto el lunes. «El muelle acoge 40 barcos», dijo Rey.\n\n\
                El piloto Juan Soto afirmó que el agua subió dos metros. “Es la cifra más alta desde 1998”, añadió.";
    assert_eq!(
        told(text),
        [
            "Lucía Rey : El muelle acoge 40 barcos",
            "Juan Soto ~ el agua subió dos metros",
            "Juan Soto : Es la cifra más alta desde 1998",
        ]
    );
}

#[test]
fn russian() {
    let text = "Министр Анна Белова посетила порт в понедельник. «Причал вмещает 40 судов», — сказала она.\n\n\
                Капитан Иван Орлов заявил, что вода поднялась на два метра. «Это рекорд», — добавил Орлов.";
    assert_eq!(
        told(text),
        [
            "Анна Белова : Причал вмещает 40 судов",
            "Иван Орлов ~ вода поднялась на два метра",
            "Иван Орлов : Это рекорд",
        ]
    );
}

#[test]
fn marks_of_other_languages_are_known_where_their_words_are_not() {
    assert_eq!(told("彼は「港は閉まっている。船は四十隻ある。」と言った。").len(), 1);
    assert_eq!(told("Hamnchefen: ”Hamnen rymmer 40 fartyg i dag.”").len(), 1);
    assert_eq!(told("Pilot powiedział: ‹Port mieści czterdzieści statków›.").len(), 1);
}
