//! Two versions of a standard.

#![forbid(unsafe_code)]

pub mod migrate;
