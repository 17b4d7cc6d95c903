//! Divides a graph into the parts that depend on themselves, those first on which others depend.
//!
//! Tarjan's algorithm (SIAM J. Comput. 1972), with a stack of its own: a chain of a hundred thousand arguments must not
//! end the program's.

const UNSEEN: u32 = u32::MAX;

/// The strongly connected components of a graph of `count` nodes, where `needs` gives what a node depends on.
///
/// Each component comes after all on which it depends.
pub(super) fn components(count: usize, needs: impl Fn(u32, usize) -> Option<u32>) -> Vec<Vec<u32>> {
    let mut search =
        Search { order: vec![UNSEEN; count], low: vec![0; count], open: vec![false; count], ..Search::default() };
    for root in 0..count {
        if search.order[root] == UNSEEN {
            search.from(root, &needs);
        }
    }
    search.found
}

#[derive(Default)]
struct Search {
    /// When each node was first seen.
    order: Vec<u32>,
    /// The earliest node that each is known to lead back to.
    low: Vec<u32>,
    /// Whether each is on `pending`.
    open: Vec<bool>,
    seen: u32,
    /// Seen, and not yet in a component.
    pending: Vec<u32>,
    found: Vec<Vec<u32>>,
}

impl Search {
    fn from(&mut self, root: usize, needs: &impl Fn(u32, usize) -> Option<u32>) {
        let mut path = vec![(self.enter(root), 0)];
        while let Some((node, next)) = path.last_mut() {
            let (node, at) = (*node, *next);
            *next += 1;
            match needs(node, at).map(|need| need as usize) {
                Some(need) if self.order[need] == UNSEEN => path.push((self.enter(need), 0)),
                Some(need) if self.open[need] => self.leads_back(node, self.order[need]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        self.leads_back(*before, self.low[node as usize]);
                    }
                    self.leave(node);
                }
            }
        }
    }

    fn enter(&mut self, node: usize) -> u32 {
        (self.order[node], self.low[node], self.open[node]) = (self.seen, self.seen, true);
        self.seen += 1;
        #[expect(clippy::cast_possible_truncation, reason = "rows are numbered in 32 bits")]
        let number = node as u32;
        self.pending.push(number);
        number
    }

    fn leads_back(&mut self, node: u32, to: u32) {
        let low = &mut self.low[node as usize];
        *low = (*low).min(to);
    }

    /// Takes a component off, if `node` is the first of one.
    fn leave(&mut self, node: u32) {
        if self.low[node as usize] != self.order[node as usize] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.pending.pop() {
            self.open[member as usize] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_after_what_they_depend_on() {
        // 0 → 1 ⇄ 2 → 3, and 4 alone.
        let needs: [&[u32]; 5] = [&[1], &[2], &[1, 3], &[], &[]];
        let mut found = components(5, |node, at| needs[node as usize].get(at).copied());
        found.iter_mut().for_each(|component| component.sort_unstable());
        assert_eq!(found, [vec![3], vec![1, 2], vec![0], vec![4]]);
    }
}
