//! Where sentences end, in several languages: a bar stands where a border is expected, and nowhere else.

use claims_plugin_prose::sentences;

/// Texts in which `|` marks the end of each sentence but the last.
const CASES: &[&str] = &[
    // Titles, initials and names.
    "Mr. Harlow met Mrs. Dent.| They talked.",
    "Dr. Ilse Brandt and Prof. Otto Klein signed it.",
    "Gov. Reyes wrote to Sen. Walsh.| No answer came.",
    "Gen. Marlow outranks Col. Pike and Lt. Moss.",
    "The Rev. Amos Bell spoke first.| Then the choir sang.",
    "J. R. Hartwell wrote the book.| K. Lowe read it.",
    "It was signed by George W. Tanner.| He left.",
    "St. Alban is a town.| It is small.",
    "He asked Ms. Okafor.| She agreed.",
    "Capt. Ruiz saw Sgt. Hill.| Both waved.",
    "Adm. Frost, Cmdr. Vale and Maj. Stone were there.",
    "The Hon. Judge Wren presided.",
    "John Marsh Jr. was elected.| His son was not.",
    "Messrs. Gray and Holt own it.",
    "Rep. Ada Lane, R-Ohio, voted no.| Others did not.",
    "Sammy Davis Jr. Boulevard is closed.",
    // Companies, places, dotted letters.
    "She works at Norvik Inc. in Oslo.| He does not.",
    "He sold it to Bramble Ltd. and left.",
    "Harbour Co. Chief Executive Ann Poe resigned.| Shares fell.",
    "She left Harbour Corp.| Nobody asked why.",
    "The U.S. Senate met.| The U.K. did not.",
    "He moved to the U.S.| He likes it.",
    "They met in Washington, D.C.| The talks failed.",
    "It opens at 9 a.m. and shuts at 5 p.m. every day.",
    "It begins at 8 p.m.| The doors open at seven.",
    "The U.N. said so.| So did NATO.",
    "The E.U. Commission objected.",
    "He holds a Ph.D. from Lund.| She has none.",
    "Some metals, e.g. Iron, rust.",
    "The capital, i.e. Paris, is large.",
    // Numbers, dates, decimals, items.
    "It rose 3.5 percent.| Then it fell 1.2.",
    "It cost $1.5 million.| 200 people paid.",
    "See No. 5 on the list.| It is short.",
    "Is it true?| No.| It is not.",
    "Nos. 4 and 7 are missing.",
    "On Jan. 6 it rained.| On Feb. 7 it snowed.",
    "From Sept. 3 to Oct. 4 nothing moved.",
    "See Fig. 3 and Vol. 2.| They agree.",
    "1. First of all",
    "1. Wash it.\n|2. Dry it.\n|3. Fold it.",
    "a) One thing\n|b) Another thing",
    "- Bread\n|- Butter\n|- Jam",
    "Version 2.0.1 is out.| Nobody noticed.",
    "Visit www.example.org today.| It is free.",
    "It happened in 1999.| In 2000 it stopped.",
    "He paid 20.| She paid 30.",
    "The score was 3–1.| They won.",
    "Call at 10.30 or at 11.15.| Not later.",
    "Art. 5 applies.| Art. 6 does not.",
    "It weighs approx. 20 kg.| That is little.",
    // Quotes, brackets, notes.
    "“I saw it,” he said.| “It was big.”| Then he left.",
    "“Where is it?” she asked.",
    "“Stop!” he cried.| Nobody stopped.",
    "\"It is over.\"| She sat down.",
    "He said: “Yes.”| He meant no.",
    "She called it ‘a lie.’| He did not.",
    "(He was wrong.)| She was right.",
    "It ended (at last).| They slept.",
    "They appealed.[3]| A court agreed.",
    "It is known.[4][5]| It is true.",
    "«C’est fini.»| Il partit.",
    "Er sagte: „Nein.“| Dann ging er.",
    "He yelled “Run!”| They ran.",
    "“Really?!”| Nobody replied.",
    "Wait!!| Who is there??| Me.",
    "Yahoo! is a company.",
    "“We [the crew] agreed,” he said.| It was so.",
    // Ellipses and dashes.
    "He waited...| Then he left.",
    "He waited… and waited.",
    "Well… she left.| He stayed.",
    "It was late…| Everybody slept.",
    "He thought ... and thought.",
    "He ran – fast.| She walked — slowly.",
    // Headlines and lines.
    "A headline\n|By a reporter\n|\nThe text begins.",
    "wrapped in the\nmiddle of it",
    "One paragraph\n\n|another one",
    "Done.\n\n|and so on",
    "Title: a story\n|It began in May.",
    // German.
    "Am 15. August 2023 begann es.| Am 3. Mai endete es.",
    "Das gilt z. B. für Wien.| In Graz nicht.",
    "Das gilt z.B. Wien und Graz.",
    "Er wohnt in der Lindenstr. 5 und arbeitet.",
    "Dr. Ernst Vogel kam, bzw. Frau Vogel.| Beide blieben.",
    "Nr. 7 fehlt.| Nr. 8 ist da.",
    "Die Fa. Huber zahlt.| Hr. Maier nicht.",
    "Das ist d.h. Unsinn.",
    "Wer kommt?| Niemand.",
    // French.
    "M. Dupuis est venu.| Mme. Renard est partie.",
    "Est-ce vrai ?| Non.| C’est faux.",
    "MM. Leroy et Petit ont signé.",
    "Il a dit : « Jamais ! »| Puis il est sorti.",
    "Cf. Art. 12 du code.| Tout y est.",
    // Spanish, Portuguese, Italian.
    "El Sr. Vidal llegó.| La Sra. Campos no.",
    "¿Quién es?| ¡Nadie!| Se fue.",
    "La Dra. Nunes falou.| O Dr. Reis ouviu.",
    "Los EE. UU. firmaron ayer.",
    "Il Sig. Conti arriva.| La Sig.ra Conti no.",
    "Il Dott. Neri parla.| Tutti ascoltano.",
    // Dutch, Polish, Scandinavian.
    "Dhr. Visser en mevr. Bakker kwamen.| Niemand sprak.",
    "Ul. Polna 5 jest zamknięta.| Prof. Zając nie wie.",
    "Den 4. mai skjedde det.| Så ble det stille.",
    // Russian and Ukrainian.
    "Он пришёл.| Она ушла.",
    "В 2020 г. Москва молчала.| Потом заговорила.",
    "Он живёт на ул. Новой.| Там тихо.",
    "И т. д. и т. п.",
    "А. С. Орлов написал книгу.| Её читали.",
    "Він сказав: «Ні».| Вона пішла.",
    "Цена 5 тыс. руб. за штуку.| Дорого!",
    // Greek.
    "Ήρθε ο Νίκος.| Έφυγε η Άννα.",
    // Chinese and Japanese.
    "他來了。|她走了！|為什麼？|沒人知道。",
    "「你好。」|他說。",
    "他說：「走吧！」|大家走了。",
    "彼は来た。|彼女は帰った。",
    "本当ですか？|いいえ。",
    "増加率は3.5％です。|以上。",
    // Hindi, Bengali, Nepali.
    "वह आया।| वह गई।",
    "क्या यह सच है?| नहीं।",
    "সে এল।| তারা গেল।",
    // Arabic, Persian, Urdu.
    "هل هذا صحيح؟| لا.| هذا خطأ.",
    "قال الوزير نعم.| ثم خرج.",
    "او آمد.| آیا رفت؟| نه.",
    "وہ آیا۔| وہ گیا۔",
    // Korean, Hebrew, Armenian.
    "그는 왔다.| 그녀는 갔다.",
    "הוא בא.| היא הלכה.",
    // Nothing.
    "No stop at all",
    "...",
    "?",
];

#[test]
fn sentences_end_where_a_reader_would_end_them() {
    assert!(CASES.len() >= 100, "{}", CASES.len());
    let wrong: Vec<String> = CASES.iter().filter_map(|case| wrong(case)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

/// What was found instead of what a case expects.
fn wrong(case: &str) -> Option<String> {
    let expected: Vec<&str> = case.split('|').map(str::trim).collect();
    let text = case.replace('|', "");
    let found: Vec<&str> = sentences(&text).into_iter().map(|at| &text[at]).collect();
    (found != expected).then(|| format!("{found:?} instead of {case:?}"))
}
