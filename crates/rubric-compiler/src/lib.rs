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
mod assemble;
mod check;
mod condition;
mod flat;
mod lower;
mod nearest;
mod number;
mod percentage;
mod places;
mod poison;
mod read;
mod resolve;
mod run;
mod standard;
mod told;
mod tree;
mod words;

use rubric_engine::Rubric as Scored;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Files;
use rubric_model::rubric::Rubric;

pub use assemble::lock::{FILE as LOCK, Locked, Written as LockFile};
use assemble::{Assembled, Origins};
use check::Checked;
pub use places::Places;
pub use read::read_text;
use resolve::Resolved;
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
    whole(assemble::assemble(source, path), further)
}

/// A rubric, written as one source.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// What compiling it gives.
    pub compilation: Compilation,
    /// It and all that it is built on as one source, with where each part came from in comments. It has
    /// the same digest. Nothing where the rubric has errors.
    pub text: Option<String>,
    /// The rubrics that it is built on, the nearest first.
    pub bases: Vec<Rubric>,
}

/// Compiles the rubric of a file as [`compile`] does, and writes it and all that it is built on as one
/// source.
#[must_use]
pub fn resolve(source: &dyn Source, path: &str) -> Resolution {
    let assembled = assemble::assemble(source, path);
    let (tree, origins) = (assembled.tree.clone(), assembled.origins.clone());
    let compilation = whole(assembled, &|_, _| Vec::new());
    let Some((tree, rubric)) = tree.as_ref().zip(compilation.rubric.as_ref()) else {
        return Resolution {
            compilation,
            text: None,
            bases: Vec::new(),
        };
    };
    let text = flat::source(tree, &compilation.files, &origins, &rubric.provenance);
    let base = |unit: &assemble::Unit| {
        let file = compilation.files.get(*unit.files.first()?)?;
        compiled_whatever_is_locked(source, file.name()).rubric
    };
    let bases = origins.units.iter().skip(1).filter_map(base).collect();
    Resolution {
        text: Some(text),
        bases,
        compilation,
    }
}

/// A rubric, with nothing said of what is locked in its folder.
fn compiled_whatever_is_locked(source: &dyn Source, path: &str) -> Compilation {
    whole(without_lock(assemble::assemble(source, path)), &|_, _| {
        Vec::new()
    })
}

fn without_lock(mut assembled: Assembled) -> Assembled {
    let of_lock = |one: &Diagnostic| matches!(one.code, Code::ChangedUnderLock | Code::BadLock);
    assembled.assembling.retain(|one| !of_lock(one));
    assembled
}

/// What the rubric of a file is built on, for its lock: the file `rubric.lock` as it is to be, where
/// `before` is what it holds now, or why that cannot be understood. Nothing where the rubric has errors,
/// those of the lock aside.
pub fn lock(
    source: &dyn Source,
    path: &str,
    before: Option<&[u8]>,
) -> (Compilation, Option<Result<LockFile, String>>) {
    let assembled = without_lock(assemble::assemble(source, path));
    let origins = assembled.origins.clone();
    let compilation = whole(assembled, &|_, _| Vec::new());
    let text = compilation.rubric.is_some().then(|| {
        let locked = assemble::lock::all(&origins.units, &compilation.files);
        assemble::lock::written(before, &source::Location::of(path).file, locked)
    });
    (compilation, text)
}

fn whole(
    assembled: Assembled,
    further: &dyn Fn(&Scored, &Places) -> Vec<Diagnostic>,
) -> Compilation {
    let Assembled {
        files,
        tree,
        origins,
        reading: mut diagnostics,
        assembling,
    } = assembled;
    let unread = diagnostics.len();
    diagnostics.extend(assembling);
    let mut rubric = None;
    let mut tests = Vec::new();
    if let Some(tree) = &tree {
        diagnostics.extend(check::check_tree(tree));
        let (standard, found) = resolve::resolve(tree, &files, &origins);
        diagnostics.extend(found);
        match standard {
            Some(Resolved::Rubric(standard)) => {
                let (checked, found) = check::check(&standard, &files);
                diagnostics.extend(found);
                poison::without_follow_ups(&files, &mut diagnostics, unread);
                if !is_wrong(&diagnostics) {
                    match scored(&standard, &checked, &files, &origins) {
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
            Some(Resolved::Library(library)) => {
                diagnostics.extend(check::check_library(&library));
                poison::without_follow_ups(&files, &mut diagnostics, unread);
            }
            None => {}
        }
    }
    poison::keep_punctuation_beside_errors(&files, &mut diagnostics);
    told::with_what_led_there(&origins.units, &mut diagnostics);
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
    origins: &Origins,
) -> Result<Scored, Box<Diagnostic>> {
    let rubric = lower::lower(standard, &checked.conditions, files, origins)
        .ok_or_else(|| accepted::not_understood(standard.head))?;
    accepted::scored(rubric, &checked.tests, standard)
}

fn is_wrong(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
