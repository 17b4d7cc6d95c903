//! Made-up claims and the parties that made them, the same in every run and on every machine.

use claims_model::{Claim, Claimant, Key, Party, PartyKind, Status};
use uuid::Uuid;

const PARTIES: u32 = 1_000;

/// What is written of one claim.
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) status: Status,
    pub(crate) said: String,
    pub(crate) party: u32,
    pub(crate) tags: [String; 2],
}

/// The first `count` claims.
pub(crate) fn rows(count: usize) -> Vec<Row> {
    (1..).take(count).map(row).collect()
}

pub(crate) fn parties() -> Vec<Party> {
    let party = |number| Party {
        key: party_key(number),
        name: format!("{} {} {number}", spelled(number), spelled(number * 3)),
        kind: PartyKind::Person,
        aliases: Vec::new(),
        description: None,
        unnamed: None,
        merged_into: None,
    };
    (1..=PARTIES).map(party).collect()
}

impl Row {
    pub(crate) fn claim(&self) -> Claim {
        Claim {
            claimants: vec![Claimant { party: party_key(self.party), role: None }],
            said: self.said.parse().ok(),
            tags: self.tags.to_vec(),
            ..Claim::new(self.key(), self.text.clone(), self.status)
        }
    }

    /// Keys grow with time, as UUIDv7 does.
    pub(crate) fn key(&self) -> Key {
        Key::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + (u128::from(self.number) << 64)))
    }
}

fn row(number: u32) -> Row {
    let mut state = number.wrapping_mul(2_654_435_761);
    let mut next = move || {
        // xorshift (Marsaglia 2003): enough disorder for words, the same on every machine.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let words: Vec<String> = (0..12).map(|_| word(next())).collect();
    let mut tags = [spelled(next() % 300), spelled(300 + next() % 300)];
    tags.sort();
    Row {
        number,
        text: words.join(" "),
        status: Status::ALL[(next() % 4) as usize],
        said: format!("20{:02}-{:02}-{:02}", 10 + next() % 15, 1 + next() % 12, 1 + next() % 28),
        party: 1 + next() % PARTIES,
        tags,
    }
}

/// A word; few are common and most are rare, as in any language.
fn word(random: u32) -> String {
    spelled((random % 4096).min(random / 4096 % 4096).min((random >> 24) * 16))
}

/// One of 4,096 words.
fn spelled(rank: u32) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "re", "ti", "mo", "lu", "sen", "kor", "dan", "vi", "pe", "gra", "no", "tal", "is", "ju", "ham"];
    [rank & 15, rank >> 4 & 15, rank >> 8 & 15].map(|syllable| SYLLABLES[syllable as usize]).concat()
}

fn party_key(number: u32) -> Key {
    Key::new(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)))
}
