//! Looks things up in JSON-LD of any style: with a prefix or without, as a value, a list or an object with a value.

use std::borrow::Cow;

use super::json::{Node, Object};

impl<'t> Object<'t> {
    /// The member of this name, or of the same name under `properties`, as microdata are written in JSON.
    pub(super) fn get(&self, name: &str) -> Option<&Node<'t>> {
        let own = |object: &'_ Self| object.members.iter().position(|(known, _)| is_named(known, name));
        if let Some(at) = own(self) {
            return Some(&self.members[at].1).filter(|node| **node != Node::Null);
        }
        match self.members.iter().find(|(known, _)| known == "properties") {
            Some((_, Node::Object(inner))) => Some(&inner.members[own(inner)?].1),
            _ => None,
        }
    }

    /// The texts of a member, as [`Node::texts`] has them.
    pub(super) fn texts(&self, name: &str) -> Vec<&str> {
        self.get(name).map(Node::texts).unwrap_or_default()
    }

    /// The same as one text: several are put together.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.get(name)? {
            Node::Text(text) => Some(Cow::Borrowed(text.trim())).filter(|text| !text.is_empty()),
            node => match node.texts().as_slice() {
                [] => None,
                [one] => Some(Cow::Borrowed(one)),
                several => Some(Cow::Owned(several.join(" / "))),
            },
        }
    }

    /// The objects of a member: one, or those in a list.
    pub(super) fn objects(&self, name: &str) -> Vec<&Self> {
        self.get(name).map(Node::objects).unwrap_or_default()
    }

    /// Whether it is said to be of this type.
    pub(super) fn is(&self, sort: &str) -> bool {
        let types = self.members.iter().find(|(name, _)| name == "@type" || name == "type");
        match types {
            Some((_, Node::Text(own))) => is_named(own.trim(), sort),
            Some((_, node)) => node.texts().iter().any(|own| is_named(own, sort)),
            None => false,
        }
    }
}

impl<'t> Node<'t> {
    /// What it says, each thing once: a text or a number, an `@value`, a `name`, or those of a list; nothing is blank.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut out = Vec::new();
        self.gather(&mut out);
        out
    }

    fn gather<'n>(&'n self, out: &mut Vec<&'n str>) {
        let text = match self {
            Self::Text(text) => text.trim(),
            Self::Number(number) => number,
            Self::List(list) => return list.iter().for_each(|one| one.gather(out)),
            Self::Object(object) => {
                let value = ["@value", "name", "url", "@id"].iter().find_map(|name| object.get(name));
                return value.into_iter().for_each(|value| value.gather(out));
            }
            Self::Null | Self::Bool(_) => return,
        };
        if !text.is_empty() && !out.contains(&text) {
            out.push(text);
        }
    }

    /// The objects that it is, or that are in it as a list.
    pub(super) fn objects(&self) -> Vec<&Object<'t>> {
        match self {
            Self::Object(object) => vec![object],
            Self::List(list) => list.iter().flat_map(Self::objects).collect(),
            _ => Vec::new(),
        }
    }
}

/// Whether a name is this one, whatever vocabulary it is said to be from.
fn is_named(known: &str, name: &str) -> bool {
    known == name || known.len() > name.len() && known.ends_with(name) && local(known) == name
}

/// A name without the vocabulary that it is from.
fn local(name: &str) -> &str {
    match name.strip_prefix("schema:").or_else(|| name.rsplit_once("schema.org/").map(|(_, name)| name)) {
        Some(local) if !local.is_empty() => local,
        _ => name,
    }
}
