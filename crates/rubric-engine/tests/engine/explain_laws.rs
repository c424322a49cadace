//! What holds of every explanation.

use num_rational::BigRational;
use proptest::prelude::*;
use rubric_engine::{Audit, Rubric, Truth as Found};
use rubric_model::Name;
use rubric_model::condition::{Condition, Quantity};
use rubric_model::explanation::{
    ConditionExplanation, CriterionExplanation, Explanation, Grading, GroupExplanation, Joined,
    RungState, SectionExplanation, Truth,
};
use rubric_model::outcome::{Judgement, SectionOutcome, Status};
use rubric_model::rubric::{Ladder, Section};

use crate::generate::{self, Draw};

/// A section of an explanation beside what it explains.
struct Beside<'a> {
    model: &'a Section,
    outcome: &'a SectionOutcome,
    explained: &'a SectionExplanation,
}

fn beside<'a>(
    models: &'a [Section],
    outcomes: &'a [SectionOutcome],
    explained: &'a [SectionExplanation],
    all: &mut Vec<Beside<'a>>,
) {
    assert_eq!(
        (models.len(), outcomes.len()),
        (explained.len(), explained.len())
    );
    for ((model, outcome), explained) in models.iter().zip(outcomes).zip(explained) {
        all.push(Beside {
            model,
            outcome,
            explained,
        });
        beside(&model.sections, &outcome.sections, &explained.sections, all);
    }
}

/// What three-valued logic makes of the parts of a condition.
fn of_parts(condition: &Condition, explained: &ConditionExplanation) -> Option<Truth> {
    let parts = || explained.parts.iter().map(|part| part.truth);
    let has = |truth| parts().any(|part| part == truth);
    Some(match condition {
        Condition::All(_) if has(Truth::DoesNotHold) => Truth::DoesNotHold,
        Condition::AnyOf(_) if has(Truth::Holds) => Truth::Holds,
        Condition::All(_) | Condition::AnyOf(_) if has(Truth::Undecided) => Truth::Undecided,
        Condition::All(_) => Truth::Holds,
        Condition::AnyOf(_) => Truth::DoesNotHold,
        Condition::Not(_) => negated(parts().next()?),
        Condition::Group(group) => counted(group.quantity, explained.group.as_ref()?),
        _ => return None,
    })
}

fn negated(truth: Truth) -> Truth {
    match truth {
        Truth::Holds => Truth::DoesNotHold,
        Truth::DoesNotHold => Truth::Holds,
        Truth::Undecided => Truth::Undecided,
    }
}

fn counted(quantity: Quantity, group: &GroupExplanation) -> Truth {
    let (low, allowed) = match quantity {
        Quantity::Every => (group.not_holding, 0..=0),
        Quantity::AllBut(most) => (group.not_holding, 0..=most as usize),
        Quantity::Any => (group.holding, 1..=usize::MAX),
        Quantity::No => (group.holding, 0..=0),
        Quantity::AtLeast(least) => (group.holding, least as usize..=usize::MAX),
        Quantity::AtMost(most) => (group.holding, 0..=most as usize),
        Quantity::Exactly(count) => (group.holding, count as usize..=count as usize),
    };
    let mut counts = low..=low + group.undecided;
    if counts.clone().all(|count| allowed.contains(&count)) {
        Truth::Holds
    } else if counts.any(|count| allowed.contains(&count)) {
        Truth::Undecided
    } else {
        Truth::DoesNotHold
    }
}

/// Checks a condition and all of its parts.
fn follows(
    condition: &Condition,
    explained: &ConditionExplanation,
    facts_are_known: bool,
) -> Result<(), TestCaseError> {
    if let Some(truth) = of_parts(condition, explained) {
        // By cases of missing facts it may be decided where its parts are not.
        if facts_are_known || truth != Truth::Undecided {
            prop_assert_eq!(explained.truth, truth, "{}", condition);
        }
    }
    if let (Condition::Group(group), Some(told)) = (condition, &explained.group) {
        let of_all = matches!(group.quantity, Quantity::Every | Quantity::AllBut(_));
        let deciding = if of_all {
            told.not_holding
        } else {
            told.holding
        };
        prop_assert_eq!(told.members.len(), deciding + told.undecided);
    }
    let parts = match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => parts.as_slice(),
        Condition::Not(part) => std::slice::from_ref(&**part),
        _ => &[],
    };
    let joined = match condition {
        Condition::All(_) => Some(Joined::All),
        Condition::AnyOf(_) => Some(Joined::AnyOf),
        Condition::Not(_) => Some(Joined::Not),
        _ => None,
    };
    prop_assert_eq!(explained.joined, joined);
    prop_assert_eq!(explained.parts.len(), parts.len());
    for (part, explained) in parts.iter().zip(&explained.parts) {
        follows(part, explained, facts_are_known)?;
    }
    Ok(())
}

fn is_undecided(explained: &ConditionExplanation) -> bool {
    let members = explained.group.iter().flat_map(|group| &group.members);
    explained.truth == Truth::Undecided
        || explained.parts.iter().any(is_undecided)
        || members
            .into_iter()
            .any(|member| member.truth == Truth::Undecided)
}

