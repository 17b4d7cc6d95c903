//! The argument graph around claims, as plain values: who speaks to what. It knows the record, and no form to draw it in.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque, hash_map::Entry};

use claims_model::{Case, Claim, Filed, Handle, Key, Link, Party, Stance, Status, Target};
use claims_store::Records;

use crate::failure::Outcome;

/// Claims and the links between them. All texts are as recorded; whoever draws them makes them harmless.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// The claims that it was asked for, as positions in `claims`.
    pub(crate) roots: Vec<usize>,
    /// Every claim once, by handle.
    pub(crate) claims: Vec<Node>,
    /// Every link once, by handle.
    pub(crate) links: Vec<Edge>,
}

/// A claim.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) handle: Handle,
    pub(crate) key: Key,
    pub(crate) text: String,
    /// The names of its claimants.
    pub(crate) by: Vec<String>,
    pub(crate) status: Status,
    /// The newest verdict, as readers see it.
    pub(crate) verdict: Option<String>,
    /// The claim it is a part of, which need not be in the graph.
    pub(crate) part_of: Option<Handle>,
    /// That claim, where it is.
    pub(crate) whole: Option<usize>,
}

/// A link.
#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) handle: Handle,
    pub(crate) key: Key,
    /// The claim that speaks.
    pub(crate) from: usize,
    pub(crate) to: End,
    pub(crate) stance: Stance,
    pub(crate) note: Option<String>,
}

/// The far end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// A claim, as its position in `claims`.
    Claim(usize),
    /// A link, as its position in `links`.
    Link(usize),
}

impl Graph {
    /// What speaks to `starts`, directly and through others, with their parts.
    ///
    /// A link brings along what it speaks to, but nothing else that is said of that.
    pub(crate) fn around(records: &Records<'_>, starts: &[Target]) -> Outcome<Self> {
        let mut reach = Reach::default();
        let mut roots = Vec::new();
        for start in starts {
            reach.open(*start);
            roots.push(reach.upward(records, *start)?);
        }
        reach.follow(records)?;
        reach.graph(records, &roots)
    }

    /// Puts the roots that speak to nothing here before those that do.
    pub(crate) fn tops_first(&mut self) {
        let speaks: HashSet<usize> = self.links.iter().map(|link| link.from).collect();
        self.roots.sort_by_key(|root| speaks.contains(root) || self.claims[*root].whole.is_some());
    }

    /// What an exporter is shown of it: the case of its roots, without the claims and links that are not drawn.
    ///
    /// The whole of a part stays, as in any case, and nothing that speaks to it.
    pub(crate) fn case(&self, records: &Records<'_>) -> Outcome<Case> {
        let roots: Vec<Key> = self.roots.iter().map(|root| self.claims[*root].key).collect();
        let mut case = records.case(&roots)?;
        let drawn: HashSet<Key> = self.claims.iter().map(|claim| claim.key).collect();
        let wholes: HashSet<Key> =
            case.claims.iter().filter(|claim| drawn.contains(&claim.key)).filter_map(|claim| claim.part_of).collect();
        case.claims.retain(|claim| drawn.contains(&claim.key) || wholes.contains(&claim.key));
        let links: HashSet<Key> = self.links.iter().map(|link| link.key).collect();
        case.links.retain(|link| links.contains(&link.key));
        let kept: HashSet<Key> = case.claims.iter().map(|claim| claim.key).collect();
        case.appearances.retain(|one| kept.contains(&one.claim));
        case.verdicts.retain(|one| kept.contains(&one.claim));
        case.replies.retain(|one| kept.contains(&one.claim));
        Ok(case)
    }

    /// What a far end is called.
    pub(crate) fn name(&self, end: End) -> Handle {
        match end {
            End::Claim(claim) => self.claims[claim].handle,
            End::Link(link) => self.links[link].handle,
        }
    }

    /// For each link, whether another speaks to it.
    pub(crate) fn spoken_to(&self) -> Vec<bool> {
        let mut spoken_to = vec![false; self.links.len()];
        for link in &self.links {
            if let End::Link(to) = link.to {
                spoken_to[to] = true;
            }
        }
        spoken_to
    }
}

