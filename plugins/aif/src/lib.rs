//! An argument graph in the Argument Interchange Format, as JSON that AIFdb takes and gives.
//!
//! A claim is an information node, `I`. A link is a node of its own, as AIF wants it: `RA`, an application of inference,
//! where it supports, and `CA`, an application of conflict, where it rebuts; what speaks to a link leads to that node.
//! Who made a claim is a locution, `L`, that is anchored in it by an assertion, `YA`. AIF has no relation for context
//! and none for parts, and both are left out. Follows what AIFdb publishes (<http://www.arg.dundee.ac.uk/?page_id=749>),
//! with its numbers of the default schemes; `participants` is from its successor, xAIF.

use std::{collections::BTreeSet, io::Write};

use claims_plugin::{Case, Claim, Claimant, Exporter, Failure, Link, Stance, Target, export, text::inert_json};
use serde_json::{Value, json};

/// A scheme of AIFdb: the type of its nodes, its name, its number.
type Scheme = (&'static str, &'static str, &'static str);

const INFERENCE: Scheme = ("RA", "Default Inference", "72");
const CONFLICT: Scheme = ("CA", "Default Conflict", "71");
const ASSERTING: Scheme = ("YA", "Asserting", "74");

/// Writes every claim of a case and the links between them. It has no options.
#[derive(Default)]
pub struct Aif;

impl Exporter for Aif {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let mut graph = Graph::default();
        let claims: Vec<usize> = case.claims().map(|claim| graph.claim(claim)).collect();
        let links: Vec<Option<usize>> = case.links().map(|link| graph.link(link)).collect();
        for (link, node) in case.links().zip(&links) {
            let Some(node) = *node else { continue };
            let to = match link.to() {
                Some(Target::Claim(claim)) => claims.get(claim.index()).copied(),
                Some(Target::Link(other)) => links.get(other.index()).copied().flatten(),
                None => None,
            };
            let from = link.from().and_then(|claim| claims.get(claim.index()).copied());
            from.into_iter().for_each(|from| graph.edge(from, node));
            to.into_iter().for_each(|to| graph.edge(node, to));
        }
        for (claim, node) in case.claims().zip(claims) {
            claim.claimants().for_each(|claimant| graph.locution(claim, claimant, node));
        }
        let json = serde_json::to_string_pretty(&graph.value(case))?;
        Ok(writeln!(out, "{}", inert_json(&json))?)
    }
}

export!(aif: exporter Aif);

/// The parts of the file so far. Nodes and edges are numbered from 1.
#[derive(Default)]
struct Graph {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    locutions: Vec<Value>,
    /// Who speaks, by place in the case.
    speakers: BTreeSet<usize>,
}

impl Graph {
    fn claim(&mut self, claim: Claim<'_>) -> usize {
        // When a claim was recorded is not in the case, and AIFdb knows an absent time as an empty one.
        let id = self.nodes.len() + 1;
        self.node(json!({
            "nodeID": id.to_string(), "type": "I", "text": claim.text(), "timestamp": "",
            "handle": claim.handle(), "key": claim.key(),
        }))
    }

    /// The node of a link; context is none.
    fn link(&mut self, link: Link<'_>) -> Option<usize> {
        let scheme = match link.stance() {
            Stance::Supports => INFERENCE,
            Stance::Rebuts => CONFLICT,
            _ => return None,
        };
        let mut node = self.applied(scheme, link.at());
        node["handle"] = json!(link.handle());
        node["key"] = json!(link.key());
        Some(self.node(node))
    }

    /// A claimant says a claim, whose node is `claim_node`.
    fn locution(&mut self, claim: Claim<'_>, claimant: Claimant<'_>, claim_node: usize) {
        let Some(party) = claimant.party() else { return };
        let id = self.nodes.len() + 1;
        let text = format!("{} : {}", party.name(), claim.text());
        let said = self.node(json!({ "nodeID": id.to_string(), "type": "L", "text": text, "timestamp": "" }));
        let asserts = self.applied(ASSERTING, "");
        let asserts = self.node(asserts);
        self.edge(said, asserts);
        self.edge(asserts, claim_node);
        self.speakers.insert(party.index());
        self.locutions.push(json!({
            "nodeID": said.to_string(), "personID": person(party.index()), "timestamp": "",
            "start": null, "end": null, "source": null,
        }));
    }

