//! Bounds on size and depth, checked first, so that everything after may recurse.

use rubric_model::condition::Condition;
use rubric_model::rubric::{Rubric, Section};

use super::{MOST_CRITERIA, MOST_DEPTH, MOST_SECTIONS};
use crate::error::RubricError;
use crate::pointer::Pointer;

pub(super) fn check(model: &Rubric) -> Result<(), RubricError> {
    let root = Pointer::Root;
    let at = root.member("sections");
    let mut open: Vec<(&Section, usize)> =
        model.sections.iter().map(|section| (section, 1)).collect();
    let (mut sections, mut criteria) = (0_usize, 0_usize);
    while let Some((section, depth)) = open.pop() {
        if depth > MOST_DEPTH {
            return Err(at.refuse(format!("sections nest deeper than {MOST_DEPTH}")));
        }
        sections = sections.saturating_add(1);
        criteria = criteria.saturating_add(section.criteria.len());
        if sections > MOST_SECTIONS {
            return Err(at.refuse(format!("there are more than {MOST_SECTIONS} sections")));
        }
        if criteria > MOST_CRITERIA {
            return Err(at.refuse(format!("there are more than {MOST_CRITERIA} criteria")));
        }
        let own = section
            .criteria
            .iter()
            .filter_map(|criterion| criterion.applies.as_ref());
        for condition in section.applies.iter().chain(own) {
            check_condition(condition, &at)?;
        }
        open.extend(
            section
                .sections
                .iter()
                .map(|inner| (inner, depth.saturating_add(1))),
        );
    }
    for limit in &model.limits {
        check_condition(&limit.when, &root.member("limits"))?;
    }
    for rung in model.ladders.iter().flat_map(|ladder| &ladder.grades) {
        if let Some(condition) = &rung.when {
            check_condition(condition, &root.member("ladders"))?;
        }
    }
    for guarantee in &model.guarantees {
        check_condition(&guarantee.whenever, &root.member("guarantees"))?;
        check_condition(&guarantee.then, &root.member("guarantees"))?;
    }
    for indicator in &model.indicators {
        use rubric_model::rubric::Measure::{Count, MeanOfOverall, MeanOfSection, Share};
        let (condition, among) = match &indicator.measure {
            Share { r#where, among } => (Some(r#where), among.as_ref()),
            Count { r#where } => (Some(r#where), None),
            MeanOfSection(_) | MeanOfOverall => (None, None),
        };
        for condition in condition.into_iter().chain(among) {
            check_condition(condition, &root.member("indicators"))?;
        }
    }
    Ok(())
}

/// Refuses a condition that nests too deep.
pub(crate) fn check_condition(condition: &Condition, at: &Pointer<'_>) -> Result<(), RubricError> {
    let mut open = vec![(condition, 1_usize)];
    while let Some((condition, depth)) = open.pop() {
        if depth > MOST_DEPTH {
            return Err(at.refuse(format!("a condition nests deeper than {MOST_DEPTH}")));
        }
        let parts = match condition {
            Condition::All(parts) | Condition::AnyOf(parts) => parts.as_slice(),
            Condition::Not(part) => std::slice::from_ref(part.as_ref()),
            _ => &[],
        };
        open.extend(parts.iter().map(|part| (part, depth.saturating_add(1))));
    }
    Ok(())
}
