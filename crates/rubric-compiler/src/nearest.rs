//! The name that was probably meant.

use std::cell::Cell;

/// How much one compilation may spend on suggestions: letters compared with letters.
const BUDGET: usize = 5_000_000;

/// Finds near names until its budget is spent.
#[derive(Debug)]
pub struct Suggestions(Cell<usize>);

impl Default for Suggestions {
    fn default() -> Self {
        Self(Cell::new(BUDGET))
    }
}

impl Suggestions {
    /// The one candidate nearest to a name that is not declared, if it is near enough and no other
    /// is as near. Letter case is ignored.
    pub fn nearest<'a>(
        &self,
        wanted: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.spend(wanted.len())?;
        let wanted = wanted.to_ascii_lowercase();
        let length = wanted.chars().count();
        // In names as short as `C` and `D`, one letter is all the difference.
        let most = if length < 3 { 0 } else { (length / 3).max(1) };
        let mut best: Option<(usize, &str)> = None;
        let mut unique = true;
        let mut longer: Option<&str> = None;
        let mut one_longer = true;
        for candidate in candidates {
            self.spend(candidate.len())?;
            if length >= 3 && is_start(&wanted, candidate) {
                one_longer &= longer.is_none_or(|longer| longer == candidate);
                longer = Some(candidate);
            }
            if candidate.len().abs_diff(wanted.len()) > most {
                continue;
            }
            self.spend(length.saturating_mul(candidate.len()))?;
            let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_ascii_lowercase());
            match best {
                _ if distance > most => {}
                Some((nearest, _)) if distance > nearest => {}
                Some((nearest, name)) if distance == nearest => unique &= name == candidate,
                _ => {
                    best = Some((distance, candidate));
                    unique = true;
                }
            }
        }
        match best {
            Some((_, name)) => Some(name).filter(|_| unique),
            None => longer.filter(|_| one_longer),
        }
    }

    /// Nothing once the budget is spent.
    pub fn spend(&self, letters: usize) -> Option<()> {
        let left = self.0.get().checked_sub(letters);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ())
    }
}

/// Whether a name is but a slip of the keys away from another: one letter too many, too few, wrong, or
/// swapped with its neighbour. The first letter and every digit are as they should be: `untypical` is
/// no slip for `typical`, and `need-3` none for `need-2`.
pub fn is_slip(written: &str, meant: &str) -> bool {
    let (written, meant) = (written.to_ascii_lowercase(), meant.to_ascii_lowercase());
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    written.chars().next() == meant.chars().next()
        && digits(&written) == digits(&meant)
        && strsim::damerau_levenshtein(&written, &meant) <= 1
}

/// Whether a name begins with whole words, in small letters: `requires` of `requires-improvement`.
fn is_start(words: &str, name: &str) -> bool {
    name.to_ascii_lowercase()
        .strip_prefix(words)
        .is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::{Suggestions, is_slip};

    #[test]
    fn offers_only_what_is_near_and_unique() {
        let suggestions = Suggestions::default();
        assert_eq!(
            suggestions.nearest("helth", ["health", "education"]),
            Some("health")
        );
        assert_eq!(
            suggestions.nearest("HEALTHH", ["health", "education"]),
            Some("health")
        );
        assert_eq!(suggestions.nearest("need-3", ["need-1", "need-2"]), None);
        assert_eq!(
            suggestions.nearest("transport", ["health", "education"]),
            None
        );
    }

    #[test]
    fn a_slip_is_one_letter_and_never_the_first_nor_a_digit() {
        for slip in ["helth", "healtth", "heakth", "haelth", "Healht"] {
            assert!(is_slip(slip, "health"), "{slip}");
        }
        assert!(!is_slip("hlth", "health"));
        assert!(!is_slip("atypical", "typical"));
        assert!(!is_slip("need-3", "need-2"));
        assert!(!is_slip("need-1", "need-11"));
        assert!(!is_slip("requires", "requires-improvement"));
    }

    #[test]
    fn offers_the_one_name_that_begins_so() {
        let suggestions = Suggestions::default();
        let ladder = ["good", "requires-improvement", "inadequate"];
        let nearest = |wanted, candidates: &[&'static str]| {
            suggestions.nearest(wanted, candidates.iter().copied())
        };
        assert_eq!(nearest("requires", &ladder), Some("requires-improvement"));
        assert_eq!(nearest("not", &["partly", "not-met"]), Some("not-met"));
        assert_eq!(nearest("not", &["not-applicable", "not-met"]), None);
        assert_eq!(nearest("requ", &ladder), None);
    }

    #[test]
    fn gives_up_when_the_budget_is_spent() {
        let suggestions = Suggestions::default();
        let many: Vec<String> = (0..super::BUDGET / 10)
            .map(|number| format!("name-{number}"))
            .collect();
        assert_eq!(
            suggestions.nearest("xx", many.iter().map(String::as_str)),
            None
        );
        assert_eq!(suggestions.nearest("health", ["healthy"]), None);
    }
}
