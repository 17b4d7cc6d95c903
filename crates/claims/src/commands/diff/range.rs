//! Which versions are compared: the two newest, or those of a range that was typed.

use claims_model::{Filed, Source, Version};
use claims_store::Records;

use crate::{
    failure::{Exit, Failure, Outcome},
    refs,
    touched::Side,
};

/// The versions to compare: the one after the edit, and before it the one it started from, last, and all earlier ones.
///
/// The two newest ones, or those of a range `v1..v2`.
pub(super) fn sides(records: &Records<'_>, source: &Filed<Source>, range: Option<&str>) -> Outcome<(Vec<Side>, Side)> {
    let mut versions = records.versions_of(source.key)?;
    let (from, to) = match range {
        Some(range) => ends(records, source, range)?,
        None => match versions.as_slice() {
            [.., from, to] => (from.clone(), to.clone()),
            _ => {
                let what = format!("{} has one version only; there is nothing to compare", source.handle);
                return Err(Failure::new(Exit::NotFound, what)
                    .hint(format!("capture it again: claims source capture {} FILE", source.handle)));
            }
        },
    };
    // Backwards there is no edit, and so nothing that happened before it.
    let is_forward = from.number < to.number;
    versions.retain(|version| version.number == from.number || is_forward && version.number < from.number);
    let before = versions.into_iter().map(|version| Side::read(records, version)).collect::<Outcome<_>>()?;
    Ok((before, Side::read(records, to)?))
}

/// The versions of a range: `v1..v2`, or `s1v1..s1v2`.
fn ends(records: &Records<'_>, source: &Filed<Source>, range: &str) -> Outcome<(Filed<Version>, Filed<Version>)> {
    let wrong = || Failure::new(Exit::Usage, format!("{range:?} is not a range of versions; write v1..v2"));
    let (from, to) = range.split_once("..").ok_or_else(wrong)?;
    let own = source.handle.to_string();
    let version = |typed: &str| -> Outcome<Filed<Version>> {
        let number = match refs::split_version(typed) {
            Ok((source, Some(number))) if source.eq_ignore_ascii_case(&own) => number,
            _ => typed.strip_prefix(['v', 'V']).unwrap_or(typed).parse().map_err(|_| wrong())?,
        };
        Ok(refs::version(records, &format!("{own}v{number}"))?.1)
    };
    Ok((version(from)?, version(to)?))
}
