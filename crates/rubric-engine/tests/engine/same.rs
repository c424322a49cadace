//! Complete audits: the engine and the naive scorer agree on everything.

use proptest::prelude::*;
use rubric_engine::{Audit, Rubric, Truth};
use rubric_model::Rational;
use rubric_model::audit::Answer;
use rubric_model::outcome::{CriterionState, Judgement, Outcome, SectionOutcome, Settled, Status};
use rubric_model::rubric::{AnswerForm, Criterion, Section};

use crate::generate::{self, Draw};
use crate::naive::{self, Naive, State};

fn settled(judgement: &Judgement) -> &Settled {
    match judgement {
        Judgement::Settled(settled) => settled,
        Judgement::Open(open) => panic!("not settled: {open:?}"),
    }
}

fn same(judgement: &Judgement, status: Status, naive: Option<&naive::Result>) {
    let settled = settled(judgement);
    let Some(naive) = naive else {
        assert_eq!(status, Status::NotScored);
        assert!(settled.score.is_none() && settled.grade.is_none() && settled.limits.is_empty());
        return;
    };
    assert_eq!(status, Status::Complete);
    assert_eq!(settled.score.as_ref().unwrap().exact.0, naive.score);
    assert_eq!(settled.before_limits.as_ref(), Some(&naive.before));
    assert_eq!(settled.grade.as_ref(), Some(&naive.grade));
    let limits: Vec<_> = settled
        .limits
        .iter()
        .map(|limit| limit.name.clone())
        .collect();
    assert_eq!(limits, naive.limits);
}

fn same_section(section: &SectionOutcome, naive: &Naive<'_>) {
    same(
        &section.judgement,
        section.status,
        naive.results[&section.name].as_ref(),
    );
    for one in &section.criteria {
        let weight = &naive::find_criterion(&naive.rubric.sections, &one.name)
            .unwrap()
            .weight;
        match (&naive.states[&one.name], weight) {
            (State::NotApplicable, _) => assert_eq!(one.state, CriterionState::NotApplicable),
            (State::Excluded, _) => assert_eq!(one.state, CriterionState::Excluded),
            (State::In { level, value }, weight) => {
                let scored = weight.is_some();
                assert_eq!(one.state == CriterionState::Scored, scored);
                assert_eq!(one.state == CriterionState::Unscored, !scored);
                assert_eq!(&one.value.as_ref().unwrap().exact.0, value);
                assert_eq!(&one.level, level);
            }
        }
    }
    section
        .sections
        .iter()
        .for_each(|inner| same_section(inner, naive));
}

pub fn same_outcome(rubric: &Rubric, outcome: &Outcome, naive: &Naive<'_>) {
    same(&outcome.overall, outcome.status, naive.overall.as_ref());
    outcome
        .sections
        .iter()
        .for_each(|section| same_section(section, naive));
    assert_eq!(outcome.rubric.digest.as_ref(), Some(&rubric.model().digest));
}

/// The outcome written straight to JSON is that of the document.
pub fn same_json(rubric: &Rubric, audit: &Audit) {
    let mut written = Vec::new();
    rubric.scorer().write_outcome(audit, &mut written);
    let document = serde_json::to_string(&rubric.score(audit)).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), document);
}

