//! Two versions of a standard: what changed, what that does to audits, and audits carried over.

#![forbid(unsafe_code)]

mod pair;

pub mod diff;
pub mod migrate;
