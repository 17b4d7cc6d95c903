//! Lists that a view needs for one call, whose memory the next call of the thread takes over.
//!
//! A scorer may be called once for each of a hundred thousand cases, and what it reads of each is a few dozen numbers:
//! without this, asking the allocator for room would cost more than everything else.

use std::{
    cell::RefCell,
    ops::{Deref, DerefMut},
    thread::LocalKey,
};

use claims_model::Key;

/// How many lists are kept for the next call; a view has no more of a sort.
const KEPT: usize = 64;
/// How long a list may be and still be kept, so that one large case does not hold on to its memory for ever.
const LONGEST_KEPT: usize = 1 << 12;

/// What a [`Buffer`] can be of.
pub(crate) trait Pooled: Sized + 'static {
    /// The lists of this thread that nobody uses.
    fn pool() -> &'static LocalKey<RefCell<Vec<Vec<Self>>>>;
}

macro_rules! pooled {
    ($($of:ty),+) => {$(
        impl Pooled for $of {
            fn pool() -> &'static LocalKey<RefCell<Vec<Vec<Self>>>> {
                thread_local!(static POOL: RefCell<Vec<Vec<$of>>> = const { RefCell::new(Vec::new()) });
                &POOL
            }
        }
    )+};
}

pooled!(u32, (Key, u32));

/// A list that is empty at first.
#[derive(Debug)]
pub(crate) struct Buffer<T: Pooled>(Vec<T>);

impl<T: Pooled> Buffer<T> {
    pub(super) fn new() -> Self {
        // While a thread ends its pool may be gone; then the list is simply a new one.
        let kept = T::pool().try_with(|pool| pool.borrow_mut().pop()).ok().flatten();
        Self(kept.unwrap_or_default())
    }
}

impl Buffer<u32> {
    /// So many zeros.
    pub(crate) fn zeros(count: usize) -> Self {
        let mut zeros = Self::new();
        zeros.resize(count, 0);
        zeros
    }
}

impl<T: Pooled> Drop for Buffer<T> {
    fn drop(&mut self) {
        let mut list = std::mem::take(&mut self.0);
        if list.capacity() == 0 || list.capacity() > LONGEST_KEPT {
            return;
        }
        list.clear();
        // What cannot be kept is freed, as any list is.
        let _ = T::pool().try_with(|pool| {
            let mut pool = pool.borrow_mut();
            if pool.len() < KEPT {
                pool.push(list);
            }
        });
    }
}

impl<T: Pooled> FromIterator<T> for Buffer<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::new();
        list.extend(items);
        list
    }
}

impl<T: Pooled> Deref for Buffer<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Pooled> DerefMut for Buffer<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_taken_over_and_content_is_not() {
        let first: Buffer<u32> = (0..100).collect();
        let place = first.as_ptr();
        drop(first);
        let second = Buffer::zeros(3);
        assert_eq!((second.as_ptr(), &second[..]), (place, &[0, 0, 0][..]));
        assert!(Buffer::<u32>::new().is_empty());
    }

    #[test]
    fn a_long_list_is_not_kept() {
        drop(Buffer::zeros(LONGEST_KEPT + 1));
        assert!(Buffer::<u32>::new().capacity() <= LONGEST_KEPT);
    }
}
