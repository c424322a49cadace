//! Diagnostics for people and for machines: one file for each form.
//!
//! Every renderer takes any text and any spans: spans past the end of a file, between two bytes of
//! a character or of a file that is not there are shown at the nearest place there is. Each costs
//! time linear in the sources and the diagnostics together. Text that would move a terminal's
//! cursor or reorder what is read is never passed on to a person's screen.

mod codespan;
mod excerpt;
mod human;
mod json;
mod places;
mod plain;
mod sarif;
mod short;
mod suggestion;
#[cfg(test)]
mod tests;
mod visible;

pub use human::{HumanOptions, human};
pub use json::json;
pub use plain::plain;
pub use sarif::sarif;
pub use short::short;
pub use visible::{one_line, visible};
