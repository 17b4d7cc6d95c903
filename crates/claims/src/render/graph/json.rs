//! An argument graph as one JSON object: nodes and edges, by handle.

use serde_json::{Value, json as object};

use crate::graph::Graph;

/// The graph as an object.
pub(crate) fn json(graph: &Graph) -> Value {
    let roots: Vec<_> = graph.roots.iter().map(|root| graph.claims[*root].handle).collect();
    let node = |claim: &crate::graph::Node| {
        object!({
            "handle": claim.handle,
            "key": claim.key,
            "text": claim.text,
            "claimants": claim.by,
            "status": claim.status,
            "verdict": claim.verdict,
            "part_of": claim.part_of,
        })
    };
    let edge = |link: &crate::graph::Edge| {
        object!({
            "handle": link.handle,
            "key": link.key,
            "from": graph.claims[link.from].handle,
            "stance": link.stance,
            "to": graph.name(link.to),
            "note": link.note,
        })
    };
    object!({
        "schema": "claims/graph/1",
        "roots": roots,
        "nodes": graph.claims.iter().map(node).collect::<Vec<_>>(),
        "edges": graph.links.iter().map(edge).collect::<Vec<_>>(),
    })
}
