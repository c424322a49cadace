//! Three-valued truth: what holds, what does not, and what is missing leaves open.

/// Whether a condition holds of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds, however what is missing turns out.
    Yes,
    /// It does not hold, however what is missing turns out.
    No,
    /// It depends on what is missing.
    Undecided,
}

impl Truth {
    /// What can be said of something that may hold, may fail, or may do either.
    #[must_use]
    pub fn of(may_hold: bool, may_fail: bool) -> Self {
        match (may_hold, may_fail) {
            (true, false) => Self::Yes,
            (false, _) => Self::No,
            (true, true) => Self::Undecided,
        }
    }

    /// Whether both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Undecided,
        }
    }

    /// Whether at least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// Whether it does not hold.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "beside `and` and `or`")]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Undecided => Self::Undecided,
        }
    }

    /// What can be said when it is this in one case and `other` in another.
    pub(crate) fn either_case(self, other: Self) -> Self {
        if self == other { self } else { Self::Undecided }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// How a test may turn out for something that may also be outside what can be tested: a criterion
/// that does not apply or is excluded, a section that is not scored.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chances {
    /// It may be outside.
    pub outside: bool,
    /// It may be inside, and the test hold.
    pub hold: bool,
    /// It may be inside, and the test fail.
    pub fail: bool,
}
