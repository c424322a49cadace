#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod advice;
mod answer;
mod audit;
mod case;
mod cases;
mod combinations;
mod condition;
mod date;
mod decide;
mod error;
mod explain;
mod findings;
mod fit;
mod index;
mod json;
mod nearest;
mod next;
mod notice;
mod number;
mod outcome;
mod parts;
mod pointer;
mod read;
mod rubric;
mod scan;
mod scorer;
mod set;
mod share;
mod shown;
mod standing;
mod trial;
mod truth;
mod verdict;

pub use audit::{Audit, AuditBuilder};
pub use cases::MOST_CASES;
pub use decide::MOST_DECIDED;
pub use error::{AuditError, Problem, RubricError};
pub use explain::Outcome;
pub use fit::MOST_COUNTED;
pub use index::{
    MOST_CHOICES, MOST_CRITERIA, MOST_DEPTH, MOST_DIGITS, MOST_MEMBERS, MOST_PLACES, MOST_SECTIONS,
};
pub use next::MOST_TRIED;
pub use number::{Domain, Number};
pub use read::{
    MOST_AUDIT_BYTES, MOST_CODE_CHARACTERS, MOST_COMMENT_CHARACTERS, MOST_NUMBER_CHARACTERS,
    MOST_RETIRED,
};
pub use rubric::{MOST_RUBRIC_BYTES, Rubric};
pub use scorer::{Graded, Grades, Scorer};
pub use shown::share as shown_share;
pub use standing::Standing;
pub use truth::Truth;
