//! The questions, one file for each kind.

mod better;
mod compare;
mod grades;
mod guarantees;
mod ladders;
mod limits;
mod matters;

pub(crate) use better::better_answers;
pub(crate) use compare::compare;
pub(crate) use grades::{overall_grades, section_grades};
pub(crate) use guarantees::guarantees;
pub(crate) use ladders::ladders;
pub(crate) use limits::limits;
pub(crate) use matters::criteria;

use rubric_engine::{Audit, Grades, Rubric};
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::audit::Audit as Document;
use rubric_model::outcome::Status;

use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::Rules;
use crate::problem::Problem;
use crate::rule::Rule;
use crate::standard::Standard;
use crate::{ask, story};

/// A rubric that questions are asked of.
pub(crate) struct Asked<'a> {
    pub standard: &'a Standard<'a>,
    pub problem: Problem<'a>,
    pub budget: Budget<'a>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(standard: &'a Standard<'a>, budget: Budget<'a>) -> Result<Self, Halt> {
        Ok(Self {
            standard,
            problem: Problem::one(standard)?,
            budget,
        })
    }

    pub(crate) fn rubric(&self) -> &'a Rubric {
        self.standard.rubric
    }

    /// An audit of which a target holds, where there is one.
    fn audit(
        &self,
        target: impl FnOnce(&mut Rules<'_, '_>) -> Result<Rule, Halt>,
        confirms: &dyn Fn(&Audit, &Grades) -> bool,
    ) -> Result<Option<Draft>, Halt> {
        let found = ask::ask(&self.problem, self.budget, target, &|audits| {
            audits.first().is_some_and(|audit| {
                let grades = self.rubric().grades(audit);
                grades.overall.status == Status::Complete && confirms(audit, &grades)
            })
        })?;
        Ok(found.and_then(|drafts| drafts.into_iter().next()))
    }

    fn document(&self, draft: &Draft, reference: &str) -> Option<Document> {
        draft.document(self.standard, reference)
    }

    /// How a draft is answered, and in which case.
    fn story(&self, draft: &Draft, what: &str) -> String {
        let answers = story::answers(&self.problem, draft, None);
        let case = story::case(self.standard, draft).map(|case| format!(" {case}"));
        format!("With {answers}, {what}.{}", case.unwrap_or_default())
    }
}

/// What was found of a claim that some audit is so.
fn some_audit(
    asked: &Asked<'_>,
    question: Question,
    claim: String,
    found: Result<Option<Draft>, Halt>,
    what: impl FnOnce(&Draft) -> Option<String>,
    none: &str,
) -> Finding {
    let (verdict, story, audits) = match found {
        Ok(Some(draft)) => {
            let story = what(&draft).map(|what| asked.story(&draft, &what));
            let audit = asked.document(&draft, "shows-that-it-can-be");
            (Verdict::Proved, story, audit.into_iter().collect())
        }
        Ok(None) => (Verdict::Refuted, Some(none.to_owned()), Vec::new()),
        Err(halt) => (
            Verdict::NotDecided,
            Some(halt.sentence().to_owned()),
            Vec::new(),
        ),
    };
    Finding {
        question,
        claim,
        verdict,
        story,
        audits,
    }
}

/// What was found of a claim that every audit is so, by looking for one that is not.
fn every_audit(
    question: Question,
    claim: String,
    against: Result<Option<(Vec<Document>, String)>, Halt>,
) -> Finding {
    let (verdict, story, audits) = match against {
        Ok(None) => (Verdict::Proved, None, Vec::new()),
        Ok(Some((audits, story))) => (Verdict::Refuted, Some(story), audits),
        Err(halt) => (
            Verdict::NotDecided,
            Some(halt.sentence().to_owned()),
            Vec::new(),
        ),
    };
    Finding {
        question,
        claim,
        verdict,
        story,
        audits,
    }
}

/// The overall grade of an audit, as a place on its ladder.
fn overall_grade(grades: &Grades) -> Option<usize> {
    (grades.overall.status == Status::Complete).then_some(grades.overall.best?)
}
