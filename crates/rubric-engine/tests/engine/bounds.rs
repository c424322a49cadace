//! Incomplete audits: the bounds hold every completion, and are reached where they should be.

use std::collections::BTreeSet;

use num_rational::BigRational;
use proptest::prelude::*;
use rubric_engine::{Graded, Number, Truth};
use rubric_model::Rational;
use rubric_model::outcome::Status;
use rubric_model::rubric::Rubric as Model;

use crate::generate::{self, Draw};
use crate::naive::{self, Answers, Facts};
use crate::same::same_json;

const MOST: usize = 600;

/// Every completion, or a spread of them where there are many; and whether it is every one.
fn completions(model: &Model, facts: &Facts, answers: &Answers) -> (Vec<(Facts, Answers)>, bool) {
    let mut all = vec![(facts.clone(), answers.clone())];
    let mut whole = true;
    let mut thin = |all: &mut Vec<(Facts, Answers)>| {
        if all.len() > MOST {
            whole = false;
            let step = all.len() / MOST + 1;
            let mut place = 0;
            all.retain(|_| {
                place += 1;
                place % step == 0
            });
        }
    };
    for fact in model
        .facts
        .iter()
        .filter(|fact| !facts.contains_key(&fact.name))
    {
        let values = generate::possible_facts(model, &fact.name);
        all = all
            .iter()
            .flat_map(|(facts, answers)| {
                values.iter().map(|value| {
                    let mut facts = facts.clone();
                    facts.insert(fact.name.clone(), value.clone());
                    (facts, answers.clone())
                })
            })
            .collect();
        thin(&mut all);
    }
    for criterion in generate::criteria(model) {
        if answers.contains_key(&criterion.name) {
            continue;
        }
        let values = generate::possible_answers(model, criterion);
        all = all
            .iter()
            .flat_map(|(facts, answers)| {
                values.iter().map(|value| {
                    let mut answers = answers.clone();
                    answers.insert(criterion.name.clone(), value.clone());
                    (facts.clone(), answers)
                })
            })
            .collect();
        thin(&mut all);
    }
    (all, whole)
}

/// What was found over completions.
#[derive(Default)]
struct Found {
    scores: BTreeSet<BigRational>,
    grades: BTreeSet<usize>,
    not_scored: bool,
}

impl Found {
    fn add(&mut self, result: Option<&naive::Result>, ladder: &[String]) {
        match result {
            Some(result) => {
                self.scores.insert(result.score.clone());
                self.grades
                    .insert(ladder.iter().position(|one| *one == result.grade).unwrap());
            }
            None => self.not_scored = true,
        }
    }

    fn within(&self, graded: &Graded) {
        assert!(graded.may_be_not_scored || !self.not_scored, "{graded:?}");
        if let (Some(low), Some(high)) = (self.scores.first(), self.scores.last()) {
            assert!(
                graded
                    .lowest
                    .as_ref()
                    .is_some_and(|lowest| *lowest <= low.clone().into()),
                "{graded:?}"
            );
            assert!(
                graded
                    .highest
                    .as_ref()
                    .is_some_and(|one| *one >= high.clone().into()),
                "{graded:?}"
            );
            assert!(
                graded.best.unwrap() <= *self.grades.first().unwrap(),
                "{graded:?}"
            );
            assert!(
                graded.worst.unwrap() >= *self.grades.last().unwrap(),
                "{graded:?}"
            );
        }
        if graded.status != Status::Incomplete {
            assert!(
                graded.lowest == graded.highest && graded.best == graded.worst,
                "{graded:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_hold_every_completion(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, Some(4));
        let audit = generate::build(&rubric, &facts, &answers);
        let grades = rubric.grades(&audit);
        same_json(&rubric, &audit);
        let condition = generate::condition(&mut draw, rubric.model(), true, 2);
        let truth = rubric.evaluate(&condition, &audit);

        let (all, whole) = completions(rubric.model(), &facts, &answers);
        let mut overall = Found::default();
        let mut sections: Vec<Found> = grades.sections.iter().map(|_| Found::default()).collect();
        let ladder = ["g1", "g2", "g3"].map(str::to_owned);
        for (facts, answers) in &all {
            let naive = naive::score(rubric.model(), facts, answers);
            overall.add(naive.overall.as_ref(), &ladder);
            for (found, (name, _)) in sections.iter_mut().zip(rubric.sections()) {
                found.add(naive.results[name].as_ref(), &ladder);
            }
            if let Ok(truth) = &truth {
                let holds = naive.holds(&condition, "");
                prop_assert!(*truth == Truth::Undecided || *truth == Truth::from(holds));
            }
        }
        overall.within(&grades.overall);
        sections.iter().zip(&grades.sections).for_each(|(found, graded)| found.within(graded));

        // Scores depend on nothing but facts and independent answers: the bounds are reached.
        // (A proportion is tried at 0 and 1 among others, so its ends are among the completions.)
        if whole {
            let ends = |found: &Found| (found.scores.first().cloned(), found.scores.last().cloned());
            let bounds = |graded: &Graded| {
                let number = |one: &Option<Number>| one.as_ref().map(|one| Rational::from(one).0);
                (number(&graded.lowest), number(&graded.highest))
            };
            prop_assert_eq!(ends(&overall), bounds(&grades.overall));
            prop_assert_eq!(overall.not_scored, grades.overall.may_be_not_scored);
            for (found, graded) in sections.iter().zip(&grades.sections) {
                prop_assert_eq!(ends(found), bounds(graded));
            }
        }
    }

    #[test]
    fn answering_only_narrows(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (mut facts, mut answers) = generate::audit(&mut draw, &rubric, Some(3));
        let before = rubric.grades(&generate::build(&rubric, &facts, &answers));
        let (all, _) = completions(rubric.model(), &facts, &answers);
        let (whole_facts, whole_answers) = &all[draw.below(all.len())];
        let missing_fact = whole_facts.iter().find(|(name, _)| !facts.contains_key(*name));
        let missing = whole_answers.iter().find(|(name, _)| !answers.contains_key(*name));
        match (missing_fact, missing) {
            (Some((name, value)), _) if draw.one_in(2) => {
                facts.insert(name.clone(), value.clone());
            }
            (_, Some((name, value))) => {
                answers.insert(name.clone(), value.clone());
            }
            _ => return Ok(()),
        }
        let after = rubric.grades(&generate::build(&rubric, &facts, &answers));
        let pairs = before.sections.iter().zip(&after.sections);
        for (before, after) in pairs.chain([(&before.overall, &after.overall)]) {
            prop_assert!(before.may_be_not_scored || !after.may_be_not_scored);
            if after.lowest.is_some() {
                prop_assert!(before.lowest <= after.lowest && before.lowest.is_some());
                prop_assert!(before.highest >= after.highest);
                prop_assert!(before.best <= after.best && before.worst >= after.worst);
            }
        }
    }
}
