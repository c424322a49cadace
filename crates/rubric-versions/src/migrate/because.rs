//! Why an answer or a fact was not carried over.

use std::fmt;

use rubric_engine::AuditError;
use rubric_model::Name;

/// Why an answer or a fact was not carried over, said in a few words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// Nothing in the other version asks for it.
    NotAsked,
    /// The question has another wording.
    Wording,
    /// It is answered in another form.
    Form,
    /// The scale does not have the level.
    Level(Name),
    /// The level is worth more or less, or counts where it did not, or the other way round.
    Worth(Name),
    /// The level is called otherwise, or what it looks like is said otherwise.
    Meaning(Name),
    /// Items of the checklist were added, taken away or worded differently.
    Items,
    /// The number is of another unit.
    Unit,
    /// The proportion is of something else.
    Counted,
    /// The fact does not have the option, or words it differently.
    Option(Name),
    /// There is no such cause.
    Cause(Name),
    /// It was given under a third version, which is not at hand to compare with.
    GivenUnderThird,
    /// What the other version says of it: a value out of range, a comment or cause that must stand beside it.
    DoesNotFit(String),
}

impl Because {
    /// What the other version says of an answer.
    pub(crate) fn of(error: &AuditError) -> Self {
        let first = error.problems.first();
        Self::DoesNotFit(first.map_or_else(String::new, |problem| problem.message.clone()))
    }
}

impl fmt::Display for Because {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::NotAsked => "the question is not asked any more",
            Self::Wording => "the question is worded differently",
            Self::Form => "the question is answered in another way",
            Self::Items => "the items to tick are not the same",
            Self::Unit => "the number is of another unit",
            Self::Counted => "something else is counted",
            Self::GivenUnderThird => {
                "it was given under a third version, and may mean something else"
            }
            Self::Level(level) => {
                return write!(formatter, "the scale has no level `{level}` any more");
            }
            Self::Worth(level) => {
                return write!(formatter, "the level `{level}` is worth something else");
            }
            Self::Meaning(level) => {
                return write!(formatter, "the level `{level}` is described differently");
            }
            Self::Option(option) => {
                return write!(
                    formatter,
                    "the option `{option}` is not there any more, or is worded differently"
                );
            }
            Self::Cause(cause) => {
                return write!(formatter, "there is no cause `{cause}` any more");
            }
            Self::DoesNotFit(why) => why.as_str(),
        };
        formatter.write_str(text)
    }
}
