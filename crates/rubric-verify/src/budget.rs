//! How much may be looked at before a question is left undecided.

/// The most that may be looked at for one question, and a way to end early.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// The most steps for one question, in combinations that are looked at; about a hundred
    /// million take a minute. The same steps decide the same questions on every machine.
    pub steps: u64,
    /// Asked now and then; once it says `true`, what is left is not decided.
    pub is_over: Option<&'a dyn Fn() -> bool>,
}

impl Budget<'_> {
    /// What `check` and `build` spend on a question.
    pub const SHORT: Self = Self {
        steps: 2_000_000,
        is_over: None,
    };

    pub(crate) fn is_over(&self) -> bool {
        self.is_over.is_some_and(|is_over| is_over())
    }

    /// As much as it takes, until `is_over` says so.
    #[must_use]
    pub fn until(is_over: &dyn Fn() -> bool) -> Budget<'_> {
        Budget {
            steps: u64::MAX,
            is_over: Some(is_over),
        }
    }
}
