//! From a file and all that it is built on to one tree.
//!
//! 1. `load`: the file, and those it names with `use`, `include` and `extends`, each read once.
//! 2. What is included or used is put in the place of the statement that names it.
//! 3. `overlay`: what a local standard adds, changes and removes is done to a copy of its base.
//!
//! The passes after this see one rubric, as if it had been written in one file; every part of it
//! still knows its own place. What could not be read stays in the tree as the statement that names
//! it, so that nothing is said to be undeclared on its account.

mod dependency;
mod file;
mod load;
pub mod lock;
mod origins;
mod overlay;
mod path;
mod under_lock;
mod units;

use rubric_lang::ast::Tree;
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::source::Files;

pub use origins::{Origins, key};
pub use overlay::tail_text;
pub use units::{Unit, Units};

use crate::source::Source;

/// One tree of all files.
#[derive(Debug)]
pub struct Assembled {
    /// The files; the first is the one that was asked for.
    pub files: Files,
    /// The tree, if the first file is text.
    pub tree: Option<Tree>,
    /// Where its parts come from.
    pub origins: Origins,
    /// What reading says.
    pub reading: Vec<Diagnostic>,
    /// What putting it together says.
    pub assembling: Vec<Diagnostic>,
}

/// Reads a file and all that it is built on.
pub fn assemble(source: &dyn Source, path: &str) -> Assembled {
    load::load(source, path)
}
