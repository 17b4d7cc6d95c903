//! What each trait of a passage is worth; it does not know how traits are found.
//!
//! Fitted by `cargo bench -p claims-text --bench extraction -- FOLDER --fit`, which prints this table anew.
//! A weight is added to the logarithm of the odds that a passage is of the body, times the trait.
//! A changed weight is a changed extractor: it needs a new id in [`super::html`].

use super::traits::COUNT;

/// What a passage starts with.
pub(crate) const BIAS: f32 = 0.17;

/// The weights, in the order of the traits.
pub(crate) const WEIGHTS: [(&str, f32); COUNT] = [
    ("kept by rules", 0.37),
    ("kept by scores", 0.97),
    ("kept by both", 0.22),
    ("witnesses agree", -2.76),
    ("kept by rules, as is most prose", 1.31),
    ("length", -0.71),
    ("short", 0.43),
    ("links", -0.80),
    ("prose", -0.46),
    ("begins with a capital", 0.54),
    ("ends a sentence", 2.10),
    ("paragraph", 0.35),
    ("first heading", -1.00),
    ("second heading", 0.94),
    ("third heading", 0.89),
    ("item", 0.61),
    ("cell", -0.71),
    ("caption", -1.77),
    ("heading before prose", 0.46),
    ("heading without prose", -0.13),
    ("offer", -1.48),
    ("pointer", -2.74),
    ("credit", 0.16),
    ("among kept prose", 1.03),
    ("after kept prose", -0.83),
    ("outside article", -0.23),
    ("outside main", -1.45),
    ("outside class: body", -0.37),
    ("kept just before", 0.08),
    ("kept shortly before", 0.37),
    ("kept before", -0.19),
    ("kept just after", -0.17),
    ("kept shortly after", 0.67),
    ("kept after", 0.65),
    ("in article", -0.51),
    ("in main", -0.11),
    ("in aside", -0.15),
    ("in nav", 0.17),
    ("in header", -0.59),
    ("in footer", -0.34),
    ("in figure", 0.37),
    ("in table", 0.37),
    ("in form", -2.95),
    ("in list", -0.11),
    ("in quote", -0.23),
    ("in button", -0.70),
    ("unshown", 0.22),
    ("hidden", 2.52),
    ("class: related", -0.16),
    ("class: share", -1.92),
    ("class: comment", -2.72),
    ("class: offer", -3.55),
    ("class: cookie", -2.04),
    ("class: side", 0.02),
    ("class: menu", -0.39),
    ("class: byline", -3.21),
    ("class: media", -1.83),
    ("class: body", -0.39),
    ("class: foot", -1.28),
    ("class: tags", 0.34),
];
