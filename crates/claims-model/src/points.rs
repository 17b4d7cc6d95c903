//! Positions in a text, counted in bytes and in Unicode code points, and the way from one count to the other.

/// How many code points lie between two that are remembered.
const STRIDE: usize = 256;

/// Where every so many code points of a text begin, so that no question walks through the whole text.
#[derive(Debug, Clone)]
pub struct Points<'t> {
    text: &'t str,
    /// The byte at which each [`STRIDE`]th code point begins, from the first on.
    marks: Vec<usize>,
    count: usize,
}

impl<'t> Points<'t> {
    /// Walks through the text once.
    pub fn of(text: &'t str) -> Self {
        let (mut marks, mut count) = (Vec::with_capacity(text.len() / STRIDE + 1), 0);
        for (byte, _) in text.char_indices() {
            if count % STRIDE == 0 {
                marks.push(byte);
            }
            count += 1;
        }
        Self { text, marks, count }
    }

    /// How many code points the text has.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The byte at which a code point begins; the end of the text for the one after the last, and `None` beyond it.
    pub fn byte(&self, point: usize) -> Option<usize> {
        if point >= self.count {
            return (point == self.count).then_some(self.text.len());
        }
        let mark = self.marks[point / STRIDE];
        let within = self.text[mark..].char_indices().nth(point % STRIDE);
        within.map(|(byte, _)| mark + byte)
    }

    /// How many code points lie before a byte; one that cuts a character counts the character.
    pub fn point(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.count;
        }
        let before = self.marks.partition_point(|mark| *mark <= byte) - 1;
        let rest = &self.text.as_bytes()[self.marks[before]..byte];
        // Every code point has one byte that does not go on with another.
        before * STRIDE + rest.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_counts_lead_to_each_other() {
        let text = "aé漢👍".repeat(300);
        let points = Points::of(&text);
        assert_eq!(points.count(), 1_200);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!((points.byte(point), points.point(byte)), (Some(byte), point));
        }
        assert_eq!((points.byte(1_200), points.byte(1_201)), (Some(text.len()), None));
        assert_eq!(points.point(text.len()), 1_200);
        assert_eq!(Points::of("é").point(1), 1, "within a character");
        let empty = Points::of("");
        assert_eq!((empty.byte(0), empty.byte(1), empty.point(0)), (Some(0), None, 0));
    }
}