/// Checks how the section at a place, or the whole, was graded. Gives its conditions.
fn agrees<'e>(
    (rubric, audit): (&Rubric, &Audit),
    judged: Option<usize>,
    (status, judgement): (Status, &Judgement),
    ladder: &Ladder,
    grading: &'e Grading,
    facts_are_known: bool,
) -> Result<Vec<&'e ConditionExplanation>, TestCaseError> {
    prop_assert_eq!(grading.status, status);
    let rungs = &grading.ladder.rungs;
    let in_state = |state| -> Vec<&Name> {
        let found = rungs.iter().filter(|rung| rung.state == state);
        found.map(|rung| &rung.name).collect()
    };
    match judgement {
        Judgement::Settled(settled) => {
            prop_assert_eq!(&grading.score, &settled.score);
            prop_assert_eq!(&grading.grade, &settled.grade);
            prop_assert_eq!(&grading.before_limits, &settled.before_limits);
            let reached: Vec<&Name> = settled.before_limits.iter().collect();
            prop_assert_eq!(in_state(RungState::Reached), reached);
            let lowered = settled.grade.iter();
            let lowered: Vec<&Name> = lowered
                .filter(|_| settled.grade != settled.before_limits)
                .collect();
            prop_assert_eq!(in_state(RungState::HeldDownTo), lowered);
            let told = grading.limits.iter().filter(|limit| limit.lowered);
            let told: Vec<&Name> = told.map(|limit| &limit.name).collect();
            let limits: Vec<&Name> = settled.limits.iter().map(|limit| &limit.name).collect();
            prop_assert_eq!(told, limits);
        }
        Judgement::Open(open) => {
            prop_assert_eq!(grading.lowest.as_ref(), Some(&open.lowest));
            prop_assert_eq!(grading.highest.as_ref(), Some(&open.highest));
            prop_assert_eq!(grading.may_be_not_scored, Some(open.may_be_not_scored));
            let possible = in_state(RungState::Possible);
            prop_assert_eq!(possible.first().copied(), open.highest.grade.as_ref());
            prop_assert_eq!(possible.last().copied(), open.lowest.grade.as_ref());
            prop_assert!(grading.limits.iter().all(|limit| !limit.lowered));
        }
    }
    let mut conditions = Vec::new();
    for (grade, rung) in ladder.grades.iter().zip(rungs) {
        prop_assert_eq!(grade.when.is_some(), rung.when.is_some());
        if let (Some(when), Some(explained)) = (&grade.when, &rung.when) {
            follows(when, explained, facts_are_known)?;
            conditions.push(explained);
        }
    }
    for explained in &grading.limits {
        let mut limits = rubric.model().limits.iter();
        let limit = limits.find(|one| one.name == explained.name).unwrap();
        let found = rubric.evaluate_judging(judged, &limit.when, audit);
        let found = told(found.unwrap());
        prop_assert_eq!(explained.when.truth, found);
        follows(&limit.when, &explained.when, facts_are_known)?;
        conditions.push(&explained.when);
        // It lowers the grade where it holds and the ladder alone gives a better one than it allows.
        if let Some(before) = &grading.before_limits {
            let place = |name: &Name| rungs.iter().position(|rung| rung.name == *name);
            let exceeds = place(before) < place(&explained.at_most);
            prop_assert_eq!(explained.lowered, found == Truth::Holds && exceeds);
        }
    }
    Ok(conditions)
}

fn told(found: Found) -> Truth {
    match found {
        Found::Yes => Truth::Holds,
        Found::No => Truth::DoesNotHold,
        Found::Undecided => Truth::Undecided,
    }
}

fn lawful(numbers: Vec<u16>, missing: Option<usize>) -> Result<(), TestCaseError> {
    let mut draw = Draw::new(numbers);
    let rubric = generate::rubric(&mut draw);
    let (facts, answers) = generate::audit(&mut draw, &rubric, missing);
    let audit = generate::build(&rubric, &facts, &answers);
    let outcome = rubric.score(&audit);
    let explanation: Explanation = outcome.explain();
    let model = rubric.model();
    let facts_are_known = facts.len() == model.facts.len();
    let ladder = |name: &Name| model.ladders.iter().find(|one| one.name == *name).unwrap();

    let mut conditions = agrees(
        (&rubric, &audit),
        None,
        (outcome.status, &outcome.overall),
        ladder(&model.overall.ladder),
        &explanation.overall,
        facts_are_known,
    )?;
    let mut all = Vec::new();
    beside(
        &model.sections,
        &outcome.sections,
        &explanation.sections,
        &mut all,
    );
    for (place, one) in all.iter().enumerate() {
        conditions.extend(agrees(
            (&rubric, &audit),
            Some(place),
            (one.outcome.status, &one.outcome.judgement),
            ladder(&one.model.ladder),
            &one.explained.grading,
            facts_are_known,
        )?);
        conditions.extend(&one.explained.applies);
    }
    let criteria = || all.iter().flat_map(|one| &one.explained.criteria);
    conditions.extend(criteria().filter_map(|one| one.applies.as_ref()));
    if conditions.into_iter().any(is_undecided) {
        prop_assert_eq!(outcome.status, Status::Incomplete);
    }

    let number =
        |part: fn(&CriterionExplanation) -> Option<&BigRational>| criteria().filter_map(part);
    if outcome.status == Status::Complete {
        let shares = number(|one| Some(&one.share.as_ref()?.exact.0));
        prop_assert_eq!(
            shares.sum::<BigRational>(),
            BigRational::from_integer(1.into())
        );
    }
    for one in criteria() {
        if let (Some(share), Some(contributed), Some(lost)) =
            (&one.share, &one.contributed, &one.lost)
        {
            prop_assert_eq!(&share.exact.0, &(&contributed.exact.0 + &lost.exact.0));
        }
    }
    // It can be read and written.
    prop_assert!(explanation.to_string().starts_with("Random 1.0.0\n"));
    prop_assert!(serde_json::to_string(&explanation).is_ok());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn explanations_of_complete_audits_agree_with_themselves(numbers in generate::draws()) {
        lawful(numbers, None)?;
    }

    #[test]
    fn explanations_of_incomplete_audits_agree_with_themselves(numbers in generate::draws()) {
        lawful(numbers, Some(5))?;
    }
}
