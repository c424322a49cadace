//! Two versions of a standard: what changed, and what that does to audits.

#![forbid(unsafe_code)]

pub mod diff;
