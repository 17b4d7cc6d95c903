//! Shows what the differ marked in one pair, for eyes.

use claims_plugin_prose::compare;

use crate::Pair;

/// How much unchanged text is shown around a change, in characters.
const AROUND: usize = 60;

/// Shows the changes as `[-was-]{+now+}` with some text around each.
pub(crate) fn show(pair: &Pair) {
    println!("{}", pair.id);
    for hunk in compare(&pair.old, &pair.new) {
        let (was, now) = (&pair.old[hunk.old.clone()], &pair.new[hunk.new.clone()]);
        if !hunk.same {
            let removed = if was.is_empty() { String::new() } else { format!("[-{was}-]") };
            let added = if now.is_empty() { String::new() } else { format!("{{+{now}+}}") };
            print!("{removed}{added}");
        } else if now.chars().count() > 2 * AROUND + 20 {
            let head: String = now.chars().take(AROUND).collect();
            let tail: Vec<char> = now.chars().rev().take(AROUND).collect();
            print!("{head} …\n… {}", tail.iter().rev().collect::<String>());
        } else {
            print!("{now}");
        }
    }
    println!();
}
