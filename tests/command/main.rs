//! The `rubric` command from outside: arguments, files, streams, exit statuses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod build;
mod check;
mod diff;
mod explain;
mod fix;
mod fmt;
mod help;
mod hostile;
mod list;
mod local_standard;
mod lock;
mod migrate;
mod new;
mod resolve;
mod score;
mod score_csv;
mod score_stream;
mod support;
mod test;
mod verify;
mod versions;
