//! Files of ClaimReview, whole and in pieces.

use claims_plugin::testing::{Call, Case, call};

fn plugin() -> Call {
    call(&claims_plugin_claimreview::PLUGIN)
}

/// Imports a file; the first byte says how large its pieces are.
///
/// # Panics
/// When a file makes the importer fail, or reads otherwise in pieces than as a whole.
pub fn run(data: &[u8]) {
    let Some((first, file)) = data.split_first() else { return };
    let whole = plugin().import(file).expect("a file of anything is imported, or remarked upon");
    let pieces = |size| plugin().stream(file, size).expect("as in one piece");
    let some = pieces(usize::from(*first) + 1);
    assert_eq!(told(&some), told(&pieces(file.len() + 1)), "pieces of {} make a difference", usize::from(*first) + 1);
    assert_eq!(told(&some), told(&[whole]), "a stream makes a difference");
}

/// What is told of all claims, in order.
fn told(cases: &[Case]) -> Vec<String> {
    let claims = cases.iter().flat_map(|case| case.read().claims());
    claims
        .map(|claim| {
            let claimants: Vec<_> =
                claim.claimants().map(|one| (one.party().map(|party| party.name()), one.role())).collect();
            let verdict = claim.verdict().map(|one| (one.name(), one.because(), one.value(), one.at()));
            let places: Vec<_> = claim.sources().iter().map(|one| (one.title(), one.address())).collect();
            format!("{:?} {claimants:?} {:?} {verdict:?} {places:?}", claim.text(), claim.said())
        })
        .collect()
}
