//! The questions, one file for each kind.

mod better;
mod compare;
mod grades;
mod guarantees;
mod ladders;
mod limits;
mod list;
mod matters;

pub(crate) use compare::compare;
pub(crate) use list::{all, claim, of_rules};

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
pub(crate) struct Asked<'x, 'a> {
    pub standard: &'a Standard<'a>,
    pub problem: &'x Problem<'a>,
    /// How everything is judged.
    pub judged: Result<Rules<'x, 'a>, Halt>,
}

/// What was found of a question.
pub(crate) struct Found {
    pub verdict: Verdict,
    pub story: Option<String>,
    pub audits: Vec<Document>,
}

impl<'x, 'a> Asked<'x, 'a> {
    pub(crate) fn new(standard: &'a Standard<'a>, problem: &'x Problem<'a>) -> Self {
        let mut rules = Rules::new(problem);
        let mut sections = (0..problem.sections.len()).map(Some).chain([None]);
        let judged = sections.try_for_each(|section| rules.judge(0, section));
        Self {
            standard,
            problem,
            judged: judged.map(|()| rules),
        }
    }

    /// The answer to a question about one rubric.
    pub(crate) fn answer(&self, question: &Question, budget: Budget<'_>) -> Result<Found, Halt> {
        match question {
            Question::Guarantee { name } => guarantees::guarantee(self, budget, name),
            Question::OverallGrade { grade } => grades::overall(self, budget, grade),
            Question::SectionGrade { ladder, grade } => {
                grades::section(self, budget, ladder, grade)
            }
            Question::RungsDoNotCross {
                ladder,
                upper,
                lower,
            } => ladders::rungs(self, budget, ladder, upper, lower),
            Question::LimitBites { name } => limits::limit(self, budget, name),
            Question::BetterAnswer { criterion } => better::answer(self, budget, criterion),
            Question::CriterionMatters { criterion } => matters::criterion(self, budget, criterion),
            // These are asked of two.
            Question::SameScore | Question::SameGrade | Question::NeverMoreLenient => {
                Err(Halt::Kinds)
            }
        }
    }

    pub(crate) fn rubric(&self) -> &'a Rubric {
        self.standard.rubric
    }

    fn criterion(&self, name: &str) -> Result<usize, Halt> {
        self.standard.criterion(name).ok_or(Halt::Kinds)
    }

    /// An audit of which a target holds, where there is one.
    fn audit(
        &self,
        budget: Budget<'_>,
        target: impl FnOnce(&mut Rules<'_, '_>) -> Result<Rule, Halt>,
        confirms: &dyn Fn(&Audit, &Grades) -> bool,
    ) -> Result<Option<Draft>, Halt> {
        let found = ask::ask(self.problem, budget, target, &|audits| {
            audits.first().is_some_and(|audit| {
                let grades = self.rubric().grades(audit);
                grades.overall.status == Status::Complete && confirms(audit, &grades)
            })
        })?;
        Ok(found.and_then(|drafts| drafts.into_iter().next()))
    }

    fn document(&self, draft: &Draft, reference: &str) -> Result<Document, Halt> {
        draft
            .document(self.standard, reference)
            .ok_or(Halt::NotShown)
    }

    /// How a draft is answered, and in which case.
    fn story(&self, draft: &Draft, what: &str) -> String {
        let answers = story::answers(self.problem, draft, None);
        format!("With {answers}, {what}.{}", self.case(draft))
    }

    fn case(&self, draft: &Draft) -> String {
        let case = story::case(self.standard, draft);
        case.map(|case| format!(" {case}")).unwrap_or_default()
    }
}

impl Found {
    /// A claim that every audit is so, or that some are, is so; these show it.
    fn proved(story: Option<String>, audits: Vec<Document>) -> Self {
        Self {
            verdict: Verdict::Proved,
            story,
            audits,
        }
    }

    fn refuted(story: String, audits: Vec<Document>) -> Self {
        Self {
            verdict: Verdict::Refuted,
            story: Some(story),
            audits,
        }
    }
}

/// The finding of a question, whether or not it was decided.
pub(crate) fn finding(claim: String, question: Question, found: Result<Found, Halt>) -> Finding {
    let found = found.unwrap_or_else(|halt| Found {
        verdict: Verdict::NotDecided,
        story: Some(halt.sentence().to_owned()),
        audits: Vec::new(),
    });
    Finding {
        question,
        claim,
        verdict: found.verdict,
        story: found.story,
        audits: found.audits,
    }
}

/// The overall grade of an audit, as a place on its ladder.
fn overall_grade(grades: &Grades) -> Option<usize> {
    (grades.overall.status == Status::Complete).then_some(grades.overall.best?)
}
