//! Which scripts write words without spaces between them.

/// Whether a letter is of a script that writes words without spaces, or (Korean) glues particles to them.
pub const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{f00}'..='\u{fff}'      // Tibetan
        | '\u{1000}'..='\u{109f}'    // Burmese
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{1100}'..='\u{11ff}'    // Hangul jamo
        | '\u{3040}'..='\u{30ff}'    // Kana
        | '\u{3100}'..='\u{318f}'    // Bopomofo, Hangul compatibility jamo
        | '\u{31f0}'..='\u{31ff}'    // Kana extensions
        | '\u{3400}'..='\u{4dbf}'    // Han extension A
        | '\u{4e00}'..='\u{9fff}'    // Han
        | '\u{ac00}'..='\u{d7ff}'    // Hangul syllables
        | '\u{f900}'..='\u{faff}'    // Han compatibility
        | '\u{ff66}'..='\u{ff9f}'    // Half-width kana
        | '\u{20000}'..='\u{3ffff}'  // Han extensions B and on
    )
}
