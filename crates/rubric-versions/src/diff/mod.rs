//! What changed from one rubric to another, element by element, and what that does to audits.
//!
//! Each change is told by a rule, and the [rules] are data. What a change does to audits is decided
//! by [`rubric_verify`]: for all changes together, and where it can be done, for each alone, in the
//! old rubric with this change and no other. That no audit changes is said only where it is proved.

mod align;
mod answers;
mod called;
mod conditions;
mod core;
mod criteria;
mod decide;
mod draft;
mod groups;
mod head;
mod ladders;
mod limits;
mod merge;
mod parts;
mod rescore;
pub mod rules;
mod scales;
mod sections;
#[cfg(test)]
mod tests;
mod version;
mod words;

pub use rescore::Rescoring;

use rubric_engine::Rubric;
use rubric_model::assurance::Verdict;
use rubric_model::audit::RubricReference;
use rubric_model::diff::{Change, Difference, FORMAT, Rescored};
use rubric_model::rubric::Rubric as Model;
use rubric_verify::Budget;

use draft::{Draft, Walk};
use groups::Groups;

/// Two rubrics, and what changed from one to the other.
pub struct Comparison<'a> {
    old: &'a Rubric,
    new: &'a Rubric,
    /// Criteria under their new name, with their old one.
    renamed: Vec<(String, String)>,
    /// By change: the old rubric with nothing but this change.
    alone: Vec<Option<Rubric>>,
    difference: Difference,
}

impl Comparison<'_> {
    /// What changed, and what that does to every audit.
    #[must_use]
    pub fn difference(&self) -> &Difference {
        &self.difference
    }

    /// Begins to score audits that were made under the old rubric.
    #[must_use]
    pub fn rescoring(&self) -> Rescoring<'_> {
        Rescoring::new(self)
    }

    /// What changed, with what it does to audits that were made.
    #[must_use]
    pub fn with_audits(self, audits: Option<Rescored>) -> Difference {
        Difference {
            audits,
            ..self.difference
        }
    }
}

/// Compares two rubrics. Where the budget ends before something is decided, that is said.
#[must_use]
pub fn diff<'a>(old: &'a Rubric, new: &'a Rubric, budget: Budget<'_>) -> Comparison<'a> {
    let (before, after) = (old.model(), new.model());
    let renamed = align::renamed(before, after);
    let aligned = align::aligned(before, &renamed);
    let drafts = drafts(&aligned, after, &renamed);
    let aligned = match renamed.is_empty() {
        true => Ok(old.clone()),
        false => Rubric::from_model(aligned),
    };
    let aligned = aligned.ok();

    // A short look at everything, then a look at each change, then all the time that is left.
    let mut findings = Vec::new();
    if !drafts.is_empty() {
        let mut short = budget;
        short.steps = short.steps.min(Budget::SHORT.steps);
        short.together = short.together.min(Budget::SHORT.together);
        findings = decide::findings(new, aligned.as_ref(), short);
    }
    let mut changes = told(&drafts, after);
    let mut alone = Vec::new();
    for (draft, change) in drafts.iter().zip(&mut changes) {
        let old = aligned.as_ref();
        let is_over = budget.is_over.is_some_and(|is_over| is_over());
        let old = old.filter(|_| !is_over);
        let with = old.and_then(|old| decide::with_alone(old, draft));
        let old = old.filter(|_| !draft.rule.by_rule);
        if let Some((with, old)) = with.as_ref().zip(old) {
            let (found, class) = decide::alone(with, old, draft, budget);
            change.alone = Some(found);
            change.class = class;
        }
        alone.push(with);
    }
    let is_left = findings
        .iter()
        .any(|one| one.verdict == Verdict::NotDecided);
    if is_left && budget.steps > Budget::SHORT.steps {
        findings = decide::findings(new, aligned.as_ref(), budget);
    }

    let (together, decided) = decide::together(&findings, &drafts);
    let difference = Difference {
        format: FORMAT.to_owned(),
        old: reference(before),
        new: reference(after),
        version: version::called_for([before, after], &changes, together),
        changes,
        class: together.class,
        decided,
        findings,
        audits: None,
    };
    Comparison {
        old,
        new,
        renamed,
        alone,
        difference,
    }
}

/// What changed from one rubric to another as their texts say, each change with the class that its
/// rule suggests.
#[must_use]
pub fn changes(old: &Model, new: &Model) -> Vec<Change> {
    let renamed = align::renamed(old, new);
    let aligned = align::aligned(old, &renamed);
    told(&drafts(&aligned, new, &renamed), new)
}

fn told(drafts: &[Draft], new: &Model) -> Vec<Change> {
    let provenance = &new.provenance;
    drafts.iter().map(|draft| draft.told(provenance)).collect()
}

fn drafts(old: &Model, new: &Model, renamed: &[(String, String)]) -> Vec<Draft> {
    let mut walk = Walk {
        old,
        new,
        groups: Groups::of([old, new]),
        renamed,
        drafts: Vec::new(),
    };
    head::head(&mut walk);
    head::declared(&mut walk);
    scales::scales(&mut walk);
    ladders::ladders(&mut walk);
    sections::sections(&mut walk);
    limits::limits(&mut walk);
    limits::promises(&mut walk);
    walk.drafts
}

fn reference(model: &Model) -> RubricReference {
    RubricReference {
        name: model.name.clone(),
        version: model.version.clone(),
        digest: Some(model.digest.clone()),
    }
}
