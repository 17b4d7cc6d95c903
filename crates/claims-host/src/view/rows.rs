//! Answers how rows lead to rows.

use claims_abi::{NO_ROW, Relation, Table};
use claims_model::{Key, Target, VersionDiff};

use super::{
    View,
    buffer::Buffer,
    index::Index,
    relation::{Many, One},
};

impl View<'_> {
    pub(crate) fn rows(&self, table: Table, row: usize, relation: Relation) -> &[u32] {
        match table {
            Table::CASE if row == 0 && relation == Relation::SUBJECTS => self.subjects(),
            Table::CLAIM => self.rows_of_claim(row, relation),
            Table::CLAIMANT if relation == Relation::PARTY => self.claimant_party().get(row),
            Table::PARTY => self.rows_of_party(row, relation),
            Table::SOURCE => self.rows_of_source(row, relation),
            Table::VERSION => match relation {
                Relation::SOURCE => self.version_source().get(row),
                Relation::ARCHIVES => self.version_archives().get(row),
                _ => &[],
            },
            Table::APPEARANCE => self.rows_of_appearance(row, relation),
            Table::LINK => self.rows_of_link(row, relation),
            Table::SCORE => self.rows_of_score(row, relation),
            Table::CONTRIBUTION if relation == Relation::LINK => self.contribution_link().get(row),
            Table::CHANGE => match relation {
                Relation::APPEARANCE => self.change_appearance().get(row),
                Relation::VERSION => self.change_version().get(row),
                _ => &[],
            },
            Table::DIFF => match relation {
                Relation::OLD_VERSION => self.diff_from().get(row),
                Relation::VERSION => self.diff_to().get(row),
                Relation::HUNKS => self.diff_hunks().get(row),
                _ => &[],
            },
            Table::FINDING if relation == Relation::CLAIM => self.finding_claim().get(row),
            Table::REPLY => match relation {
                Relation::CLAIM => self.reply_claim().get(row),
                Relation::PARTY => self.reply_party().get(row),
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The claims that were asked about, each once.
    pub(crate) fn subjects(&self) -> &[u32] {
        self.relations.subjects.get_or_init(|| {
            let claims = self.keys.claims(self.case);
            let mut rows = Buffer::new();
            let mut seen = Buffer::zeros(self.case.claims.len());
            for row in self.case.subjects.iter().filter_map(|key| claims.find(*key)) {
                if std::mem::replace(&mut seen[row as usize], 1) == 0 {
                    rows.push(row);
                }
            }
            rows
        })
    }

    /// For each claim its place among the subjects, from 1, or 0.
    pub(crate) fn subject_numbers(&self) -> &[u32] {
        self.relations.subject_numbers.get_or_init(|| {
            let mut numbers = Buffer::zeros(self.case.claims.len());
            for (number, row) in (1..).zip(self.subjects()) {
                numbers[*row as usize] = number;
            }
            numbers
        })
    }

    fn rows_of_claim(&self, row: usize, relation: Relation) -> &[u32] {
        let (case, made, count) = (self.case, &self.relations, self.case.claims.len());
        match relation {
            Relation::CLAIMANTS => self.claim_claimants().get(row),
            Relation::TAGS => self.claim_tags().get(row),
            Relation::APPEARANCES => {
                made.claim_appearances.get_or_init(|| Many::back(self.appearance_claim(), count)).get(row)
            }
            Relation::LINKS_OUT => made.claim_links_out.get_or_init(|| Many::back(self.link_from(), count)).get(row),
            Relation::LINKS_IN => made.claim_links_in.get_or_init(|| Many::back(self.link_to_claim(), count)).get(row),
            Relation::PARTS => made.claim_parts.get_or_init(|| Many::back(self.claim_part_of(), count)).get(row),
            Relation::PART_OF => self.claim_part_of().get(row),
            Relation::GRADES => made.claim_grades.get_or_init(|| self.grades(self.claim_keys(), count)).get(row),
            Relation::VERDICTS => {
                let claims = || One::of(case.verdicts.iter().map(|verdict| self.claim_keys().row(verdict.claim)));
                made.claim_verdicts.get_or_init(|| Many::back(&claims(), count)).get(row)
            }
            Relation::NOTES => made.claim_notes.get_or_init(|| self.notes(self.claim_keys(), count)).get(row),
            Relation::REPLIES => made.claim_replies.get_or_init(|| Many::back(self.reply_claim(), count)).get(row),
            Relation::FINDINGS => made.claim_findings.get_or_init(|| Many::back(self.finding_claim(), count)).get(row),
            Relation::SCORES => made.claim_scores.get_or_init(|| Many::back(self.score_claim(), count)).get(row),
            _ => &[],
        }
    }

    fn rows_of_party(&self, row: usize, relation: Relation) -> &[u32] {
        let (made, count) = (&self.relations, self.case.parties.len());
        match relation {
            Relation::ALIASES => self.party_aliases().get(row),
            Relation::GRADES => made.party_grades.get_or_init(|| self.grades(self.party_keys(), count)).get(row),
            Relation::NOTES => made.party_notes.get_or_init(|| self.notes(self.party_keys(), count)).get(row),
            _ => &[],
        }
    }

    fn rows_of_source(&self, row: usize, relation: Relation) -> &[u32] {
        let (case, made, count) = (self.case, &self.relations, self.case.sources.len());
        match relation {
            Relation::PUBLISHER => {
                let parties = || optional(case.sources.iter().map(|source| source.publisher), self.party_keys());
                made.source_publisher.get_or_init(parties).get(row)
            }
            Relation::AUTHORS => {
                let authors = || listed(case.sources.iter().map(|source| &*source.authors), self.party_keys());
                made.source_authors.get_or_init(authors).get(row)
            }
            Relation::VERSIONS => {
                made.source_versions.get_or_init(|| Many::back(self.version_source(), count)).get(row)
            }
            Relation::DIFFS => made.source_diffs.get_or_init(|| Many::back(&self.diff_source(), count)).get(row),
            Relation::DERIVED_FROM => {
                let origins = || listed(case.sources.iter().map(|source| &*source.derived_from), self.source_keys());
                made.source_derived_from.get_or_init(origins).get(row)
            }
            Relation::GRADES => made.source_grades.get_or_init(|| self.grades(self.source_keys(), count)).get(row),
            Relation::NOTES => made.source_notes.get_or_init(|| self.notes(self.source_keys(), count)).get(row),
            _ => &[],
        }
    }

    fn rows_of_appearance(&self, row: usize, relation: Relation) -> &[u32] {
        let (case, made, count) = (self.case, &self.relations, self.case.appearances.len());
        match relation {
            Relation::CLAIM => self.appearance_claim().get(row),
            Relation::VERSION => {
                let versions = self.version_keys();
                let rows = || One::of(case.appearances.iter().map(|appearance| versions.row(appearance.version)));
                made.appearance_version.get_or_init(rows).get(row)
            }
            Relation::VIA => {
                let parties = || listed(case.appearances.iter().map(|appearance| &*appearance.via), self.party_keys());
                made.appearance_via.get_or_init(parties).get(row)
            }
            Relation::CHANGES => {
                made.appearance_changes.get_or_init(|| Many::back(self.change_appearance(), count)).get(row)
            }
            _ => &[],
        }
    }

    fn rows_of_link(&self, row: usize, relation: Relation) -> &[u32] {
        let (made, count) = (&self.relations, self.case.links.len());
        match relation {
            Relation::FROM => self.link_from().get(row),
            Relation::TO_CLAIM => self.link_to_claim().get(row),
            Relation::TO_LINK => self.link_to_link().get(row),
            Relation::LINKS_IN => made.link_links_in.get_or_init(|| Many::back(self.link_to_link(), count)).get(row),
            Relation::GRADES => made.link_grades.get_or_init(|| self.grades(self.link_keys(), count)).get(row),
            Relation::NOTES => made.link_notes.get_or_init(|| self.notes(self.link_keys(), count)).get(row),
            _ => &[],
        }
    }

    fn rows_of_score(&self, row: usize, relation: Relation) -> &[u32] {
        match relation {
            Relation::CLAIM => self.score_claim().get(row),
            Relation::REMARKS => self.score_remarks().get(row),
            Relation::CONTRIBUTIONS => self.score_contributions().get(row),
            _ => &[],
        }
    }

    fn claim_part_of(&self) -> &One {
        let wholes = || optional(self.case.claims.iter().map(|claim| claim.part_of), self.claim_keys());
        self.relations.claim_part_of.get_or_init(wholes)
    }

    fn claimant_party(&self) -> &One {
        let claimants = self.case.claims.iter().flat_map(|claim| &claim.claimants);
        let parties = || One::of(claimants.map(|claimant| self.party_keys().row(claimant.party)));
        self.relations.claimant_party.get_or_init(parties)
    }

    fn version_source(&self) -> &One {
        let sources =
            || One::of(self.case.versions.iter().map(|version| self.source_keys().row(version.version.source)));
        self.relations.version_source.get_or_init(sources)
    }

    fn appearance_claim(&self) -> &One {
        let claims = || One::of(self.case.appearances.iter().map(|appearance| self.claim_keys().row(appearance.claim)));
        self.relations.appearance_claim.get_or_init(claims)
    }

    fn link_from(&self) -> &One {
        let claims = || One::of(self.case.links.iter().map(|link| self.claim_keys().row(link.from)));
        self.relations.link_from.get_or_init(claims)
    }

    fn link_to_claim(&self) -> &One {
        let claims = || {
            One::of(self.case.links.iter().map(|link| match link.to {
                Target::Claim(key) => self.claim_keys().row(key),
                Target::Link(_) => NO_ROW,
            }))
        };
        self.relations.link_to_claim.get_or_init(claims)
    }

    fn link_to_link(&self) -> &One {
        let links = || {
            One::of(self.case.links.iter().map(|link| match link.to {
                Target::Claim(_) => NO_ROW,
                Target::Link(key) => self.link_keys().row(key),
            }))
        };
        self.relations.link_to_link.get_or_init(links)
    }

    fn score_claim(&self) -> &One {
        let claims = || One::of(self.case.scores.iter().map(|score| self.claim_keys().row(score.claim)));
        self.relations.score_claim.get_or_init(claims)
    }

    fn contribution_link(&self) -> &One {
        let parts = self.case.scores.iter().flat_map(|score| &score.contributions);
        let links = || optional(parts.map(|part| part.link), self.link_keys());
        self.relations.contribution_link.get_or_init(links)
    }

    fn change_appearance(&self) -> &One {
        let keys = || self.keys.appearances(self.case);
        let places = || One::of(self.case.changes.iter().map(|change| keys().row(change.appearance)));
        self.relations.change_appearance.get_or_init(places)
    }

    fn change_version(&self) -> &One {
        let versions = || One::of(self.case.changes.iter().map(|change| self.version_keys().row(change.version)));
        self.relations.change_version.get_or_init(versions)
    }

    fn reply_claim(&self) -> &One {
        let claims = || One::of(self.case.replies.iter().map(|reply| self.claim_keys().row(reply.claim)));
        self.relations.reply_claim.get_or_init(claims)
    }

    fn reply_party(&self) -> &One {
        let parties = || One::of(self.case.replies.iter().map(|reply| self.party_keys().row(reply.party)));
        self.relations.reply_party.get_or_init(parties)
    }

    fn diff_from(&self) -> &One {
        let versions = || One::of(self.case.diffs.iter().map(|diff| self.version_keys().row(diff.from)));
        self.relations.diff_from.get_or_init(versions)
    }

    fn diff_to(&self) -> &One {
        let versions = || One::of(self.case.diffs.iter().map(|diff| self.version_keys().row(diff.to)));
        self.relations.diff_to.get_or_init(versions)
    }

    fn diff_source(&self) -> One {
        let source = |diff: &VersionDiff| {
            let version = self.version_keys().row(diff.to);
            self.version_source().get(version as usize).first().copied().unwrap_or(NO_ROW)
        };
        One::of(self.case.diffs.iter().map(source))
    }

    fn finding_claim(&self) -> &One {
        let claims = || One::of(self.case.findings.iter().map(|finding| self.claim_keys().row(finding.claim)));
        self.relations.finding_claim.get_or_init(claims)
    }

    fn grades(&self, keys: &Index, count: usize) -> Many {
        Many::back(&One::of(self.case.grades.iter().map(|grade| keys.row(grade.subject))), count)
    }

    fn notes(&self, keys: &Index, count: usize) -> Many {
        Many::back(&One::of(self.case.notes.iter().map(|note| keys.row(note.subject))), count)
    }

    fn claim_keys(&self) -> &Index {
        self.keys.claims(self.case)
    }

    fn party_keys(&self) -> &Index {
        self.keys.parties(self.case)
    }

    fn source_keys(&self) -> &Index {
        self.keys.sources(self.case)
    }

    fn version_keys(&self) -> &Index {
        self.keys.versions(self.case)
    }

    fn link_keys(&self) -> &Index {
        self.keys.links(self.case)
    }
}

fn optional(keys: impl Iterator<Item = Option<Key>>, index: &Index) -> One {
    One::of(keys.map(|key| key.map_or(NO_ROW, |key| index.row(key))))
}

fn listed<'k>(lists: impl Iterator<Item = &'k [Key]>, index: &Index) -> Many {
    Many::of(lists.map(|keys| keys.iter().map(|key| index.row(*key))))
}
