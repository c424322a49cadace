//! Faults planted in the standard for EHC plans, and what is found of each.
//!
//! The standard keeps its promises and has nothing idle in it. Each fault breaks what stands beside
//! it in [`plants::PLANTS`] and nothing else: no fault is overlooked, and nothing is cried that is
//! not so.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod plants;

use std::collections::BTreeMap;

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::{Audit, Graded, Rubric, Truth};
use rubric_lang::diagnostic::render;
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::outcome::Status;
use rubric_verify::{Budget, verify};

use plants::{Change, PLANTS};

const STANDARD: &str = include_str!("../../../../stdlib-rubrics/ehc-plan/ehc-plan.rubric");

#[test]
fn the_standard_keeps_its_promises_and_has_nothing_idle_in_it() {
    let mut wrong = Vec::new();
    look("the standard itself", &[], &[], &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_planted_fault_is_found_and_no_other() {
    let mut wrong = Vec::new();
    for plant in PLANTS {
        look(plant.fault, plant.changes, plant.refutes, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Looks whether just these questions are refuted of the standard once it is changed, and all
/// others proved.
fn look(fault: &str, changes: &[Change], refutes: &[&str], wrong: &mut Vec<String>) {
    let rubric = standard(fault, changes);
    let refuted: Vec<String> = refutes.iter().map(|&question| question.into()).collect();
    let findings = verify(&rubric, Budget::SHORT).findings;
    let findings: BTreeMap<String, &Finding> = findings
        .iter()
        .map(|finding| (asked(&finding.question), finding))
        .collect();
    for question in must_be_asked(&rubric).iter().chain(&refuted) {
        if !findings.contains_key(question) {
            wrong.push(format!("{fault}: `{question}` is not asked"));
        }
    }
    for (question, finding) in findings {
        let expected = if refuted.contains(&question) {
            Verdict::Refuted
        } else {
            Verdict::Proved
        };
        if finding.verdict != expected {
            wrong.push(format!(
                "{fault}: `{question}` is {:?} and should be {expected:?}\n  {}\n  {}",
                finding.verdict,
                finding.claim,
                finding.story.as_deref().unwrap_or("(no story)"),
            ));
        } else if let Err(why) = audits_show(&rubric, finding) {
            wrong.push(format!(
                "{fault}: the audits of `{question}`: {why}\n  {}",
                finding.story.as_deref().unwrap_or("(no story)"),
            ));
        }
    }
}

/// The standard without its tests, changed.
fn standard(fault: &str, changes: &[Change]) -> Rubric {
    let (kept, _) = STANDARD.split_once("\n  test strong-plan ").unwrap();
    let mut text = kept.to_owned();
    for change in changes {
        let (old, new) = match *change {
            Change::Without(declaration) => (block(&text, fault, declaration), ""),
            Change::Instead(old, new) => (old.to_owned(), new),
            Change::Added(declaration) => {
                text.push_str(declaration);
                continue;
            }
        };
        assert_eq!(text.matches(&old).count(), 1, "{fault}: {old}");
        text = text.replace(&old, new);
    }
    text.push_str("}\n");
    let source = MemorySource::new().with("ehc-plan.rubric", text);
    let compilation = compile(&source, "ehc-plan.rubric");
    let said = render::plain(&compilation.files, &compilation.diagnostics);
    let model = compilation
        .rubric
        .unwrap_or_else(|| panic!("{fault}: {said}"));
    Rubric::from_model(model).unwrap()
}

/// The text of a declaration of several lines, directly in the rubric.
fn block(text: &str, fault: &str, declaration: &str) -> String {
    let begins = format!("\n  {declaration} \"");
    let (_, rest) = text
        .split_once(&begins)
        .unwrap_or_else(|| panic!("{fault}: there is no {declaration}"));
    let (inside, _) = rest.split_once("\n  }\n").unwrap();
    format!("{begins}{inside}\n  }}\n")
}

/// What is asked of each part of a rubric that has no sections inside sections.
fn must_be_asked(rubric: &Rubric) -> Vec<String> {
    let model = rubric.model();
    let guarantees = model.guarantees.iter().map(|one| &one.name);
    let limits = model.limits.iter().map(|one| &one.name);
    let grades = rubric.overall_ladder().unwrap().grades.iter();
    let criteria = model.sections.iter().flat_map(|one| &one.criteria);
    let counting = criteria.filter(|one| one.weight.is_some());
    guarantees
        .map(|name| format!("guarantee {name}"))
        .chain(grades.map(|grade| format!("overall grade {}", grade.name)))
        .chain(limits.map(|name| format!("limit {name} bites")))
        .chain(counting.flat_map(|one| {
            let name = &one.name;
            [
                format!("a better answer to {name}"),
                format!("{name} matters"),
            ]
        }))
        .collect()
}

/// A question in a few words.
fn asked(question: &Question) -> String {
    match question {
        Question::Guarantee { name } => format!("guarantee {name}"),
        Question::OverallGrade { grade } => format!("overall grade {grade}"),
        Question::SectionGrade { ladder, grade } => format!("section grade {grade} of {ladder}"),
        Question::RungsDoNotCross {
            ladder,
            upper,
            lower,
        } => format!("{upper} and {lower} of {ladder} do not cross"),
        Question::LimitBites { name } => format!("limit {name} bites"),
        Question::BetterAnswer { criterion } => format!("a better answer to {criterion}"),
        Question::CriterionMatters { criterion } => format!("{criterion} matters"),
        Question::SameScore => "same score".to_owned(),
        Question::SameGrade => "same grade".to_owned(),
        Question::NeverMoreLenient => "never more lenient".to_owned(),
    }
}

/// Whether the audits of a refuted claim are complete, and are against it by the engine's word.
fn audits_show(rubric: &Rubric, finding: &Finding) -> Result<(), String> {
    if finding.verdict != Verdict::Refuted {
        return Ok(());
    }
    let mut audits = Vec::new();
    for audit in &finding.audits {
        let text = serde_json::to_string(audit).unwrap();
        let audit = rubric
            .read_audit(&text)
            .map_err(|error| error.to_string())?;
        if rubric.grades(&audit).overall.status != Status::Complete {
            return Err(format!("not complete, or not scored: {text}"));
        }
        audits.push(audit);
    }
    let shown = match (&finding.question, audits.as_slice()) {
        (Question::Guarantee { name }, [audit]) => breaks(rubric, name, audit),
        (Question::BetterAnswer { criterion }, [one, other]) => {
            differ_in_one_answer(finding, criterion) && is_lowered(rubric, one, other)
        }
        (Question::RungsDoNotCross { .. }, [_, ..])
        | (
            Question::OverallGrade { .. }
            | Question::LimitBites { .. }
            | Question::CriterionMatters { .. },
            [],
        ) => true,
        _ => return Err(format!("there are {}", audits.len())),
    };
    shown
        .then_some(())
        .ok_or_else(|| "they do not show it".to_owned())
}

fn breaks(rubric: &Rubric, name: &str, audit: &Audit) -> bool {
    let mut guarantees = rubric.model().guarantees.iter();
    let guarantee = guarantees.find(|one| one.name == name).unwrap();
    let truth = |condition| rubric.evaluate(condition, audit).unwrap();
    truth(&guarantee.whenever) == Truth::Yes && truth(&guarantee.then) == Truth::No
}

fn differ_in_one_answer(finding: &Finding, criterion: &str) -> bool {
    let [one, other] = finding.audits.as_slice() else {
        return false;
    };
    let others = |audit: &rubric_model::audit::Audit| {
        let mut answers = audit.answers.clone();
        answers.remove(criterion);
        (audit.facts.clone(), answers)
    };
    one.answers.get(criterion) != other.answers.get(criterion) && others(one) == others(other)
}

/// Whether some grade is lower in that of two audits which has the higher score.
fn is_lowered(rubric: &Rubric, one: &Audit, other: &Audit) -> bool {
    let (one, other) = (rubric.grades(one), rubric.grades(other));
    let (worse, better) = if one.overall.lowest < other.overall.lowest {
        (one, other)
    } else {
        (other, one)
    };
    let place = |graded: &Graded| graded.worst;
    place(&worse.overall) < place(&better.overall)
        || worse
            .sections
            .iter()
            .zip(&better.sections)
            .any(|(worse, better)| place(worse) < place(better))
}