/// The records reached so far.
#[derive(Default)]
struct Reach {
    claims: BTreeMap<Handle, Filed<Claim>>,
    links: BTreeMap<Handle, Filed<Link>>,
    open: VecDeque<Target>,
    seen: HashSet<Target>,
}

impl Reach {
    fn open(&mut self, target: Target) {
        if self.seen.insert(target) {
            self.open.push_back(target);
        }
    }

    /// Takes in the links from a target up to a claim, and that claim; answers it.
    fn upward(&mut self, records: &Records<'_>, start: Target) -> Outcome<Key> {
        let mut at = start;
        let mut passed = HashSet::new();
        // Links that speak to each other in a circle cannot be recorded; in a damaged record they end here.
        while let Target::Link(key) = at
            && passed.insert(key)
        {
            let Some(link) = records.find::<Link>(key)? else { break };
            at = link.to;
            self.claim(records, link.from)?;
            self.links.insert(link.handle, link);
        }
        self.claim(records, at.key())?;
        Ok(at.key())
    }

    fn claim(&mut self, records: &Records<'_>, key: Key) -> Outcome<()> {
        if let Some(claim) = records.find::<Claim>(key)? {
            self.claims.insert(claim.handle, claim);
        }
        Ok(())
    }

    /// Takes in all that speaks to what is open.
    fn follow(&mut self, records: &Records<'_>) -> Outcome<()> {
        while let Some(target) = self.open.pop_front() {
            match target {
                Target::Claim(key) => {
                    self.claim(records, key)?;
                    for part in records.parts_of(key)? {
                        self.open(Target::Claim(part.key));
                    }
                }
                Target::Link(key) => {
                    if let Some(link) = records.find::<Link>(key)? {
                        self.open(Target::Claim(link.from));
                    }
                }
            }
            for link in records.links_to(target)? {
                self.open(Target::Link(link.key));
                self.links.insert(link.handle, link);
            }
        }
        Ok(())
    }

    fn graph(self, records: &Records<'_>, roots: &[Key]) -> Outcome<Graph> {
        let places: HashMap<Key, usize> = self.claims.values().enumerate().map(|(at, claim)| (claim.key, at)).collect();
        let link_places: HashMap<Key, usize> =
            self.links.values().enumerate().map(|(at, link)| (link.key, at)).collect();
        let mut graph = Graph::default();
        let mut names: HashMap<Key, String> = HashMap::new();
        for Filed { handle, record } in self.claims.into_values() {
            let mut by = Vec::with_capacity(record.claimants.len());
            for claimant in &record.claimants {
                by.push(match names.entry(claimant.party) {
                    Entry::Occupied(name) => name.get().clone(),
                    Entry::Vacant(place) => {
                        let party = records.find::<Party>(claimant.party)?;
                        place.insert(party.map(|party| party.record.name).unwrap_or_default()).clone()
                    }
                });
            }
            let whole = match record.part_of {
                Some(key) => records.handle(claims_model::Kind::Claim, key)?,
                None => None,
            };
            graph.claims.push(Node {
                handle,
                key: record.key,
                by,
                status: record.status,
                verdict: records.verdicts_of(record.key)?.pop().map(|verdict| verdict.record.name),
                part_of: whole,
                whole: record.part_of.and_then(|key| places.get(&key).copied()),
                text: record.text,
            });
        }
        for Filed { handle, record } in self.links.into_values() {
            let to = match record.to {
                Target::Claim(key) => places.get(&key).copied().map(End::Claim),
                Target::Link(key) => link_places.get(&key).copied().map(End::Link),
            };
            // Foreign keys hold in the record, so both ends are here.
            let (Some(from), Some(to)) = (places.get(&record.from).copied(), to) else { continue };
            graph.links.push(Edge { handle, key: record.key, from, to, stance: record.stance, note: record.note });
        }
        let mut known = HashSet::new();
        graph.roots = roots.iter().filter_map(|key| places.get(key).copied()).collect();
        graph.roots.retain(|root| known.insert(*root));
        Ok(graph)
    }
}
