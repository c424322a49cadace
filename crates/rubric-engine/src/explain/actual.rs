//! What an audit says of what a condition asks, in the words of conditions.

use rubric_model::Name;
use rubric_model::audit::{Answer, FactAnswer};
use rubric_model::condition::{CriterionTest, JudgedTest, Subject};
use rubric_model::outcome::{Bound, CriterionOutcome, CriterionState, Judgement, Score};

use super::Explainer;

impl Explainer<'_> {
    /// `age is 14`, `age is missing`.
    pub(super) fn fact(&self, name: &Name) -> String {
        match self.audit.facts.get(name) {
            None => format!("{name} is missing"),
            Some(FactAnswer::YesNo(true)) => format!("{name} is yes"),
            Some(FactAnswer::YesNo(false)) => format!("{name} is no"),
            Some(FactAnswer::Number(number)) => format!("{name} is {number}"),
            Some(FactAnswer::Option(option)) => format!("{name} is {option}"),
        }
    }

    /// `needs-identified is partly`, `needs-identified is not answered`.
    pub(super) fn criterion_is(&self, name: &Name, test: &CriterionTest) -> String {
        let found = self.seen.place(name);
        let Some(criterion) = found.and_then(|place| Some(self.criteria.get(place)?.outcome))
        else {
            return format!("{name} is not there");
        };
        match criterion.state {
            CriterionState::NotApplicable => format!("{name} does not apply"),
            CriterionState::Missing if criterion.answer.is_some() => {
                format!("{name} may not apply")
            }
            CriterionState::Missing => format!("{name} is not answered"),
            CriterionState::Excluded => match &criterion.level {
                Some(level) => format!("{name} is {level}, which is excluded"),
                None => format!("{name} is excluded"),
            },
            CriterionState::Scored | CriterionState::Unscored => {
                format!("{name} {}", said(criterion, test))
            }
        }
    }

    /// `section C is good`, `score of section C is 58.3%`, `overall is not scored`.
    pub(super) fn judged_is(
        &self,
        judged: Option<usize>,
        subject: &Subject,
        test: &JudgedTest,
    ) -> String {
        let place = match subject {
            Subject::It => judged,
            Subject::Section(name) => self.seen.place(name),
            Subject::Overall => None,
        };
        let section = place.and_then(|place| self.sections.get(place));
        let (subject, judgement) = match section {
            Some(one) => (format!("section {}", one.name), &one.outcome.judgement),
            None => ("overall".to_owned(), &self.outcome.overall),
        };
        let grade = |bound: &Bound| bound.grade.clone();
        let percent = |bound: &Bound| bound.score.as_ref().map(percent);
        let (subject, said) = match test {
            JudgedTest::Grade(_) => (subject, between(judgement, grade)),
            JudgedTest::Score(_) => (format!("score of {subject}"), between(judgement, percent)),
            JudgedTest::Scored(_) => {
                let scored = |bound: &Bound| bound.score.as_ref().map(|_| "scored".to_owned());
                (subject, between(judgement, scored))
            }
        };
        format!("{subject} is {said}")
    }
}

fn percent(score: &Score) -> String {
    format!("{}%", score.percent)
}

fn said(criterion: &CriterionOutcome, test: &CriterionTest) -> String {
    let worth = || criterion.value.as_ref().map(percent);
    match (test, &criterion.answer, &criterion.level) {
        (CriterionTest::Has(_) | CriterionTest::Lacks(_), Some(Answer::Detailed(answer)), _) => {
            match answer.ticked.as_deref() {
                None | Some([]) => "has none of its items".to_owned(),
                Some(items) => format!("has {}", items.join(", ")),
            }
        }
        (CriterionTest::Number(_), Some(Answer::Number(number)), _) => format!("is {number}"),
        (CriterionTest::Value(_), ..) | (_, _, None) => {
            format!(
                "is {}",
                worth().unwrap_or_else(|| "without a value".to_owned())
            )
        }
        (_, _, Some(level)) => format!("is {level}"),
    }
}

/// What it is, or both ends of what it may be.
fn between(judgement: &Judgement, of: impl Fn(&Bound) -> Option<String>) -> String {
    let (lowest, highest, may_be_not_scored) = match judgement {
        Judgement::Settled(settled) => {
            let only = of(&Bound {
                score: settled.score.clone(),
                grade: settled.grade.clone(),
            });
            (only.clone(), only, false)
        }
        Judgement::Open(open) => (of(&open.lowest), of(&open.highest), open.may_be_not_scored),
    };
    let (Some(lowest), Some(highest)) = (lowest, highest) else {
        return "not scored".to_owned();
    };
    let said = if lowest == highest {
        lowest
    } else {
        format!("between {lowest} and {highest}")
    };
    if may_be_not_scored {
        said + ", or not scored"
    } else {
        said
    }
}