/// Every better level or yes in place of an answer that counts.
fn better_answers(rubric: &Rubric, audit: &Audit) -> Vec<(String, Answer)> {
    fn criteria<'m>(sections: &'m [Section], found: &mut Vec<&'m Criterion>) {
        for section in sections {
            found.extend(&section.criteria);
            criteria(&section.sections, found);
        }
    }
    let model = rubric.model();
    let mut all = Vec::new();
    criteria(&model.sections, &mut all);
    let answers = rubric.write_audit(audit).answers;
    let mut better = Vec::new();
    for criterion in all {
        match (&criterion.answer, answers.get(&criterion.name)) {
            (AnswerForm::YesNo, Some(Answer::YesNo(false))) => {
                better.push((criterion.name.clone(), Answer::YesNo(true)));
            }
            (AnswerForm::Scale { scale, without }, Some(Answer::Level(level))) => {
                let scale = model.scales.iter().find(|one| one.name == *scale).unwrap();
                let now = scale
                    .levels
                    .iter()
                    .position(|one| one.name == *level)
                    .unwrap();
                if scale.levels[now].value.is_some() {
                    let above = scale.levels[..now].iter();
                    let above =
                        above.filter(|one| one.value.is_some() && !without.contains(&one.name));
                    better.extend(
                        above.map(|one| (criterion.name.clone(), Answer::Level(one.name.clone()))),
                    );
                }
            }
            _ => {}
        }
    }
    better
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_is_the_naive_scorer(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        for _ in 0..4 {
            let (facts, answers) = generate::audit(&mut draw, &rubric, None);
            let audit = generate::build(&rubric, &facts, &answers);
            let naive = naive::score(rubric.model(), &facts, &answers);
            let outcome = rubric.score(&audit);
            same_json(&rubric, &audit);
            same_outcome(&rubric, &outcome, &naive);

            let grades = rubric.grades(&audit);
            assert_eq!(grades.overall.status, outcome.status);
            assert_eq!(
                grades.overall.lowest.as_ref().map(|score| Rational::from(score).0),
                naive.overall.as_ref().map(|result| result.score.clone())
            );

            // Each step up reaches the grade that it says, and a better one than there is.
            let ladder: Vec<_> =
                rubric.overall_ladder().unwrap().grades.iter().map(|one| &one.name).collect();
            for step in &outcome.next {
                let mut better = answers.clone();
                better.extend(step.answers.clone());
                let reached = naive::score(rubric.model(), &facts, &better).overall.unwrap().grade;
                assert_eq!(&reached, &step.grade);
                let place = |name| ladder.iter().position(|one| *one == name);
                assert!(place(&reached) < place(&naive.overall.as_ref().unwrap().grade));
            }

            // No level and no yes that would reach a better grade is passed over.
            if outcome.status == Status::Complete {
                for (name, better) in better_answers(&rubric, &audit) {
                    let changed = rubric.edit_audit(&audit).answer(&name, &better).unwrap().build();
                    let reached = rubric.grades(&changed).overall.best;
                    let listed = outcome.next.iter().any(|step| step.answers.contains_key(&name));
                    let now = rubric.grades(&audit).overall.best;
                    assert!(reached >= now || listed, "{name} {better:?}");
                }
            }

            // What holds the grade back holds.
            for limit in &outcome.held_back {
                let known = rubric.model().limits.iter().find(|known| known.name == limit.name);
                assert_ne!(rubric.evaluate(&known.unwrap().when, &audit).unwrap(), Truth::No);
            }

            // Any condition comes to the same.
            let condition = generate::condition(&mut draw, rubric.model(), true, 3);
            if let Ok(truth) = rubric.evaluate(&condition, &audit) {
                assert_eq!(truth, Truth::from(naive.holds(&condition, "")));
            }
        }
    }
}

#[test]
fn random_rubrics_are_worth_the_name() {
    let mut numbers = 12_345_u32;
    let mut next = || {
        numbers = numbers.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from(numbers >> 16).unwrap()
    };
    let (mut limits, mut every, mut rules, mut bitten, mut unscored) = (0, 0, 0, 0, 0);
    for _ in 0..200 {
        let mut draw = Draw::new((0..400).map(|_| next()).collect());
        let rubric = generate::rubric(&mut draw);
        limits += rubric.model().limits.len();
        every += rubric
            .model()
            .limits
            .iter()
            .filter(|one| one.on == rubric_model::rubric::LimitScope::EverySection)
            .count();
        rules += rubric.model().ladders.len() - 1;
        let (facts, answers) = generate::audit(&mut draw, &rubric, None);
        let audit = generate::build(&rubric, &facts, &answers);
        let outcome = rubric.score(&audit);
        bitten += settled(&outcome.overall).limits.len();
        unscored += usize::from(outcome.status == Status::NotScored);
    }
    assert!(
        limits > 150 && every > 25,
        "{limits} limits, {every} on every section"
    );
    assert!(rules > 30, "{rules} ladders by rule");
    assert!(bitten > 10, "{bitten} limits bite overall");
    assert!(unscored < 100, "{unscored} are not scored");
}
