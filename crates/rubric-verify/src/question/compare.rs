//! Whether two rubrics judge alike every audit that fits both.

use rubric_engine::{Audit, Grades as Graded};
use rubric_model::assurance::{Question, Verdict};
use rubric_model::outcome::Status;

use super::Found;
use crate::budget::Budget;
use crate::halt::Halt;
use crate::lower::Rules;
use crate::problem::Problem;
use crate::rule::{Grades, Rule};
use crate::standard::Standard;
use crate::{ask, story};

/// A rubric, and the one that it is compared with.
struct Pair<'a> {
    /// The words by which the two are called.
    called: [&'a str; 2],
    first: &'a Standard<'a>,
    second: &'a Standard<'a>,
    problem: Problem<'a>,
    budget: Budget<'a>,
}

pub(crate) fn compare(
    called: [&str; 2],
    first: Result<&Standard<'_>, Halt>,
    second: Result<&Standard<'_>, Halt>,
    budget: Budget<'_>,
    question: &Question,
) -> Result<Found, Halt> {
    let (first, second) = (first?, second?);
    let undecided = |story: &str| Found {
        verdict: Verdict::NotDecided,
        story: Some(story.to_owned()),
        audits: Vec::new(),
    };
    let Some(problem) = Problem::two(first, second)? else {
        return Ok(undecided(
            "A section or criterion stands in another section: what is elsewhere cannot be compared.",
        ));
    };
    let pair = Pair {
        called,
        first,
        second,
        problem,
        budget,
    };
    match pair.nothing_fits() {
        Some(story) => Ok(undecided(&story)),
        None => pair.against(question),
    }
}

impl Pair<'_> {
    /// Why no audit can be complete by both, where that is so.
    fn nothing_fits(&self) -> Option<String> {
        let is_asked = |fact: &crate::problem::Fact| {
            let worlds = [self.first, self.second].into_iter().zip(fact.places);
            worlds.into_iter().any(|(standard, place)| {
                let asked = place.and_then(|place| standard.told_apart.facts.get(place));
                asked.is_some_and(|asked| !asked.is_empty())
            })
        };
        for fact in self.problem.facts.iter().filter(|fact| is_asked(fact)) {
            if fact.places.contains(&None) || fact.values.is_empty() {
                return Some(format!(
                    "No audit fits both: the fact `{}` is not the same in both.",
                    fact.name
                ));
            }
        }
        let any = self.ask(|_, _| Ok(Rule::Always(true)), &|_, _| true);
        matches!(any, Ok(None)).then(|| {
            "No audit fits both: each has questions that the other has not, or other answers to them."
                .to_owned()
        })
    }

    fn ask(
        &self,
        target: impl FnOnce(&mut Rules<'_, '_>, usize) -> Result<Rule, Halt>,
        confirms: &dyn Fn(&Graded, &Graded) -> bool,
    ) -> Result<Option<Vec<crate::draft::Draft>>, Halt> {
        let ladder = self
            .first
            .rubric
            .overall_ladder()
            .map_or(0, |ladder| ladder.grades.len());
        ask::ask(
            &self.problem,
            self.budget,
            |rules| target(rules, ladder),
            &|audits: &[Audit]| {
                let [first, second] = audits else {
                    return false;
                };
                let first = self.first.rubric.grades(first);
                let second = self.second.rubric.grades(second);
                let is_complete = |one: &Graded| one.overall.status == Status::Complete;
                is_complete(&first) && is_complete(&second) && confirms(&first, &second)
            },
        )
    }

    fn against(&self, question: &Question) -> Result<Found, Halt> {
        let names = |standard: &Standard<'_>| -> Vec<String> {
            let ladder = standard.rubric.overall_ladder();
            let grades = ladder.into_iter().flat_map(|ladder| &ladder.grades);
            grades.map(|grade| grade.name.clone()).collect()
        };
        let (mine, theirs) = (names(self.first), names(self.second));
        let found = match question {
            Question::SameScore => self.ask(|_, _| Ok(Rule::ScoresDiffer), &|first, second| {
                first.overall.lowest != second.overall.lowest
            }),
            Question::SameGrade => {
                let other = |place: usize| {
                    let name = mine.get(place);
                    theirs
                        .iter()
                        .position(|grade| Some(grade) == name)
                        .map_or(Grades::NONE, Grades::one)
                };
                self.ask(
                    |rules, ladder| {
                        rules.judge(0, None)?;
                        rules.judge(1, None)?;
                        let each = (0..ladder).map(|place| {
                            let same = Rule::Overall(1, other(place));
                            Rule::all(vec![Rule::Overall(0, Grades::one(place)), same.not()])
                        });
                        Ok(Rule::any(each.collect()))
                    },
                    &|first, second| {
                        let name = |place: Option<usize>, names: &[String]| {
                            place.and_then(|place| names.get(place).cloned())
                        };
                        name(first.overall.best, &mine) != name(second.overall.best, &theirs)
                    },
                )
            }
            _ => {
                // Grades with other names have no order between them.
                if mine != theirs {
                    return Err(Halt::Kinds);
                }
                self.ask(
                    |rules, ladder| {
                        rules.judge(0, None)?;
                        rules.judge(1, None)?;
                        let each = (1..ladder).map(|place| {
                            let better: Grades = (0..place).collect();
                            let worse: Grades = (place..ladder).collect();
                            Rule::all(vec![Rule::Overall(0, better), Rule::Overall(1, worse)])
                        });
                        Ok(Rule::any(each.collect()))
                    },
                    &|first, second| first.overall.best < second.overall.best,
                )
            }
        };
        let Some(drafts) = found? else {
            return Ok(Found::proved(None, Vec::new()));
        };
        let [first, second] = drafts.as_slice() else {
            return Err(Halt::NotShown);
        };
        let told = || {
            let this = story::overall(self.first.rubric, first)?;
            let other = story::overall(self.second.rubric, second)?;
            let answers = story::answers(&self.problem, first, None);
            let case = story::case(self.first, first).map(|case| format!(" {case}"));
            let case = case.unwrap_or_default();
            let [by_this, by_other] = self.called;
            Some(format!(
                "With {answers}, overall is {this} by {by_this} and {other} by {by_other}.{case}"
            ))
        };
        let audits = vec![
            first
                .document(self.first, "by-this-one")
                .ok_or(Halt::NotShown)?,
            second
                .document(self.second, "by-the-other")
                .ok_or(Halt::NotShown)?,
        ];
        Ok(Found::refuted(told().ok_or(Halt::NotShown)?, audits))
    }
}
