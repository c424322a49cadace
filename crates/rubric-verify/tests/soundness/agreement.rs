//! What is verified of a rubric, beside the truth.

use rubric_engine::Rubric;
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_verify::{Budget, verify};

use crate::generate;
use crate::generator::{seeds, written};
use crate::truth::Truth;
use crate::witness;

pub const BUDGET: Budget<'_> = Budget {
    steps: 5_000_000,
    is_over: None,
};

/// How often something was, and was not, decided.
#[derive(Default)]
pub struct Decided {
    asked: usize,
    not_decided: usize,
}

impl Decided {
    /// Counts what could have been decided by going through every audit.
    pub fn count(&mut self, verdict: Verdict, truth: &Truth) {
        if truth.judge.finite {
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
    for seed in seeds() {
        let rubric = generate::rubric(seed).rubric;
        agrees(&rubric, &format!("seed {seed}"), &mut decided);
    }
    decided.nearly_all();
}

#[test]
fn what_going_through_every_audit_shows_is_confirmed() {
    for seed in seeds() {
        let rubric = generate::rubric(seed).rubric;
        let truth = Truth::new(rubric.model());
        for question in truth.questions() {
            let audits = truth.shown(&question).unwrap_or_default().into_iter();
            let finding = Finding {
                claim: String::new(),
                verdict: if truth.holds(&question) {
                    Verdict::Proved
                } else {
                    Verdict::Refuted
                },
                story: None,
                audits: audits
                    .map(|found| written(&rubric, &truth.judge, found))
                    .collect(),
                question,
            };
            let told = format!("seed {seed}: {:?}", finding.question);
            witness::confirm(&rubric, &finding, &told);
        }
    }
}

pub fn agrees(rubric: &Rubric, told: &str, decided: &mut Decided) {
    let truth = Truth::new(rubric.model());
    let assurance = verify(rubric, BUDGET);
    assert_eq!(assurance.against, None, "{told}");
    asked(&assurance.findings, &truth.questions(), told);
    for finding in &assurance.findings {
        let told = format!("{told}: {}, {:?}", finding.claim, finding.question);
        decided.count(finding.verdict, &truth);
        assert!(
            truth.allows(&finding.question, finding.verdict),
            "{:?} is not so; {told}",
            finding.verdict
        );
        witness::confirm(rubric, finding, &told);
    }
}
