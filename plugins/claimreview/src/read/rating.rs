//! A rating as it is found: the label as written, and numbers only where all three are there and in order.

use std::borrow::Cow;

use super::json::{Node, Object};

/// What a review decided.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub(super) struct Rating<'n> {
    /// The label.
    pub(super) label: Option<Cow<'n, str>>,
    /// Worst, value and best.
    pub(super) numbers: Option<[i32; 3]>,
    /// The numbers as written, where they are none of a scale.
    pub(super) raw: Option<String>,
}

/// Reads `reviewRating`: an object, several, or a bare text.
pub(super) fn rating<'n>(node: Option<&'n Node<'_>>) -> Rating<'n> {
    let Some(node) = node else { return Rating::default() };
    let objects = node.objects();
    let with_label = objects.iter().find(|object| object.get("alternateName").is_some());
    match with_label.or_else(|| objects.first()) {
        Some(object) => of_object(object),
        None => Rating { label: label(node.texts()), ..Rating::default() },
    }
}

fn of_object<'n>(object: &'n Object<'_>) -> Rating<'n> {
    let names = ["worstRating", "ratingValue", "bestRating"];
    let written = names.map(|name| object.text(name));
    let numbers = in_order(written.each_ref().map(|text| text.as_deref().and_then(whole)));
    let mut label = label(object.texts("alternateName"));
    let mut raw = None;
    if numbers.is_none() && written.iter().any(Option::is_some) {
        let said = names.iter().zip(&written).filter_map(|(name, text)| Some(format!("{name} {}", text.as_ref()?)));
        raw = Some(said.collect::<Vec<_>>().join(", "));
    }
    // Some give the label as the value, and have no other.
    if label.is_none() {
        label = self::label(object.texts("ratingValue")).or_else(|| self::label(object.texts("name")));
    }
    Rating { label, numbers, raw }
}

/// What says something as a label: more than dashes.
fn label(mut texts: Vec<&str>) -> Option<Cow<'_, str>> {
    let words = |text: &&str| text.chars().any(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
    texts.retain(words);
    match texts.as_slice() {
        [] => None,
        [one] => Some(Cow::Borrowed(one)),
        several => Some(Cow::Owned(several.join(" / "))),
    }
}

/// A scale has two ends at least: -1 of -1 to -1 is how some say that there is no number.
fn in_order(numbers: [Option<i32>; 3]) -> Option<[i32; 3]> {
    let [Some(worst), Some(value), Some(best)] = numbers else { return None };
    (worst <= value && value <= best && worst < best).then_some([worst, value, best])
}

fn whole(text: &str) -> Option<i32> {
    let text = text.trim();
    let whole = text.split_once('.').map_or(text, |(whole, rest)| {
        if !rest.is_empty() && rest.bytes().all(|byte| byte == b'0') { whole } else { text }
    });
    whole.parse().ok()
}
