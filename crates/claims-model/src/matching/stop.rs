//! Which words are in every text and say nothing about what it claims, and which of them turn it into its opposite.

/// Whether a folded word is in every text of its language: English, German, French, Spanish, Italian, Portuguese or
/// Russian. A word that means something in another of them, such as "die" or "war", is not.
pub(super) fn is_stop(word: &str) -> bool {
    debug_assert!(STOP.is_sorted());
    STOP.binary_search(&word).is_ok()
}

/// Whether a folded word denies what it stands with.
pub(super) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "nowhere"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "nicht"
            | "kein"
            | "keine"
            | "keinen"
            | "keiner"
            | "nie"
            | "niemals"
            | "niemand"
            | "nichts"
            | "ohne"
            | "pas"
            | "jamais"
            | "aucun"
            | "aucune"
            | "sans"
            | "nunca"
            | "ningun"
            | "ninguna"
            | "nadie"
            | "sin"
            | "non"
            | "mai"
            | "nessuno"
            | "nao"
            | "sem"
            | "не"
            | "нет"
            | "никогда"
            | "никто"
            | "ничего"
            | "без"
    ) || word.strip_suffix("nt").is_some_and(|verb| {
        matches!(
            verb,
            "ai" | "are"
                | "ca"
                | "could"
                | "did"
                | "does"
                | "do"
                | "had"
                | "has"
                | "have"
                | "is"
                | "might"
                | "must"
                | "should"
                | "was"
                | "were"
                | "wo"
                | "would"
        )
    })
}

/// Sorted by their bytes.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "a", "aber", "about", "above", "after", "again", "against", "al", "all", "alla", "als", "also", "am", "amp", "an",
    "anche", "and", "any", "ao", "aos", "are", "arent", "as", "at", "au", "auch", "auf", "aus", "aussi", "aux",
    "avec", "avoir", "be", "because", "been", "before", "bei", "being", "below", "between", "both", "but", "by",
    "can", "cannot", "cant", "ce", "ces", "cet", "cette", "che", "chi", "com", "comme", "como", "con", "could",
    "couldnt", "cui", "da", "dal", "dans", "das", "dass", "de", "dei", "dein", "del", "della", "delle", "dem", "der",
    "des", "di", "did", "didnt", "dies", "diese", "dieser", "dieses", "do", "does", "doesnt", "doing", "dont", "down",
    "du", "durch", "during", "e", "each", "ed", "ein", "eine", "einem", "einen", "einer", "eines", "el", "elle",
    "elles", "em", "en", "er", "es", "ese", "eso", "essere", "est", "esta", "estan", "este", "esto", "et",
    "etait", "ete", "etre", "euch", "few", "foi", "for", "from", "fue", "fur", "further", "gegen", "get", "gli",
    "got", "ha", "haben", "habia", "had", "hadnt", "han", "hanno", "has", "hasnt", "hat", "hatte", "hatten", "have",
    "havent", "having", "he", "her", "here", "heres", "hers", "herself", "hes", "him", "himself",
    "his", "how", "hows", "i", "ich", "id", "if", "ihm", "ihn", "ihnen", "ihr", "ihre", "il", "ils", "im",
    "in", "ins", "into", "is", "isnt", "isso", "ist", "it", "its", "itself", "ive", "je", "jene", "just", "kann",
    "kein", "keine", "konnen", "la", "las", "le", "les", "let", "lets", "leur", "leurs", "lo", "mais", "me", "mein",
    "mit", "mon", "more", "most", "muito", "mustnt", "muy", "my", "myself", "na", "nach", "nao", "nas", "ne", "nel",
    "nella", "nicht", "no", "noch", "non", "nor", "nos", "not", "notre", "nous", "now", "nuestro", "nur", "o", "oder",
    "of", "off", "ohne", "on", "once", "only", "ont", "or", "os", "other", "ou", "ought", "our", "ours", "ourselves",
    "out", "over", "own", "para", "pas", "pela", "pelo", "pero", "piu", "plus", "por", "que", "quem", "questa",
    "questo", "qui", "quien", "quoi", "rt", "sa", "said", "same", "sans", "sao", "say", "says", "schon", "se", "sehr",
    "sein", "seine", "seit", "sem", "senza", "ser", "ses", "seu", "shall", "shant", "she", "shes", "should",
    "shouldnt", "si", "sich", "sie", "sind", "so", "some", "sono", "sont", "sous", "stato", "su", "sua", "such",
    "suo", "suoi", "sus", "tambem", "tambien", "than", "that", "thats", "the", "their", "theirs", "them",
    "themselves", "then", "there", "theres", "these", "they", "theyd", "theyll", "theyre", "theyve", "this", "those",
    "through", "to", "too", "tres", "tu", "uber", "um", "uma", "umas", "un", "una", "unas", "und", "under", "une",
    "uno", "unos", "uns", "unser", "unter", "until", "up", "upon", "very", "via", "vom", "von", "vor", "votre",
    "vous", "waren", "was", "wasnt", "we", "weil", "wenn", "werden", "were", "werent", "weve", "what", "whats",
    "when", "where", "wheres", "which", "while", "who", "whom", "whos", "whose", "why", "wie", "will", "wir", "wird",
    "with", "wont", "would", "wouldnt", "wurde", "wurden", "y", "yet", "you", "youd", "youll", "your", "youre",
    "yours", "yourself", "yourselves", "youve", "zu", "zum", "zur", "zwischen", "а", "без", "будет", "будто", "бы",
    "был", "была", "были", "было", "быть", "в", "вам", "вас", "ведь", "во", "вот", "все", "всех", "вы", "где", "да",
    "даже", "для", "до", "его", "ее", "ему", "если", "есть", "еще", "же", "за", "зачем", "здесь", "и", "из", "или",
    "их", "к", "как", "какой", "когда", "который", "кто", "куда", "ли", "меня", "мне", "мой", "мы", "на", "надо",
    "не", "него", "нее", "ней", "нет", "ни", "нибудь", "ним", "но", "ну", "о", "об", "один", "он", "она", "они", "от",
    "по", "под", "потом", "потому", "при", "раз", "с", "сам", "себе", "себя", "сейчас", "со", "так", "там", "тебя",
    "тем", "то", "тогда", "того", "тоже", "тут", "ты", "у", "уж", "чего", "чем", "что", "чтоб", "чтобы", "это",
    "этого", "этом", "этот", "я",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched_and_leaves_out_what_means_something() {
        assert!(STOP.is_sorted());
        for word in ["the", "und", "pas", "это"] {
            assert!(is_stop(word), "{word}");
        }
        for word in ["war", "die", "sin", "minister"] {
            assert!(!is_stop(word), "{word}");
        }
    }

    #[test]
    fn negations_are_known_in_short_forms() {
        assert!(is_negation("doesnt") && is_negation("nicht") && is_negation("не"));
        assert!(!is_negation("president") && !is_negation("want"));
    }
}
