//! What each trait of a passage is worth; it does not know how traits are found.
//!
//! Fitted by `cargo bench -p claims-text --bench extraction -- FOLDER --fit`, which prints this table anew.
//! A weight is added to the logarithm of the odds that a passage is of the body, times the trait.
//! A changed weight is a changed extractor: it needs a new id in [`super::html`].

use super::traits::COUNT;

/// What a passage starts with.
pub(crate) const BIAS: f32 = 0.61;

/// The weights, in the order of the traits.
pub(crate) const WEIGHTS: [(&str, f32); COUNT] = [
    ("kept by rules", -0.21),
    ("kept by scores", 0.93),
    ("kept by both", -0.10),
    ("witnesses agree", -2.66),
    ("kept by rules, as is most prose", 2.50),
    ("length", -1.25),
    ("short", 0.19),
    ("links", -0.68),
    ("prose", 1.22),
    ("begins with a capital", 0.67),
    ("ends a sentence", 0.50),
    ("paragraph", 0.45),
    ("first heading", -1.27),
    ("second heading", 0.90),
    ("third heading", 0.93),
    ("item", 0.48),
    ("cell", -0.63),
    ("caption", -1.54),
    ("heading before prose", 0.54),
    ("heading without prose", -0.05),
    ("offer", -1.61),
    ("pointer", -2.56),
    ("credit", -0.15),
    ("among kept prose", 0.53),
    ("after kept prose", -1.17),
    ("outside article", -0.30),
    ("outside main", -0.99),
    ("outside class: body", -0.43),
    ("kept just before", 0.03),
    ("kept shortly before", 0.50),
    ("kept before", 0.03),
    ("kept just after", -0.10),
    ("kept shortly after", 0.69),
    ("kept after", 0.55),
    ("in article", -0.51),
    ("in main", -0.06),
    ("in aside", -0.11),
    ("in nav", -0.02),
    ("in header", -0.64),
    ("in footer", -0.56),
    ("in figure", 0.21),
    ("in table", 0.24),
    ("in form", -2.67),
    ("in list", -0.07),
    ("in quote", -0.26),
    ("in button", -0.42),
    ("unshown", 0.11),
    ("hidden", 2.56),
    ("class: related", -0.16),
    ("class: share", -1.92),
    ("class: comment", -2.46),
    ("class: offer", -3.59),
    ("class: cookie", -2.17),
    ("class: side", -0.03),
    ("class: menu", -0.48),
    ("class: byline", -3.34),
    ("class: media", -1.70),
    ("class: body", -0.30),
    ("class: foot", -1.48),
    ("class: tags", 0.28),
];
