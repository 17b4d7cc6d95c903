//! The least number of items that must be taken out and put in to make one sequence of another; slow and exact.

/// The length of the shortest edit script, by Myers' greedy algorithm without its trace; `None` beyond `most` edits.
pub(crate) fn distance(old: &[u32], new: &[u32], most: usize) -> Option<usize> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.is_empty() || new.is_empty() {
        return Some(old.len() + new.len());
    }
    let most = most.min(old.len() + new.len());
    // What was reached on each diagonal, in items of `old`; the one that starts both texts is in the middle.
    let mut reached = vec![0_usize; 2 * most + 3];
    let middle = most + 1;
    for edits in 0..=most {
        // Diagonals beyond either end lead nowhere.
        let start = middle - within(edits, new.len());
        let end = middle + within(edits, old.len());
        for at in (start..=end).step_by(2) {
            let down = at + edits == middle || (at != middle + edits && reached[at - 1] < reached[at + 1]);
            let mut x = match edits {
                0 => 0,
                _ if down => reached[at + 1],
                _ => reached[at - 1] + 1,
            };
            let mut y = x + middle - at;
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            reached[at] = x;
            if x >= old.len() && y >= new.len() {
                return Some(edits);
            }
        }
    }
    None
}

/// The most diagonals to one side after so many edits: `edits`, or as many as there are items, of the same parity.
fn within(edits: usize, items: usize) -> usize {
    if edits <= items { edits } else { items - (edits - items) % 2 }
}
