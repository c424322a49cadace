//! The data that the compiler, the engine and other tools exchange: the compiled [`rubric`], the
//! [`audit`], the [`outcome`] and its [`explanation`], the [`assurance`] and the [`diff`], with the
//! canonical JSON they are written in and its digest.
//!
//! Nothing here decides anything. Numbers between source and grade are [`Rational`]s, written as
//! text in lowest terms (`"2/3"`, `"1"`), so that no reader loses exactness.

#![forbid(unsafe_code)]

pub mod assurance;
pub mod audit;
pub mod canonical;
pub mod condition;
pub mod diff;
pub mod explanation;
pub mod outcome;
pub mod rational;
pub mod rubric;
#[cfg(feature = "schema")]
pub mod schema;

pub use rational::Rational;

/// A name as its author wrote it: letters, digits and hyphens, starting with a letter.
pub type Name = String;
