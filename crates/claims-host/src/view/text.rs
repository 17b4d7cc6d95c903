//! Answers what stands in the columns of text.

use std::{collections::HashMap, fmt, sync::OnceLock};

use claims_abi::{Field, Table};
use claims_model::{Grading, Key, Publication, Timestamp};

use super::{View, column::Column};

impl View<'_> {
    pub(crate) fn text(&self, table: Table, row: usize, field: Field) -> Option<&str> {
        match table {
            Table::CLAIM => self.text_of_claim(row, field),
            Table::CLAIMANT if field == Field::ROLE => self.claimant(row)?.role.as_deref(),
            Table::TAG if field == Field::TEXT => self.tag(row),
            Table::PARTY => self.text_of_party(row, field),
            Table::ALIAS if field == Field::TEXT => self.alias(row),
            Table::SOURCE => self.text_of_source(row, field),
            Table::VERSION => self.text_of_version(row, field),
            Table::ARCHIVE => self.text_of_archive(row, field),
            Table::APPEARANCE => self.text_of_appearance(row, field),
            Table::LINK => self.text_of_link(row, field),
            Table::GRADE => self.text_of_grade(row, field),
            Table::VERDICT => self.text_of_verdict(row, field),
            Table::NOTE => self.text_of_note(row, field),
            Table::SCORE if field == Field::SCORER => self.case.scores.get(row).map(|score| &*score.scorer),
            Table::REMARK if field == Field::TEXT => self.remark(row),
            Table::CONTRIBUTION if field == Field::BECAUSE => self.contribution(row).map(|part| part.because.as_str()),
            Table::CHANGE => self.text_of_change(row, field),
            Table::REPLY => self.text_of_reply(row, field),
            Table::HUNK if field == Field::STATE => self.hunk(row).map(|hunk| hunk.state.word()),
            Table::FINDING => self.text_of_finding(row, field),
            _ => None,
        }
    }

    fn text_of_claim(&self, row: usize, field: Field) -> Option<&str> {
        let (claims, made) = (&self.case.claims, &self.columns);
        let claim = claims.get(row)?;
        match field {
            Field::HANDLE => column(&made.claim_handle, row, claims, |claim| Some(claim.handle)),
            Field::KEY => column(&made.claim_key, row, claims, |claim| Some(claim.key)),
            Field::TEXT => Some(&claim.text),
            Field::STATUS => Some(claim.status.word()),
            Field::SAID => column(&made.claim_said, row, claims, |claim| claim.said),
            Field::PUBLISHED => made.claim_published.get_or_init(|| self.publication(|one| one.published)).get(row),
            Field::WITHDRAWN => made.claim_withdrawn.get_or_init(|| self.publication(|one| one.withdrawn)).get(row),
            Field::OCCASION => claim.occasion.as_deref(),
            Field::PLACE => claim.place.as_deref(),
            Field::LANGUAGE => claim.language.as_deref(),
            Field::WHY_CHECKED => claim.why_checked.as_deref(),
            Field::WITHDRAWN_BECAUSE => claim.withdrawn_because.as_deref(),
            _ => None,
        }
    }

    /// A time of each claim's publication.
    fn publication(&self, time: impl Fn(&Publication) -> Option<Timestamp>) -> Column {
        let of: HashMap<Key, &Publication> = self.case.publications.iter().map(|one| (one.claim, one)).collect();
        Column::of(self.case.claims.iter().map(|claim| of.get(&claim.key).and_then(|one| time(one))))
    }

    fn text_of_party(&self, row: usize, field: Field) -> Option<&str> {
        let (parties, made) = (&self.case.parties, &self.columns);
        let party = parties.get(row)?;
        match field {
            Field::HANDLE => column(&made.party_handle, row, parties, |party| Some(party.handle)),
            Field::KEY => column(&made.party_key, row, parties, |party| Some(party.key)),
            Field::NAME => Some(&party.name),
            Field::KIND => Some(party.kind.word()),
            Field::DESCRIPTION => party.description.as_deref(),
            Field::WHY_UNNAMED => party.unnamed.as_ref().map(|unnamed| unnamed.why.as_str()),
            _ => None,
        }
    }

    fn text_of_source(&self, row: usize, field: Field) -> Option<&str> {
        let (sources, made) = (&self.case.sources, &self.columns);
        let source = sources.get(row)?;
        match field {
            Field::HANDLE => column(&made.source_handle, row, sources, |source| Some(source.handle)),
            Field::KEY => column(&made.source_key, row, sources, |source| Some(source.key)),
            Field::TITLE => Some(&source.title),
            Field::KIND => Some(source.kind.word()),
            Field::PUBLISHED => column(&made.source_published, row, sources, |source| source.published),
            Field::ADDRESS => source.address.as_deref(),
            Field::LANGUAGE => source.language.as_deref(),
            _ => None,
        }
    }

    fn text_of_version(&self, row: usize, field: Field) -> Option<&str> {
        let (versions, made) = (&self.case.versions, &self.columns);
        let found = versions.get(row)?;
        let version = &found.version;
        match field {
            Field::HANDLE => {
                let handles = || Column::of((0..versions.len()).map(|row| self.version_handle(row)));
                made.version_handle.get_or_init(handles).get(row)
            }
            Field::KEY => column(&made.version_key, row, versions, |found| Some(found.version.key)),
            Field::STATE => Some(version.state.word()),
            Field::CAPTURED => column(&made.version_captured, row, versions, |found| Some(found.version.captured)),
            Field::ORIGIN => Some(&version.origin),
            Field::MEDIA_TYPE => Some(&version.media_type),
            Field::SHA256 => column(&made.version_sha256, row, versions, |found| Some(found.version.bytes)),
            Field::TEXT_SHA256 => column(&made.version_text_sha256, row, versions, |found| Some(found.version.text)),
            Field::EXTRACTOR => Some(&version.extractor),
            Field::TEXT => found.text.as_deref(),
            _ => None,
        }
    }

    /// The handle of the source with the number of the version: `s1v2`.
    fn version_handle(&self, row: usize) -> Option<String> {
        let version = &self.case.versions.get(row)?.version;
        let source = self.keys.sources(self.case).find(version.source)?;
        Some(format!("{}v{}", self.case.sources[source as usize].handle, version.number))
    }

    fn text_of_archive(&self, row: usize, field: Field) -> Option<&str> {
        match field {
            Field::ADDRESS => self.archive(row).map(|archive| archive.address.as_str()),
            Field::RECORDED => {
                let archives = self.case.versions.iter().flat_map(|version| &version.version.archives);
                let recorded = || Column::of(archives.map(|archive| Some(archive.recorded)));
                self.columns.archive_recorded.get_or_init(recorded).get(row)
            }
            _ => None,
        }
    }

    fn text_of_appearance(&self, row: usize, field: Field) -> Option<&str> {
        let appearances = &self.case.appearances;
        let appearance = appearances.get(row)?;
        let (quote, original) = (appearance.quote.as_ref(), appearance.original.as_ref());
        match field {
            Field::KEY => column(&self.columns.appearance_key, row, appearances, |appearance| Some(appearance.key)),
            Field::MANNER => Some(appearance.manner.word()),
            Field::EXACT => quote.map(|quote| quote.exact.as_str()),
            Field::PREFIX => quote.map(|quote| quote.prefix.as_str()),
            Field::SUFFIX => quote.map(|quote| quote.suffix.as_str()),
            Field::HEDGE => appearance.hedge.as_deref(),
            Field::TIMECODE => appearance.timecode.as_deref(),
            Field::ORIGINAL => original.map(|original| original.text.as_str()),
            Field::ORIGINAL_LANGUAGE => original.map(|original| original.language.as_str()),
            Field::TRANSLATOR => original?.translator.as_deref(),
            _ => None,
        }
    }

    fn text_of_link(&self, row: usize, field: Field) -> Option<&str> {
        let (links, made) = (&self.case.links, &self.columns);
        let link = links.get(row)?;
        match field {
            Field::HANDLE => column(&made.link_handle, row, links, |link| Some(link.handle)),
            Field::KEY => column(&made.link_key, row, links, |link| Some(link.key)),
            Field::STANCE => Some(link.stance.word()),
            Field::NOTE => link.note.as_deref(),
            Field::BY => Some(&link.by),
            Field::AT => column(&made.link_at, row, links, |link| Some(link.at)),
            _ => None,
        }
    }

    fn text_of_grade(&self, row: usize, field: Field) -> Option<&str> {
        let grades = &self.case.grades;
        let grade = grades.get(row)?;
        match (field, grade.grading) {
            (Field::RELIABILITY, Grading::Reliability(reliability)) => Some(reliability.word()),
            (Field::CREDIBILITY, Grading::Credibility(credibility)) => Some(credibility.word()),
            (Field::MEANING, Grading::Reliability(reliability)) => Some(reliability.meaning()),
            (Field::MEANING, Grading::Credibility(credibility)) => Some(credibility.meaning()),
            (Field::BECAUSE, _) => grade.because.as_deref(),
            (Field::BY, _) => Some(&grade.by),
            (Field::AT, _) => column(&self.columns.grade_at, row, grades, |grade| Some(grade.at)),
            _ => None,
        }
    }

    fn text_of_verdict(&self, row: usize, field: Field) -> Option<&str> {
        let verdicts = &self.case.verdicts;
        let verdict = verdicts.get(row)?;
        match field {
            Field::SCALE => Some(&verdict.scale),
            Field::LABEL => Some(&verdict.label),
            Field::NAME => Some(&verdict.name),
            Field::BECAUSE => Some(&verdict.because),
            Field::BY => Some(&verdict.by),
            Field::AT => column(&self.columns.verdict_at, row, verdicts, |verdict| Some(verdict.at)),
            Field::WOULD_CHANGE => verdict.would_change.as_deref(),
            Field::CORRECTION => verdict.correction.map(|correction| correction.word()),
            Field::ADDRESS => verdict.address.as_deref(),
            Field::FEED => verdict.feed.as_deref(),
            _ => None,
        }
    }

    fn text_of_note(&self, row: usize, field: Field) -> Option<&str> {
        let notes = &self.case.notes;
        let note = notes.get(row)?;
        match field {
            Field::TEXT => Some(&note.text),
            Field::BY => Some(&note.by),
            Field::AT => column(&self.columns.note_at, row, notes, |note| Some(note.at)),
            _ => None,
        }
    }

    fn text_of_change(&self, row: usize, field: Field) -> Option<&str> {
        let change = self.case.changes.get(row)?;
        match field {
            Field::STATE => Some(change.state.word()),
            Field::NOW => Some(&change.now),
            Field::DOUBT => change.doubt.map(|doubt| doubt.word()),
            _ => None,
        }
    }

    fn text_of_finding(&self, row: usize, field: Field) -> Option<&str> {
        let finding = self.case.findings.get(row)?;
        match field {
            Field::LEVEL => Some(&finding.level),
            Field::RULE => Some(&finding.rule),
            Field::TEXT => Some(&finding.what),
            Field::FIX => Some(&finding.fix),
            _ => None,
        }
    }

    fn text_of_reply(&self, row: usize, field: Field) -> Option<&str> {
        let (replies, made) = (&self.case.replies, &self.columns);
        let reply = replies.get(row)?;
        match field {
            Field::HANDLE => column(&made.reply_handle, row, replies, |reply| Some(reply.handle)),
            Field::KEY => column(&made.reply_key, row, replies, |reply| Some(reply.key)),
            Field::STATE => Some(reply.state().word()),
            Field::THROUGH => Some(&reply.through),
            Field::ASKED => column(&made.reply_asked, row, replies, |reply| Some(reply.asked)),
            Field::DUE => column(&made.reply_due, row, replies, |reply| reply.due),
            Field::ANSWERED => column(&made.reply_answered, row, replies, |reply| Some(reply.answer.as_ref()?.on)),
            Field::TEXT => reply.answer.as_ref()?.text.as_deref(),
            Field::BY => Some(&reply.by),
            Field::AT => column(&made.reply_at, row, replies, |reply| Some(reply.at)),
            _ => None,
        }
    }
}

/// The text in `row` of a column that is written out of `records` the first time.
fn column<'c, R, T: fmt::Display>(
    made: &'c OnceLock<Column>,
    row: usize,
    records: &[R],
    value: impl Fn(&R) -> Option<T>,
) -> Option<&'c str> {
    made.get_or_init(|| Column::of(records.iter().map(value))).get(row)
}
