//! Audits carried from one version of a standard to another.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod answers;
mod laws;
mod support;
