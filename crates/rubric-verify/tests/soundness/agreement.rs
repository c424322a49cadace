//! What is verified of a rubric, beside the truth.

use rubric_engine::Rubric;
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_verify::{Budget, verify};

use crate::generate;
use crate::generator::{seeds, written};
use crate::planted;
use crate::truth::Truth;
use crate::witness;

pub const BUDGET: Budget<'_> = Budget::of_steps(5_000_000, u64::MAX);

/// How often something was, and was not, decided.
#[derive(Default)]
pub struct Decided {
    asked: usize,
    not_decided: usize,
}

impl Decided {
    /// Counts what could have been decided by going through every audit.
    pub fn count(&mut self, verdict: Verdict, finite: bool) {
        if finite {
            self.asked += 1;
            self.not_decided += usize::from(verdict == Verdict::NotDecided);
        }
    }

    pub fn nearly_all(&self) {
        let Self { asked, not_decided } = self;
        println!("{not_decided} of {asked} are not decided");
        assert!(
            not_decided * 100 < (*asked).max(1),
            "{not_decided} of {asked} are not decided"
        );
    }
}

/// All that is asked is asked once, in order.
pub fn asked(findings: &[Finding], questions: &[Question], told: &str) {
    let found: Vec<&Question> = findings.iter().map(|one| &one.question).collect();
    let questions: Vec<&Question> = questions.iter().collect();
    assert_eq!(found, questions, "what is asked; {told}");
}

#[test]
fn what_is_verified_is_true() {
    let mut decided = Decided::default();
    let rubrics = seeds().into_iter().map(|seed| {
        let rubric = generate::rubric(seed).rubric;
        (format!("seed {seed}"), rubric)
    });
    for (told, rubric) in planted::all().into_iter().chain(rubrics) {
        let truth = Truth::new(rubric.model());
        let findings = verify(&rubric, BUDGET).findings;
        agrees(&rubric, &truth, &findings, &told, &mut decided);
    }
    decided.nearly_all();
}

#[test]
fn what_going_through_every_audit_finds_is_true() {
    let mut decided = Decided::default();
    for seed in seeds() {
        let rubric = generate::rubric(seed).rubric;
        let truth = Truth::new(rubric.model());
        let findings = by_brute_force(&rubric, &truth);
        let told = format!("seed {seed}");
        agrees(&rubric, &truth, &findings, &told, &mut decided);
    }
}

/// All that is asked is asked once, in order; what is found is so, and its audits show it.
pub fn agrees(
    rubric: &Rubric,
    truth: &Truth,
    findings: &[Finding],
    told: &str,
    decided: &mut Decided,
) {
    asked(findings, &truth.questions(), told);
    for finding in findings {
        let told = format!("{told}: {}, {:?}", finding.claim, finding.question);
        decided.count(finding.verdict, truth.judge.finite);
        assert!(
            truth.allows(&finding.question, finding.verdict),
            "{:?} is not so; {told}",
            finding.verdict
        );
        witness::confirm(rubric, finding, &told);
    }
}

/// What going through every audit finds.
pub fn by_brute_force(rubric: &Rubric, truth: &Truth) -> Vec<Finding> {
    let questions = truth.questions().into_iter();
    let finding = |question: Question| {
        let audits = truth.shown(&question).unwrap_or_default().into_iter();
        Finding {
            claim: String::new(),
            verdict: if truth.holds(&question) {
                Verdict::Proved
            } else {
                Verdict::Refuted
            },
            story: None,
            audits: audits
                .map(|found| written(rubric, &truth.judge, found))
                .collect(),
            question,
        }
    };
    questions.map(finding).collect()
}
