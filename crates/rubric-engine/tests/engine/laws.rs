//! What holds of every rubric and audit.

use num_rational::BigRational;
use proptest::prelude::*;
use rubric_model::audit::Answer;
use rubric_model::outcome::{CriterionOutcome, CriterionState, Judgement, SectionOutcome, Status};
use rubric_model::rubric::{AnswerForm, Section};

use crate::generate::{self, Draw};

fn criteria(sections: &[SectionOutcome]) -> Vec<&CriterionOutcome> {
    sections
        .iter()
        .flat_map(|section| {
            section
                .criteria
                .iter()
                .chain(criteria(&section.sections))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn change(sections: &mut [Section], by: &mut impl FnMut(&mut Section)) {
    for section in sections {
        by(section);
        change(&mut section.sections, by);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_add_up(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, None);
        let audit = generate::build(&rubric, &facts, &answers);
        let outcome = rubric.score(&audit);
        let zero = BigRational::from_integer(0.into());
        let add = |part: fn(&CriterionOutcome) -> &Option<rubric_model::outcome::Score>| {
            criteria(&outcome.sections)
                .iter()
                .filter_map(|one| part(one).as_ref())
                .fold(zero.clone(), |sum, score| sum + &score.exact.0)
        };
        if let (Status::Complete, Judgement::Settled(overall)) = (outcome.status, &outcome.overall) {
            let score = &overall.score.as_ref().unwrap().exact.0;
            let one = BigRational::from_integer(1.into());
            prop_assert_eq!(add(|one| &one.share), one.clone());
            prop_assert_eq!(&add(|one| &one.contributed), score);
            prop_assert_eq!(add(|one| &one.lost), one - score);
        }
        for one in criteria(&outcome.sections) {
            prop_assert_eq!(one.share.is_some(), one.state == CriterionState::Scored);
        }
    }

    #[test]
    fn order_and_scale_of_weights_change_nothing(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, Some(6));
        let mut model = rubric.model().clone();
        change(&mut model.sections, &mut |section| {
            section.criteria.reverse();
            let seven = BigRational::from_integer(7.into());
            for criterion in &mut section.criteria {
                criterion.weight.iter_mut().for_each(|weight| weight.0 *= &seven);
            }
            section.sections.iter_mut().for_each(|inner| inner.weight.0 *= &seven);
        });
        let other = generate::check(&model).expect("still sound");
        let left = rubric.grades(&generate::build(&rubric, &facts, &answers));
        let right = other.grades(&generate::build(&other, &facts, &answers));
        // A child section's weight was scaled among scaled siblings: nothing is different.
        prop_assert_eq!(left, right);
    }

    #[test]
    fn a_better_answer_never_lowers_a_score(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, mut answers) = generate::audit(&mut draw, &rubric, None);
        let before = rubric.grades(&generate::build(&rubric, &facts, &answers));
        let all = generate::criteria(rubric.model());
        let scaled = all.iter().find(|one| {
            matches!(one.answer, AnswerForm::Scale { .. })
                && !matches!(&answers[&one.name], Answer::Level(level) if level == "x" || level == "y")
        });
        let Some(scaled) = scaled else { return Ok(()) };
        answers.insert(scaled.name.clone(), Answer::Level("a".into()));
        let after = rubric.grades(&generate::build(&rubric, &facts, &answers));
        prop_assert!(before.overall.lowest <= after.overall.lowest);
        for (before, after) in before.sections.iter().zip(&after.sections) {
            prop_assert!(before.lowest <= after.lowest);
        }
    }

    #[test]
    fn what_is_excluded_never_counts(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, None);
        let audit = generate::build(&rubric, &facts, &answers);
        let outcome = rubric.score(&audit);
        // Take the excluded out of the rubric: the scores are the same.
        let out: Vec<String> = criteria(&outcome.sections)
            .iter()
            .filter(|one| one.state == CriterionState::Excluded)
            .map(|one| one.name.clone())
            .collect();
        let mut model = rubric.model().clone();
        model.limits.clear();
        model.ladders.truncate(1);
        model.overall.ladder = "l".into();
        change(&mut model.sections, &mut |section| {
            section.ladder = "l".into();
            section.criteria.retain(|one| !out.contains(&one.name));
        });
        let other = generate::check(&model).expect("still sound");
        let kept = answers.into_iter().filter(|(name, _)| !out.contains(name)).collect();
        let left = rubric.grades(&generate::build(&rubric, &facts, &outcome_answers(&outcome)));
        let right = other.grades(&generate::build(&other, &facts, &kept));
        prop_assert_eq!(left.overall.lowest, right.overall.lowest);
    }
}

/// The answers as the outcome tells them.
fn outcome_answers(outcome: &rubric_model::outcome::Outcome) -> crate::naive::Answers {
    criteria(&outcome.sections)
        .into_iter()
        .map(|one| (one.name.clone(), one.answer.clone().expect("answered")))
        .collect()
}
