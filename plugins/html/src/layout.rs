//! Where the boxes of a chart stand: what is spoken to on the left, what speaks to it to the right of it.

use claims_plugin::report::{Chart, ChartEnd, visible};

/// The size of a box and the gaps between boxes, in pixels of the drawing.
pub(crate) const BOX_WIDTH: f64 = 236.0;
const COLUMN: f64 = 366.0;
const ROW_GAP: f64 = 18.0;
pub(crate) const LINE_HEIGHT: f64 = 17.0;
pub(crate) const PADDING: f64 = 9.0;
/// How many narrow characters a line of a box has room for.
const LINE_COLUMNS: usize = 30;
/// How many lines of a wording are shown.
const WORDING_LINES: usize = 5;

/// A box with its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) height: f64,
    /// The head, the wording and how it stands; each broken into lines.
    pub(crate) lines: [Vec<String>; 3],
}

/// A chart with the place of every box.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) boxes: Vec<Placed>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Lays a chart out.
pub(crate) fn layout(chart: &Chart) -> Layout {
    let boxes: Vec<[Vec<String>; 3]> = chart.boxes.iter().map(|one| lines(&one.lines)).collect();
    let heights: Vec<f64> = boxes.iter().map(height).collect();
    let mut tree = Tree::of(chart);
    let mut y = 0.0;
    for root in 0..chart.boxes.len() {
        if tree.parent[root].is_none() {
            tree.place(root, &heights, &mut y);
        }
    }
    let placed = boxes.into_iter().zip(&heights).enumerate().map(|(at, (lines, height))| Placed {
        #[expect(clippy::cast_precision_loss, reason = "a drawing has few columns")]
        x: tree.depth[at] as f64 * COLUMN,
        y: tree.y[at],
        height: *height,
        lines,
    });
    let placed: Vec<Placed> = placed.collect();
    let width = placed.iter().map(|one| one.x + BOX_WIDTH).fold(0.0, f64::max);
    let bottom = placed.iter().map(|one| one.y + one.height).fold(0.0, f64::max);
    Layout { boxes: placed, width, height: bottom }
}

/// Each box hangs from the first that it speaks to; what speaks to an arrow hangs from where that arrow leads.
struct Tree {
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    depth: Vec<usize>,
    y: Vec<f64>,
}

impl Tree {
    fn of(chart: &Chart) -> Self {
        let count = chart.boxes.len();
        // What speaks to each box and each arrow, in the order of the chart.
        let mut to_box: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut to_arrow: Vec<Vec<usize>> = vec![Vec::new(); chart.arrows.len()];
        for (at, arrow) in chart.arrows.iter().enumerate() {
            match arrow.to {
                ChartEnd::Box(to) => to_box[to].push(at),
                ChartEnd::Arrow(to) => to_arrow[to].push(at),
            }
        }
        let mut tree = Self {
            parent: vec![None; count],
            children: vec![Vec::new(); count],
            depth: vec![0; count],
            y: vec![0.0; count],
        };
        let mut seen = vec![false; count];
        // Nearest to the root first, so that no box stands further off than it must.
        for root in 0..count {
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            let mut open = std::collections::VecDeque::from([root]);
            while let Some(at) = open.pop_front() {
                // What speaks to an arrow stands below the box that it comes from, so that no line crosses that box.
                let mut arrows: Vec<usize> = to_box[at].iter().rev().copied().collect();
                while let Some(arrow) = arrows.pop() {
                    arrows.extend(to_arrow[arrow].drain(..).rev());
                    let from = chart.arrows[arrow].from;
                    if !std::mem::replace(&mut seen[from], true) {
                        tree.parent[from] = Some(at);
                        tree.children[at].push(from);
                        tree.depth[from] = tree.depth[at] + 1;
                        open.push_back(from);
                    }
                }
            }
        }
        tree
    }

