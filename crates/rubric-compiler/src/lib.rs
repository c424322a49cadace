//! From rubric files to a compiled rubric: load, resolve, check, lower.
//!
//! Each pass takes the whole input and gives the whole output with what is to be said of it. What
//! one pass has reported no later one complains of.
//!
//! ```
//! use rubric_compiler::{compile, source::MemorySource};
//!
//! let source = MemorySource::new().with("plans.rubric", r#"
//!     rubric plans "Plans" {
//!       version 1.0.0
//!       scale evidence "Evidence" { met "Met" 1  not-met "Not met" 0 }
//!       grades judgement "Judgement" { good "Good" from 70%  weak "Weak" otherwise }
//!       section needs "Needs" {
//!         criterion identified "Are the needs identified?"
//!       }
//!     }
//! "#);
//! let compilation = compile(&source, "plans.rubric");
//! assert!(compilation.diagnostics.is_empty());
//! assert_eq!(compilation.rubric.expect("it has no errors").sections.len(), 1);
//! ```

#![forbid(unsafe_code)]

pub mod bounds;
pub mod fix;
pub mod markdown;
pub mod source;
pub mod test;

mod accepted;
mod arena;
mod check;
mod condition;
mod load;
mod lower;
mod nearest;
mod number;
mod percentage;
mod places;
mod poison;
mod resolve;
mod run;
mod standard;
mod told;
mod tree;
mod words;

use rubric_engine::Rubric as Scored;
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::source::Files;
use rubric_model::rubric::Rubric;

use check::Checked;
pub use load::read_text;
pub use places::Places;
pub use run::{Failure, TestResult, run_tests};
use source::Source;
use standard::Standard;
use test::Test;

/// What compiling a rubric gives.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The files that were read, for places to be shown.
    pub files: Files,
    /// The compiled rubric, exactly if there are no errors.
    pub rubric: Option<Rubric>,
    /// Its tests; none where there are errors.
    pub tests: Vec<Test>,
    /// What is to be said of the files, in the order of the files, nothing twice.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the rubric of a file. Whatever the file holds, this does not fail: what is wrong is in
/// the diagnostics.
#[must_use]
pub fn compile(source: &dyn Source, path: &str) -> Compilation {
    compile_with(source, path, &|_, _| Vec::new())
}

/// Compiles the rubric of a file as [`compile`] does. Of a rubric without errors, `further` is asked
/// what else is to be said; where that is an error, the rubric does not compile.
#[must_use]
pub fn compile_with(
    source: &dyn Source,
    path: &str,
    further: &dyn Fn(&Scored, &Places) -> Vec<Diagnostic>,
) -> Compilation {
    let (load::Loaded { files, tree }, mut diagnostics) = load::load(source, path);
    let unread = diagnostics.len();
    let mut rubric = None;
    let mut tests = Vec::new();
    if let Some(tree) = &tree {
        diagnostics.extend(check::check_tree(tree));
        let (standard, found) = resolve::resolve(tree, &files);
        diagnostics.extend(found);
        if let Some(standard) = standard {
            let (checked, found) = check::check(&standard, &files);
            diagnostics.extend(found);
            poison::without_follow_ups(&files, &mut diagnostics, unread);
            if !is_wrong(&diagnostics) {
                match scored(&standard, &checked, &files) {
                    Ok(scored) => {
                        diagnostics.extend(further(&scored, &Places::new(&standard)));
                        if !is_wrong(&diagnostics) {
                            rubric = Some(scored.model().clone());
                            tests = checked.tests;
                        }
                    }
                    Err(refusal) => diagnostics.push(*refusal),
                }
            }
        }
    }
    poison::keep_punctuation_beside_errors(&files, &mut diagnostics);
    told::in_order(&mut diagnostics);
    Compilation {
        files,
        rubric,
        tests,
        diagnostics,
    }
}

fn scored<'t>(
    standard: &Standard<'t>,
    checked: &Checked<'t>,
    files: &Files,
) -> Result<Scored, Box<Diagnostic>> {
    let rubric = lower::lower(standard, &checked.conditions, files)
        .ok_or_else(|| accepted::not_understood(standard.head))?;
    accepted::scored(rubric, &checked.tests, standard)
}

fn is_wrong(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
