//! An argument graph as a flowchart for Mermaid, drawn as in reports.

use claims_model::{Stance, Status};
use claims_plugin_markdown::{Chart, ChartArrow, ChartBox, ChartEnd, Stance as Manner};

use super::in_box;
use crate::{
    graph::{End, Graph},
    render::safe,
};

/// How many edges Mermaid draws unless it is told otherwise.
pub(crate) use claims_plugin_markdown::MOST_MERMAID_ARROWS as MOST_EDGES;

/// The graph as a flowchart. Arrows lead from who speaks to what is spoken to, upwards.
pub(crate) fn mermaid(graph: &Graph) -> String {
    chart(graph).mermaid(|text| safe(text).into_owned())
}

fn chart(graph: &Graph) -> Chart {
    let boxes = graph.claims.iter().map(|claim| ChartBox {
        id: claim.handle.to_string(),
        lines: in_box(claim).to_vec(),
        is_faded: claim.status == Status::Withdrawn,
    });
    let links = graph.links.iter().map(|link| ChartArrow {
        id: Some(link.handle.to_string()),
        from: link.from,
        to: match link.to {
            End::Claim(at) => ChartEnd::Box(at),
            End::Link(at) => ChartEnd::Arrow(at),
        },
        stance: match link.stance {
            Stance::Rebuts => Manner::Rebuts,
            Stance::Supports => Manner::Supports,
            Stance::Context => Manner::Context,
        },
        label: link.stance.to_string(),
    });
    let parts = graph.claims.iter().enumerate().filter_map(|(from, claim)| {
        let to = ChartEnd::Box(claim.whole?);
        Some(ChartArrow { id: None, from, to, stance: Manner::Other, label: "part of".to_owned() })
    });
    Chart { boxes: boxes.collect(), arrows: links.chain(parts).collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::made, *};

    /// Reads the label of a claim as Mermaid does, without joiners; nothing where the line is anything but one node.
    fn label(line: &str) -> Option<(String, String)> {
        let (id, rest) = line.strip_prefix("  ")?.split_once('[')?;
        let inner = rest.strip_prefix('"')?.strip_suffix("\"]")?;
        let mut text = String::new();
        let mut rest = inner;
        while let Some(c) = rest.chars().next() {
            if let Some(further) = rest.strip_prefix("<br/>") {
                text.push('\n');
                rest = further;
            } else if let Some(code) = rest.strip_prefix('#') {
                let (code, further) = code.split_once(';')?;
                text.push(char::from_u32(code.parse().ok()?)?);
                rest = further;
            } else if "\"[]{}<>;`&%|\\:_*~$^@=\n\r".contains(c) {
                return None;
            } else {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        Some((id.to_owned(), text.replace('\u{2060}', "")))
    }

    #[test]
    fn links_that_are_spoken_to_are_nodes_of_their_own() {
        let graph = made::graph(&["Yes", "No", "So what"], &[(1, End::Claim(0)), (2, End::Link(0))]);
        assert_eq!(
            mermaid(&graph),
            "flowchart BT\n  c1[\"c1 · Ines<br/>Yes<br/>noted\"]\n  c2[\"c2 · Ines<br/>No<br/>noted\"]\n  \
             c3[\"c3 · Ines<br/>So what<br/>noted\"]\n  l1([\"l1 rebuts\"])\n  c2 --- l1\n  l1 --> c1\n  \
             c3 -->|\"l2 rebuts\"| l1\n  linkStyle 0,1,2 stroke:#b3261e\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_stays_in_its_node(texts in proptest::collection::vec(made::any_text(), 1..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let graph = made::graph(&texts, &[]);
            let drawn = mermaid(&graph);
            prop_assert_eq!(drawn.split('\n').count(), texts.len() + 2);
            for (line, claim) in drawn.lines().skip(1).zip(&graph.claims) {
                let read = label(line);
                prop_assert_eq!(read, Some((claim.handle.to_string(), in_box(claim).join("\n"))), "{}", line);
            }
        }
    }
}
