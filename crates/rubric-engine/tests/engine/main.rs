//! The engine beside a naive second scorer, its laws, its reader, and hostile rubrics.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![recursion_limit = "512"]

mod bounds;
mod decide;
mod example;
mod explain;
mod explain_laws;
mod generate;
mod hostile;
mod laws;
mod naive;
mod next;
mod numbers;
mod outcome;
mod plain;
mod reader;
mod retired;
mod same;
mod shown;
