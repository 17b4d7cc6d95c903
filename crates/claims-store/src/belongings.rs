//! What belongs to a record: the versions of a source, what is said of a claim, what a party made.

use claims_model::{Appearance, Claim, Filed, Grade, Key, Link, Note, Reply, Source, Target, Verdict, Version};

use crate::{Records, Result};

impl Records<'_> {
    /// The versions of a source, by number.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn versions_of(&self, source: Key) -> Result<Vec<Filed<Version>>> {
        self.select(
            "SELECT v.id FROM versions AS v JOIN sources AS s ON s.id = v.source WHERE s.key = ?1 ORDER BY v.number",
            [source.to_string()],
        )
    }

    /// Where a claim stands, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_of(&self, claim: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT a.id FROM appearances AS a JOIN claims AS c ON c.id = a.claim WHERE c.key = ?1 ORDER BY a.id",
            [claim.to_string()],
        )
    }

    /// What stands in any version of a source, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_in(&self, source: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT a.id FROM appearances AS a JOIN versions AS v ON v.id = a.version
             JOIN sources AS s ON s.id = v.source WHERE s.key = ?1 ORDER BY a.id",
            [source.to_string()],
        )
    }

    /// The links that a claim speaks through.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn links_from(&self, claim: Key) -> Result<Vec<Filed<Link>>> {
        self.select(
            "SELECT l.id FROM links AS l JOIN claims AS c ON c.id = l.from_claim WHERE c.key = ?1 ORDER BY l.id",
            [claim.to_string()],
        )
    }

    /// The links that speak to a claim or to a link.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn links_to(&self, target: Target) -> Result<Vec<Filed<Link>>> {
        let sql = match target {
            Target::Claim(_) => {
                "SELECT l.id FROM links AS l JOIN claims AS c ON c.id = l.to_claim WHERE c.key = ?1 ORDER BY l.id"
            }
            Target::Link(_) => {
                "SELECT l.id FROM links AS l JOIN links AS t ON t.id = l.to_link WHERE t.key = ?1 ORDER BY l.id"
            }
        };
        self.select(sql, [target.key().to_string()])
    }

    /// The parts that a claim was split into.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn parts_of(&self, claim: Key) -> Result<Vec<Filed<Claim>>> {
        self.select(
            "SELECT p.id FROM claims AS p JOIN claims AS c ON c.id = p.part_of WHERE c.key = ?1 ORDER BY p.id",
            [claim.to_string()],
        )
    }

    /// The claims that a party made.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn claims_by(&self, party: Key) -> Result<Vec<Filed<Claim>>> {
        self.select(
            "SELECT DISTINCT m.claim FROM claimants AS m JOIN parties AS p ON p.id = m.party WHERE p.key = ?1 ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The sources that a party wrote or published.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn sources_by(&self, party: Key) -> Result<Vec<Filed<Source>>> {
        self.select(
            "SELECT s.id FROM sources AS s JOIN parties AS p ON p.id = s.publisher WHERE p.key = ?1
             UNION SELECT a.source FROM source_authors AS a JOIN parties AS p ON p.id = a.party WHERE p.key = ?1
             ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The sources that were taken from a source.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn taken_from(&self, origin: Key) -> Result<Vec<Filed<Source>>> {
        self.select(
            "SELECT DISTINCT o.source FROM source_origins AS o JOIN sources AS s ON s.id = o.origin
             WHERE s.key = ?1 ORDER BY 1",
            [origin.to_string()],
        )
    }

    /// The appearances that are told through a party.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_via(&self, party: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT DISTINCT v.appearance FROM appearance_via AS v JOIN parties AS p ON p.id = v.party
             WHERE p.key = ?1 ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The grades of a record, oldest first; the last one counts.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn grades_of(&self, subject: Key) -> Result<Vec<Filed<Grade>>> {
        self.select("SELECT id FROM grades WHERE subject = ?1 ORDER BY id", [subject.to_string()])
    }

    /// The verdicts on a claim, oldest first; the last one counts.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn verdicts_of(&self, claim: Key) -> Result<Vec<Filed<Verdict>>> {
        self.select(
            "SELECT v.id FROM verdicts AS v JOIN claims AS c ON c.id = v.claim WHERE c.key = ?1 ORDER BY v.id",
            [claim.to_string()],
        )
    }

    /// The notes on a record, oldest first.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn notes_of(&self, subject: Key) -> Result<Vec<Filed<Note>>> {
        self.select("SELECT id FROM notes WHERE subject = ?1 ORDER BY id", [subject.to_string()])
    }

    /// The requests for a reply about a claim, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn replies_about(&self, claim: Key) -> Result<Vec<Filed<Reply>>> {
        self.select(
            "SELECT r.id FROM replies AS r JOIN claims AS c ON c.id = r.claim WHERE c.key = ?1 ORDER BY r.id",
            [claim.to_string()],
        )
    }

    /// The requests for a reply that were put to a party.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn replies_of(&self, party: Key) -> Result<Vec<Filed<Reply>>> {
        self.select(
            "SELECT r.id FROM replies AS r JOIN parties AS p ON p.id = r.party WHERE p.key = ?1 ORDER BY r.id",
            [party.to_string()],
        )
    }
}
