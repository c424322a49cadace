//! So many out of so many.

/// Every way to pick so many of the first numbers from 0, each ascending, in order.
pub(crate) struct Combinations {
    of: usize,
    next: Option<Vec<usize>>,
}

impl Combinations {
    pub(crate) fn new(of: usize, picked: usize) -> Self {
        let next = (picked <= of).then(|| (0..picked).collect());
        Self { of, next }
    }
}

impl Iterator for Combinations {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let now = self.next.take()?;
        // The last that can still move on does, and those after it follow closely.
        let most = |place: usize| self.of.checked_sub(now.len())?.checked_add(place);
        let moving = (now.iter().enumerate()).rfind(|(place, one)| Some(**one) < most(*place));
        if let Some((place, one)) = moving {
            let mut next: Vec<usize> = now.iter().take(place).copied().collect();
            let first = one.saturating_add(1);
            next.extend((first..).take(now.len().saturating_sub(place)));
            self.next = Some(next);
        }
        Some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::Combinations;

    #[test]
    fn each_is_there_once_in_order() {
        let all: Vec<_> = Combinations::new(4, 2).collect();
        let expected = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
        assert_eq!(all, expected.map(Vec::from));
        assert_eq!(Combinations::new(3, 0).count(), 1);
        assert_eq!(Combinations::new(3, 3).count(), 1);
        assert_eq!(Combinations::new(3, 4).count(), 0);
    }
}
