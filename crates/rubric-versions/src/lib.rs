//! Two versions of a standard: what changed, what that does to audits, and audits carried over.

#![forbid(unsafe_code)]

pub mod diff;
pub mod migrate;
