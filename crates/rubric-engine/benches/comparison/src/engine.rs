//! This engine. All that is asked of it is in this file.

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::{Rubric, Scorer};
use rubric_model::canonical::to_canonical_json;

use crate::peer::Failed;

/// A compiled rubric, ready for audits.
pub struct Engine {
    rubric: &'static Rubric,
    scorer: Scorer<'static>,
}

impl Engine {
    /// Compiles the source of a standard and loads what comes of it.
    pub fn new(source: &str) -> Result<Self, Failed> {
        let files = MemorySource::new().with("standard.rubric", source);
        let compilation = compile(&files, "standard.rubric");
        let model = compilation.rubric.ok_or_else(|| {
            let told = compilation.diagnostics.iter();
            told.map(|one| format!("{one:?}\n")).collect::<String>()
        })?;
        let rubric = Rubric::from_json(to_canonical_json(&model)?.as_bytes())?;
        // It is needed as long as the program runs.
        let rubric: &Rubric = Box::leak(Box::new(rubric));
        let scorer = rubric.scorer();
        Ok(Self { rubric, scorer })
    }

    /// From the text of an audit to its overall grade, as a place on the ladder.
    pub fn grade(&mut self, audit: &[u8]) -> Result<usize, Failed> {
        let audit = self.rubric.read_audit(audit)?;
        let overall = &self.scorer.grades(&audit).overall;
        match (overall.best, overall.worst) {
            (Some(best), Some(worst)) if best == worst => Ok(best),
            _ => Err("the audit has no one grade".into()),
        }
    }

    /// From the text of an audit to the JSON of its outcome, which replaces what is in `outcome`.
    pub fn explain(&mut self, audit: &[u8], outcome: &mut Vec<u8>) -> Result<(), Failed> {
        outcome.clear();
        let audit = self.rubric.read_audit(audit)?;
        self.scorer.write_outcome(&audit, outcome);
        Ok(())
    }

    /// The same rubric for another thread.
    pub fn another(&self) -> Self {
        Self {
            rubric: self.rubric,
            scorer: self.rubric.scorer(),
        }
    }
}