    /// A node that applies a scheme, not yet in the file.
    fn applied(&self, (sort, name, number): Scheme, at: &str) -> Value {
        let id = self.nodes.len() + 1;
        json!({
            "nodeID": id.to_string(), "type": sort, "text": name, "timestamp": timestamp(at),
            "scheme": name, "schemeID": number,
        })
    }

    fn node(&mut self, node: Value) -> usize {
        self.nodes.push(node);
        self.nodes.len()
    }

    fn edge(&mut self, from: usize, to: usize) {
        let id = self.edges.len() + 1;
        self.edges.push(json!({
            "edgeID": id.to_string(), "fromID": from.to_string(), "toID": to.to_string(), "formEdgeID": null,
        }));
    }

    fn value(self, case: Case<'_>) -> Value {
        let Self { nodes, edges, locutions, speakers } = self;
        // A name is one name here: where it divides is not ours to guess.
        let participant = |party: claims_plugin::Party<'_>| json!({ "participantID": person(party.index()), "firstname": party.name(), "surname": "" });
        let participants: Vec<Value> =
            case.parties().filter(|party| speakers.contains(&party.index())).map(participant).collect();
        let mut file = json!({ "nodes": nodes, "edges": edges, "locutions": locutions, "participants": participants });
        // How maps are kept elsewhere in the program decides nothing here.
        file.sort_all_objects();
        file
    }
}

fn person(index: usize) -> String {
    (index + 1).to_string()
}

/// `2012-01-10 14:35:50` of a time in RFC 3339, in UTC.
fn timestamp(at: &str) -> String {
    at.get(..19).map_or_else(String::new, |at| at.replace('T', " "))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use claims_plugin::testing;
    use proptest::prelude::*;

    use super::*;

    fn written(case: &testing::Case) -> Value {
        serde_json::from_slice(&testing::call(&PLUGIN).export(case).expect("a file")).expect("JSON")
    }

    /// The edges, each as the text or the scheme of its ends.
    fn edges(file: &Value) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let list = |name: &str| file[name].as_array().expect("a list").clone();
        let nodes: HashMap<String, String> =
            list("nodes").iter().map(|node| (text(&node["nodeID"]), text(&node["text"]))).collect();
        list("edges")
            .iter()
            .map(|edge| (nodes[&text(&edge["fromID"])].clone(), nodes[&text(&edge["toID"])].clone()))
            .collect()
    }

    #[test]
    fn an_undercut_leads_to_the_node_of_the_link() {
        let case = testing::Case::of(|draft| {
            let yes = draft.claim("Yes").claimant("Ines", "mayor");
            let no = draft.claim("No").rebuts(yes).at("2023-08-16T09:00:00Z");
            draft.claim("So what").rebuts(no);
            draft.claim("Indeed").supports(no);
            draft.claim("By the way").link("context", yes);
        });
        let file = written(&case);
        let edges = edges(&file);
        let edges: Vec<(&str, &str)> = edges.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        let (conflict, inference) = ("Default Conflict", "Default Inference");
        assert_eq!(
            edges,
            [
                ("No", conflict),
                (conflict, "Yes"),
                ("So what", conflict),
                (conflict, conflict),
                ("Indeed", inference),
                (inference, conflict),
                ("Ines : Yes", "Asserting"),
                ("Asserting", "Yes"),
            ]
        );
        let conflict = &file["nodes"][5];
        assert_eq!((&conflict["handle"], &conflict["timestamp"]), (&json!("l1"), &json!("2023-08-16 09:00:00")));
        assert_eq!(file["participants"], json!([{ "participantID": "1", "firstname": "Ines", "surname": "" }]));
    }

    proptest! {
        #[test]
        fn any_text_arrives_and_none_of_it_acts(text in "(?s).{1,60}") {
            prop_assume!(!text.trim().is_empty());
            let case = testing::Case::of(|draft| {
                draft.claim(&text).claimant(&text, None);
            });
            let bytes = testing::call(&PLUGIN).export(&case).expect("a file");
            let file: Value = serde_json::from_slice(&bytes).expect("JSON");
            let claim = case.read().claims().next().expect("a claim");
            prop_assert_eq!(&file["nodes"][0]["text"], claim.text());
            let acts = |c: char| c != '\n' && (c.is_control() || "<>\u{202e}\u{2028}\u{200b}".contains(c));
            prop_assert!(!String::from_utf8(bytes).expect("UTF-8").contains(acts));
        }
    }
}
