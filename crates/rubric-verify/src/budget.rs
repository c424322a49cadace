//! How much may be looked at before a question is left undecided.

use std::cell::Cell;

/// The most that may be looked at, and a way to end early.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// The most steps for one question, in combinations that are looked at. The same steps decide
    /// the same questions on every machine.
    pub steps: u64,
    /// The most steps for all questions together.
    pub together: u64,
    /// Asked now and then; once it says `true`, what is left is not decided.
    pub is_over: Option<&'a dyn Fn() -> bool>,
    /// What is left of the steps for all questions.
    pub(crate) left: Option<&'a Cell<u64>>,
}

impl<'a> Budget<'a> {
    /// What `check` and `build` spend.
    pub const SHORT: Self = Self::of_steps(2_000_000, 20_000_000);

    /// So many steps for one question, and for all together.
    #[must_use]
    pub const fn of_steps(steps: u64, together: u64) -> Self {
        Self {
            steps,
            together,
            is_over: None,
            left: None,
        }
    }

    /// As much as it takes, until `is_over` says so.
    #[must_use]
    pub fn until(is_over: &'a dyn Fn() -> bool) -> Self {
        Self {
            is_over: Some(is_over),
            ..Self::of_steps(u64::MAX, u64::MAX)
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.is_over.is_some_and(|is_over| is_over())
    }
}
