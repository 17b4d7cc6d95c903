//! What schema.org calls the labels of the scale `media`, and what publishers write in their place.

/// A label as typed and as readers see it, and the member of schema.org's MediaManipulationRatingEnumeration
/// (<https://schema.org/MediaManipulationRatingEnumeration>) that it stands for.
pub(crate) const CATEGORIES: [(&str, &str, &str); 6] = [
    ("original", "Original", "OriginalMediaContent"),
    (OUT_OF_CONTEXT, "Missing context", "DecontextualizedContent"),
    ("edited-or-cropped", "Edited or cropped", "EditedOrCroppedContent"),
    ("transformed", "Transformed", "TransformedContent"),
    ("staged", "Staged", "StagedContent"),
    ("satire-or-parody", "Satire or parody", "SatireOrParodyContent"),
];

/// The label of what is genuine and shown as something else.
pub(crate) const OUT_OF_CONTEXT: &str = "missing-context";

/// How the words begin, in small letters, that publishers write for each of the labels.
const BEGINNINGS: [(&str, &str); 7] = [
    ("original", "original"),
    ("missing", OUT_OF_CONTEXT),
    ("decontex", OUT_OF_CONTEXT),
    ("edited", "edited-or-cropped"),
    ("transformed", "transformed"),
    ("staged", "staged"),
    ("satire", "satire-or-parody"),
];

/// The label that stands for some categories as they are found, as typed and as readers see it; `None` where one of them
/// is none.
pub(crate) fn label(found: &[&str]) -> Option<(String, String)> {
    let mut meant: Vec<usize> = Vec::new();
    for word in found.iter().flat_map(|one| one.split(',')) {
        let word = word.trim().rsplit(['/', ':']).next().unwrap_or_default().to_lowercase();
        let (_, typed) = BEGINNINGS.iter().find(|(start, _)| word.starts_with(start))?;
        meant.extend(CATEGORIES.iter().position(|(own, ..)| own == typed));
    }
    meant.sort_unstable();
    meant.dedup();
    let (first, others) = meant.split_first()?;
    let (typed, name, _) = CATEGORIES[*first];
    let (mut typed, mut name) = (typed.to_owned(), name.to_owned());
    for at in others {
        typed.extend(["+", CATEGORIES[*at].0]);
        name.extend([", ", &CATEGORIES[*at].1.to_lowercase()]);
    }
    Some((typed, name))
}

/// The members that a label, as typed, stands for.
pub(crate) fn members(label: &str) -> impl Iterator<Item = &'static str> {
    label.split('+').filter_map(|one| CATEGORIES.iter().find(|(own, ..)| *own == one).map(|(.., member)| *member))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

    use claims_model::{MEDIA, Scale};

    use super::*;

    #[test]
    fn the_labels_are_those_of_the_scale() {
        let scales = Scale::bundled();
        let scale = scales.iter().find(|scale| scale.name == MEDIA).unwrap();
        let own: Vec<_> = scale.labels.iter().map(|label| (label.label.as_str(), label.name.as_str())).collect();
        assert_eq!(CATEGORIES.map(|(typed, name, _)| (typed, name)).to_vec(), own);
        let several = label(&["DecontextualizedContent", "OriginalMediaContent"]).unwrap();
        let found = scale.find("missing context, original").unwrap();
        assert_eq!(several, (found.label.clone(), found.name.clone()));
    }

    #[test]
    fn categories_are_found_as_publishers_write_them() {
        let typed = |found: &[&str]| label(found).map(|(typed, _)| typed);
        for (found, is) in [
            ("https://schema.org/TransformedContent", "transformed"),
            ("schema:StagedContent", "staged"),
            ("Transformed", "transformed"),
            ("DecontexualizedContent", OUT_OF_CONTEXT),
            ("Missing Context", OUT_OF_CONTEXT),
            ("Edited, Missing Context", "missing-context+edited-or-cropped"),
        ] {
            assert_eq!(typed(&[found]).as_deref(), Some(is), "{found}");
        }
        assert_eq!(typed(&["StagedContent", "Fake"]), None);
        assert_eq!(typed(&[]), None);
        assert!(CATEGORIES.iter().all(|(own, _, member)| typed(&[member]).as_deref() == Some(own)));
        assert!(CATEGORIES.iter().all(|(own, _, member)| members(own).eq([*member])));
    }
}
