//! A chart as an inline SVG: boxes of text and labelled arrows, told apart by label and line as well as by colour.

use std::fmt::Write as _;

use claims_plugin::{
    Stance,
    report::{Chart, ChartArrow, ChartEnd},
};

use crate::{
    escape,
    layout::{BOX_WIDTH, LINE_HEIGHT, Layout, PADDING, layout},
};

/// Charts of more boxes are not drawn: no page shows them so that they can be read.
pub(crate) const MOST_BOXES: usize = 200;
/// Room around the drawing.
const MARGIN: f64 = 6.0;

/// The drawing, with a title for those who do not see it; `None` where there is nothing to draw.
///
/// `id` is unique in the page.
pub(crate) fn svg(chart: &Chart, id: &str, title: &str) -> Option<String> {
    if chart.arrows.is_empty() || chart.boxes.len() > MOST_BOXES {
        return None;
    }
    let layout = layout(chart);
    let (width, height) = (layout.width + 2.0 * MARGIN, layout.height + 2.0 * MARGIN);
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<svg class=\"map\" role=\"img\" aria-labelledby=\"{id}\" viewBox=\"{:.0} {:.0} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"><title id=\"{id}\">{}</title>",
        -MARGIN,
        -MARGIN,
        escape::text(title)
    );
    let middles = middles(chart, &layout);
    for (at, arrow) in chart.arrows.iter().enumerate() {
        draw_arrow(&mut out, arrow, &layout, &middles, at);
    }
    for (one, placed) in chart.boxes.iter().zip(&layout.boxes) {
        let faded = if one.is_faded { " faded" } else { "" };
        let _ = write!(
            out,
            "<g class=\"box{faded}\"><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{BOX_WIDTH:.1}\" height=\"{:.1}\" rx=\"5\"/>",
            placed.x, placed.y, placed.height
        );
        let mut y = placed.y + PADDING + LINE_HEIGHT * 0.75;
        for (class, lines) in ["who", "what", "standing"].into_iter().zip(&placed.lines) {
            for line in lines {
                let _ = write!(
                    out,
                    "<text class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
                    placed.x + PADDING,
                    escape::words(line)
                );
                y += LINE_HEIGHT;
            }
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    Some(out)
}

/// Where the label of each arrow stands, and where arrows to it end.
fn middles(chart: &Chart, layout: &Layout) -> Vec<(f64, f64)> {
    let mut middles: Vec<Option<(f64, f64)>> = vec![None; chart.arrows.len()];
    for start in 0..chart.arrows.len() {
        // An arrow to an arrow has its middle only after that one.
        let mut chain = vec![start];
        while let Some(ChartEnd::Arrow(to)) = chain.last().map(|at| chart.arrows[*at].to)
            && middles[to].is_none()
            && !chain.contains(&to)
        {
            chain.push(to);
        }
        for at in chain.into_iter().rev() {
            let arrow = &chart.arrows[at];
            let from = start_of(layout, arrow.from);
            let to = match arrow.to {
                ChartEnd::Box(to) => end_of(layout, arrow.from, to),
                ChartEnd::Arrow(to) => middles[to].unwrap_or(from),
            };
            middles[at] = Some((f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)));
        }
    }
    middles.into_iter().map(Option::unwrap_or_default).collect()
}

/// The left edge of a box, from where it speaks.
fn start_of(layout: &Layout, at: usize) -> (f64, f64) {
    let placed = &layout.boxes[at];
    (placed.x, placed.y + placed.height / 2.0)
}

/// The edge of a box where an arrow from another ends: the right one, or where that other stands left of it, the bottom.
fn end_of(layout: &Layout, from: usize, to: usize) -> (f64, f64) {
    let (from, to) = (&layout.boxes[from], &layout.boxes[to]);
    if from.x > to.x { (to.x + BOX_WIDTH, to.y + to.height / 2.0) } else { (to.x + BOX_WIDTH / 2.0, to.y + to.height) }
}

fn draw_arrow(out: &mut String, arrow: &ChartArrow, layout: &Layout, middles: &[(f64, f64)], at: usize) {
    let class = match arrow.stance {
        Stance::Rebuts => "rebuts",
        Stance::Supports => "supports",
        Stance::Context => "context",
        _ => "part",
    };
    let (x, y) = start_of(layout, arrow.from);
    let (to_x, to_y) = match arrow.to {
        ChartEnd::Box(to) => end_of(layout, arrow.from, to),
        ChartEnd::Arrow(to) => middles[to],
    };
    let bend = (x - to_x).abs().max(40.0) / 2.0;
    let _ = write!(
        out,
        "<g class=\"arrow {class}\"><path class=\"line\" d=\"M{x:.1} {y:.1}C{:.1} {y:.1} {:.1} {to_y:.1} {to_x:.1} {to_y:.1}\"/>",
        x - bend,
        to_x + bend
    );
    // The head points to the left, as all curves end.
    let _ = write!(out, "<path class=\"head\" d=\"M{to_x:.1} {to_y:.1}l8 -4.5v9z\"/>");
    let label = arrow.id.iter().map(String::as_str).chain([arrow.label.as_str()]).collect::<Vec<_>>().join(" ");
    let (x, y) = middles[at];
    let _ = write!(out, "<text class=\"label\" x=\"{x:.1}\" y=\"{:.1}\">{}</text></g>", y - 5.0, escape::text(&label));
}
