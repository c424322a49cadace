//! Compiled rubric and audit to explained outcome: small, exact, no input or output.
//!
//! A [`Rubric`] is checked and indexed once. It reads audits strictly, and whatever it has read it
//! can score: no [`Audit`] makes it fail. Every number between source and grade is an exact
//! fraction. With answers or facts missing, the result is bounds that always contain what any
//! completion of the audit comes to.
//!
//! ```
//! use rubric_engine::Rubric;
//! use rubric_model::{canonical, outcome::{Judgement, Status}};
//! use serde_json::json;
//!
//! let mut rubric = json!({
//!     "format": "rubric/1", "name": "plans", "title": "Plans", "version": "1.0.0",
//!     "language": "en", "digest": "", "sources": [], "owners": [], "facts": [], "causes": [],
//!     "scales": [{ "name": "evidence", "title": "Evidence", "levels": [
//!         { "name": "met", "title": "Met", "value": "1" },
//!         { "name": "partly", "title": "Partly met", "value": "1/3" },
//!         { "name": "not-met", "title": "Not met", "value": "0" } ] }],
//!     "ladders": [{ "name": "judgement", "title": "Judgement", "grades": [
//!         { "name": "good", "title": "Good", "from": "2/3" },
//!         { "name": "weak", "title": "Weak", "otherwise": true } ] }],
//!     "overall": { "ladder": "judgement" }, "excluded_share_notice": "1/4",
//!     "sections": [{ "name": "needs", "title": "Needs", "weight": "1", "ladder": "judgement",
//!         "criteria": [
//!             { "name": "identified", "question": "Are they identified?", "weight": "1",
//!               "answer": { "kind": "scale", "scale": "evidence" } },
//!             { "name": "current", "question": "Are they current?", "weight": "1",
//!               "answer": { "kind": "scale", "scale": "evidence" } } ],
//!         "sections": [] }],
//!     "limits": [], "indicators": [], "guarantees": [],
//!     "provenance": { "compiler": "0.1.0", "elements": {} }
//! });
//! // A compiler writes the digest; here there is none.
//! rubric["digest"] = canonical::digest_of_value(rubric.clone())?.into();
//!
//! let rubric = Rubric::from_json(rubric.to_string().as_bytes())?;
//! let audit = rubric.read_audit(r#"{
//!     "format": "rubric-audit/1", "rubric": { "name": "plans", "version": "1.0.0" },
//!     "reference": "2026-Q3-0042", "date": "2026-09-14", "facts": {},
//!     "answers": { "identified": "met", "current": "partly" } }"#)?;
//!
//! let outcome = rubric.score(&audit);
//! assert_eq!(outcome.status, Status::Complete);
//! let Judgement::Settled(overall) = &outcome.overall else { panic!("it is complete") };
//! // (1 + 1/3) ÷ 2 is exactly 2/3, and earns what starts there.
//! assert_eq!(overall.grade.as_deref(), Some("good"));
//! assert_eq!(overall.score.as_ref().map(|score| score.exact.to_string()), Some("2/3".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
mod fit;
mod index;
mod nearest;
mod next;
mod notice;
mod number;
mod outcome;
mod pointer;
mod read;
mod rubric;
mod scan;
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
pub use fit::MOST_COUNTED;
pub use index::{
    MOST_CHOICES, MOST_CRITERIA, MOST_DEPTH, MOST_DIGITS, MOST_MEMBERS, MOST_PLACES, MOST_SECTIONS,
};
pub use next::MOST_TRIED;
pub use number::Domain;
pub use read::{
    MOST_AUDIT_BYTES, MOST_CODE_CHARACTERS, MOST_COMMENT_CHARACTERS, MOST_NUMBER_CHARACTERS,
    MOST_RETIRED,
};
pub use rubric::{MOST_RUBRIC_BYTES, Rubric};
pub use shown::share as shown_share;
pub use standing::Standing;
pub use truth::Truth;
pub use verdict::{Graded, Grades};
