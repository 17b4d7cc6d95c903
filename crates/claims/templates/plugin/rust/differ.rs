use claims_plugin::{Differ, Failure, Hunk, export};

#[derive(Default)]
struct Start;
impl Differ for Start {
    fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
        let pairs = old.char_indices().zip(new.chars());
        let common = pairs.take_while(|((_, was), now)| was == now).last();
        let start = common.map_or(0, |((at, c), _)| at + c.len_utf8());
        let changed = Hunk::changed(start..old.len(), start..new.len());
        Ok(vec![Hunk::same(0..start, 0..start), changed])
    }
}

export!({{name}}: differ Start);
