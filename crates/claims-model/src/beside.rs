//! Reads an object that holds one member more than the record in it.
//!
//! `serde(flatten)` does the same by way of a copy of all members, which costs more than everything else that is read.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, Visitor, value::MapAccessDeserializer},
};

/// The record, and the member `name` beside its own, if it is there.
pub(crate) fn read<'de, D, T, M>(deserializer: D, name: &'static str) -> Result<(T, Option<M>), D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
    M: Deserialize<'de>,
{
    deserializer.deserialize_map(Both { name, of: PhantomData })
}

struct Both<T, M> {
    name: &'static str,
    of: PhantomData<(T, M)>,
}

impl<'de, T: Deserialize<'de>, M: Deserialize<'de>> Visitor<'de> for Both<T, M> {
    type Value = (T, Option<M>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut beside = None;
        let rest = Rest { map, name: self.name, beside: &mut beside };
        let record = T::deserialize(MapAccessDeserializer::new(rest))?;
        Ok((record, beside))
    }
}

/// The members of an object without the one that is put aside.
struct Rest<'m, A, M> {
    map: A,
    name: &'static str,
    beside: &'m mut Option<M>,
}

impl<'de, A: MapAccess<'de>, M: Deserialize<'de>> MapAccess<'de> for Rest<'_, A, M> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<Name<'de>>()? {
            if key.0 != self.name {
                return seed.deserialize(key.0.into_deserializer()).map(Some);
            }
            if self.beside.is_some() {
                return Err(A::Error::duplicate_field(self.name));
            }
            *self.beside = Some(self.map.next_value()?);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// The name of a member, borrowed where it can be.
#[derive(Deserialize)]
struct Name<'n>(#[serde(borrow)] Cow<'n, str>);
