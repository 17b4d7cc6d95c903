//! Looks through web archives for what may be a page, and chooses one; it takes none out.

use super::{Limits, Unreadable, is_same, record::Records, response, too_large};

const KIND: &str = "web archive";

/// How many addresses are listed where none was chosen.
const LISTED: usize = 100;

/// How many bytes the addresses in an archive may have together; they are all that is kept of most records.
const ADDRESSES: usize = 16 << 20;

/// A page of an archive, as the first walk sees it.
pub(super) struct Entry {
    /// Which of several archives it is in, counted from 0.
    pub(super) archive: usize,
    /// Its record, counted from 0.
    pub(super) at: usize,
    address: String,
    html: bool,
    status: Option<u16>,
}

impl Entry {
    /// Whether it only sends the reader on.
    fn is_elsewhere(&self) -> bool {
        self.status.is_some_and(|status| (300..400).contains(&status))
    }
}

/// What there is in one archive or in several that may be a page.
pub(super) struct Search {
    limits: Limits,
    /// How many decompressed bytes may still be read, in all archives together.
    left: u64,
    entries: Vec<Entry>,
    records: usize,
    addresses: usize,
}

impl Search {
    pub(super) fn of(limits: &Limits) -> Search {
        Search { limits: *limits, left: limits.passed, entries: Vec::new(), records: 0, addresses: 0 }
    }

    /// Counts bytes that were decompressed on the way to an archive.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), Unreadable> {
        let all = self.limits.passed;
        self.left = self.left.checked_sub(bytes).ok_or_else(|| too_large(KIND, all, "bytes when decompressed"))?;
        Ok(())
    }

    /// Adds what there is in an archive.
    pub(super) fn walk(&mut self, bytes: &[u8], archive: usize) -> Result<(), Unreadable> {
        let before = self.entries.len();
        let mut left = self.left;
        let walked = self.records(&mut Records::of(bytes, &self.limits, &mut left), archive);
        self.left = left;
        match walked {
            // An archive that was cut off still has what stands before the cut.
            Err(Unreadable::Broken { .. }) if self.entries.len() > before => Ok(()),
            walked => walked,
        }
    }

    fn records(&mut self, records: &mut Records<'_>, archive: usize) -> Result<(), Unreadable> {
        let mut at = 0;
        while let Some(record) = records.next()? {
            self.records += 1;
            if self.records > self.limits.parts {
                return Err(too_large(KIND, self.limits.parts as u64, "records"));
            }
            let address = record.page_address();
            // The start of the body has the header of the response.
            let head = if address.is_some() { records.start_of(&record)? } else { Vec::new() };
            records.skip(&record)?;
            if let Some(address) = address {
                self.addresses += address.len();
                if self.addresses > ADDRESSES {
                    return Err(too_large(KIND, ADDRESSES as u64, "bytes of addresses"));
                }
                let (status, html) = response::kind_of(&record, &head);
                self.entries.push(Entry { archive, at, address, html, status });
            }
            at += 1;
        }
        Ok(())
    }

    /// The one entry there is to take.
    pub(super) fn choose(&self, container: &'static str, wanted: Option<&str>) -> Result<&Entry, Unreadable> {
        choose(&self.entries, wanted).ok_or_else(|| Unreadable::NoChoice {
            container,
            wanted: wanted.map(str::to_owned),
            there: listed(&self.entries),
        })
    }
}

/// The addresses of the pages.
fn listed(entries: &[Entry]) -> Vec<String> {
    let pages = entries.iter().filter(|entry| entry.html && !entry.is_elsewhere());
    let mut there: Vec<String> = Vec::new();
    for entry in pages {
        if there.len() < LISTED && !there.contains(&entry.address) {
            there.push(entry.address.clone());
        }
    }
    there
}

/// The entry that was asked for, in whatever form of its address; or the only page there is.
fn choose<'e>(entries: &'e [Entry], wanted: Option<&str>) -> Option<&'e Entry> {
    if let Some(wanted) = wanted {
        let exact = || entries.iter().filter(|entry| entry.address == wanted);
        let same = || entries.iter().filter(|entry| is_same(&entry.address, wanted));
        // The last capture is the one that was kept; one that sends the reader on is taken where nothing else is.
        let here = exact().rfind(|entry| !entry.is_elsewhere());
        return here.or_else(|| same().rfind(|entry| !entry.is_elsewhere())).or_else(|| exact().next_back());
    }
    let pages: Vec<&Entry> = entries.iter().filter(|entry| entry.html && !entry.is_elsewhere()).collect();
    let first = pages.first()?;
    pages.iter().all(|page| is_same(&page.address, &first.address)).then(|| pages.last().copied())?
}