    /// Places a box in the middle of those that hang from it, and `y` below all of them. Without recursion, since a
    /// chain of replies may be long.
    fn place(&mut self, root: usize, heights: &[f64], y: &mut f64) {
        let mut open = vec![(root, false, *y)];
        while let Some((at, is_done, top)) = open.pop() {
            if is_done {
                let (first, last) = (self.children[at][0], self.children[at][self.children[at].len() - 1]);
                let middle = f64::midpoint(self.y[first], self.y[last] + heights[last]);
                self.y[at] = (middle - heights[at] / 2.0).max(top);
                *y = y.max(self.y[at] + heights[at] + ROW_GAP);
            } else if self.children[at].is_empty() {
                self.y[at] = *y;
                *y += heights[at] + ROW_GAP;
            } else {
                open.push((at, true, *y));
                // The first child is placed first; where it starts is known only then.
                let children = self.children[at].clone();
                open.extend(children.into_iter().rev().map(|child| (child, false, *y)));
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a box has few lines")]
fn height(lines: &[Vec<String>; 3]) -> f64 {
    let count = lines.iter().map(Vec::len).sum::<usize>();
    2.0 * PADDING + count as f64 * LINE_HEIGHT
}

fn lines(of_box: &[String]) -> [Vec<String>; 3] {
    let part = |at: usize, most: usize| of_box.get(at).map(|text| wrap(text, most)).unwrap_or_default();
    [part(0, 2), part(1, WORDING_LINES), part(2, 1)]
}

/// A text broken into so many lines at most; what does not fit is left out, and that is shown.
fn wrap(text: &str, most: usize) -> Vec<String> {
    let text = visible(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split(' ') {
        for piece in pieces(word) {
            let wide = width(&piece);
            if columns > 0 && columns + 1 + wide > LINE_COLUMNS {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            if columns > 0 {
                line.push(' ');
                columns += 1;
            }
            line.push_str(&piece);
            columns += wide;
        }
    }
    lines.push(line);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// A word in pieces that each fit on a line.
fn pieces(word: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut columns = 0;
    for c in word.chars() {
        let wide = char_width(c);
        if columns + wide > LINE_COLUMNS {
            pieces.push(String::new());
            columns = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
        columns += wide;
    }
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Two columns for the scripts whose characters are as wide as high, by the blocks that hold nearly all of them.
const fn char_width(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use claims_plugin::{
        Stance,
        report::{ChartArrow, ChartBox},
    };

    use super::*;

    fn chart(boxes: usize, arrows: &[(usize, ChartEnd)]) -> Chart {
        let boxes = (0..boxes).map(|at| ChartBox {
            id: format!("c{at}"),
            lines: vec![format!("c{at}"), "It is so".to_owned(), "noted".to_owned()],
            is_faded: false,
        });
        let arrows = arrows.iter().enumerate().map(|(at, (from, to))| ChartArrow {
            id: Some(format!("l{at}")),
            from: *from,
            to: *to,
            stance: Stance::Rebuts,
            label: "rebuts".to_owned(),
        });
        Chart { boxes: boxes.collect(), arrows: arrows.collect() }
    }

    fn overlaps(layout: &Layout) -> bool {
        let apart = |one: &Placed, other: &Placed| {
            one.x != other.x || one.y + one.height <= other.y || other.y + other.height <= one.y
        };
        let boxes = &layout.boxes;
        (0..boxes.len()).any(|one| (0..one).any(|other| !apart(&boxes[one], &boxes[other])))
    }

    #[test]
    fn no_box_stands_on_another_whatever_speaks_to_what() {
        let mut seed = 7_usize;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for round in 0..200 {
            let count = 1 + round % 12;
            let arrows: Vec<(usize, ChartEnd)> = (0..next(2 * count + 1))
                .map(|at| {
                    let to =
                        if at > 0 && next(4) == 0 { ChartEnd::Arrow(next(at)) } else { ChartEnd::Box(next(count)) };
                    (next(count), to)
                })
                .collect();
            let layout = layout(&chart(count, &arrows));
            assert!(!overlaps(&layout), "{arrows:?}");
            assert!(layout.boxes.iter().all(|one| one.x >= 0.0 && one.y >= 0.0));
        }
    }

    #[test]
    fn a_long_chain_is_laid_out() {
        let arrows: Vec<(usize, ChartEnd)> = (1..20_000).map(|at| (at, ChartEnd::Box(at - 1))).collect();
        assert!(layout(&chart(20_000, &arrows)).width > 1e6);
    }

    #[test]
    fn words_are_broken_to_fit() {
        assert_eq!(wrap("a b", 1), ["a b"]);
        assert_eq!(wrap(&"x".repeat(70), 3).iter().map(String::len).collect::<Vec<_>>(), [30, 30, 10]);
        assert_eq!(wrap(&"word ".repeat(30), 2)[1], "word word word word word word…");
        assert_eq!(wrap(&"북".repeat(20), 5).len(), 2);
    }
}
