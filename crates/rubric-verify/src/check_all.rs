//! Everything that is to be said of a rubric file: what the compiler says, and what is found of
//! every audit.

#[cfg(test)]
mod tests;
mod wording;

use std::collections::BTreeMap;

use rubric_compiler::source::Source;
use rubric_compiler::{Compilation, Places, compile_with};
use rubric_lang::diagnostic::Diagnostic;
use rubric_model::assurance::{Finding, Question, Verdict};

use crate::{Budget, verify_rules};

/// Compiles the rubric of a file, and where that succeeds, asks of every audit what a short search
/// can decide: whether the guarantees hold, the limits bite, and the ladders by rule make sense. What
/// is not so is added to the diagnostics. The same file gives the same diagnostics everywhere.
///
/// A guarantee that some audit breaks, and a grade that is never reached, are errors: then there is
/// no rubric, and there are no tests.
#[must_use]
pub fn check_all(source: &dyn Source, path: &str) -> Compilation {
    compile_with(source, path, &|rubric, places| {
        let findings = verify_rules(rubric, Budget::SHORT);
        told(&findings, &rubric.model().overall.ladder, places)
    })
}

/// What is to be said of what was found.
fn told(findings: &[Finding], overall_ladder: &str, places: &Places) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    // A ladder may grade the whole and sections: a grade that is reached in either is reached.
    let mut rungs: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        match (&finding.question, finding.verdict) {
            (Question::Guarantee { name }, Verdict::Refuted) => {
                diagnostics.push(wording::guarantee_refuted(name, finding, places));
            }
            (Question::Guarantee { name }, Verdict::NotDecided) => {
                diagnostics.push(wording::guarantee_not_decided(name, finding, places));
            }
            (Question::LimitBites { name }, Verdict::Refuted) => {
                diagnostics.push(wording::limit_never_bites(name, places));
            }
            (
                Question::RungsDoNotCross {
                    ladder,
                    upper,
                    lower,
                },
                Verdict::Refuted,
            ) => {
                diagnostics.push(wording::rules_cross(ladder, upper, lower, finding, places));
            }
            (Question::OverallGrade { grade }, _) => {
                rungs
                    .entry((overall_ladder, grade))
                    .or_default()
                    .push(finding);
            }
            (Question::SectionGrade { ladder, grade }, _) => {
                rungs.entry((ladder, grade)).or_default().push(finding);
            }
            _ => {}
        }
    }
    let is_refuted = |finding: &&Finding| finding.verdict == Verdict::Refuted;
    let unreached = rungs
        .into_iter()
        .filter(|(_, findings)| findings.iter().all(is_refuted));
    diagnostics.extend(
        unreached.map(|((ladder, grade), _)| wording::grade_never_reached(ladder, grade, places)),
    );
    diagnostics
}
