//! Why a question was left undecided.

/// What ended a search before it was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    /// The budget was used up.
    Budget,
    /// Numbers came up that are too long to reckon with here.
    Numbers,
    /// There are too many kinds of answer, or of fact, to tell apart.
    Kinds,
    /// Everything was looked at, and what was found possible could not be shown by an audit.
    NotShown,
}

impl Halt {
    /// In a sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Budget => "The search ended before every audit had been covered.",
            Self::Numbers => "The weights or values make numbers too long to reckon with here.",
            Self::Kinds => {
                "There are too many different answers or facts that the rules tell apart."
            }
            Self::NotShown => "Some audits could be neither ruled out nor written down.",
        }
    }
}
