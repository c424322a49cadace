//! Sets of places.

/// A set of places in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(Vec<u64>);

impl Set {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a place, and says whether that is new.
    pub(crate) fn add(&mut self, place: usize) -> bool {
        let (word, bit) = split(place);
        if self.0.len() <= word {
            self.0.resize(word.saturating_add(1), 0);
        }
        self.0.get_mut(word).is_some_and(|word| {
            let new = *word & bit == 0;
            *word |= bit;
            new
        })
    }

    pub(crate) fn has(&self, place: usize) -> bool {
        let (word, bit) = split(place);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .any(|(mine, theirs)| mine & theirs != 0)
    }

    pub(crate) fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

fn split(place: usize) -> (usize, u64) {
    (place / 64, 1 << (place % 64))
}
