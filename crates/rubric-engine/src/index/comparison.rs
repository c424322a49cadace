//! Comparisons with the values they name, found on their scale, ladder or list.

use std::slice;

use rubric_model::Name;
use rubric_model::condition::{Comparison, FactValue};

use super::resolve::Resolved;
use super::{Fact, FactKind};
use crate::condition::FactTest;
use crate::number::Number;
use crate::pointer::Pointer;

/// How many values something is compared with, and so how many comparisons it comes to.
pub(super) fn values<T>(comparison: &Comparison<T>) -> usize {
    match comparison {
        Comparison::OneOf(values) | Comparison::NotOneOf(values) => values.len().max(1),
        _ => 1,
    }
}

/// A comparison of places on a scale or ladder, where a lower place is better.
pub(super) struct Wanted {
    from: usize,
    to: usize,
    among: Option<(Vec<usize>, bool)>,
    /// The place that an ordering comparison compares with.
    pub(super) bound: Option<usize>,
}

impl Wanted {
    pub(super) fn holds(&self, place: usize) -> bool {
        match &self.among {
            Some((places, wanted)) => places.contains(&place) == *wanted,
            None => (self.from..self.to).contains(&place),
        }
    }
}

pub(super) fn lookup(
    comparison: &Comparison<Name>,
    known: impl Fn(&str) -> Resolved<usize>,
) -> Resolved<Wanted> {
    let ordered = |bound: usize, from: usize, to: usize| Wanted {
        from,
        to,
        among: None,
        bound: Some(bound),
    };
    let among = |places: Vec<usize>, wanted: bool| Wanted {
        from: 0,
        to: 0,
        among: Some((places, wanted)),
        bound: None,
    };
    let all = |names: &[Name]| {
        names
            .iter()
            .map(|name| known(name))
            .collect::<Resolved<_>>()
    };
    Ok(match comparison {
        Comparison::Is(name) => among(vec![known(name)?], true),
        Comparison::IsNot(name) => among(vec![known(name)?], false),
        Comparison::OneOf(names) => among(all(names)?, true),
        Comparison::NotOneOf(names) => among(all(names)?, false),
        Comparison::AtLeast(name) => {
            let place = known(name)?;
            ordered(place, 0, place.saturating_add(1))
        }
        Comparison::AtMost(name) => {
            let place = known(name)?;
            ordered(place, place, usize::MAX)
        }
        Comparison::Below(name) => {
            let place = known(name)?;
            ordered(place, place.saturating_add(1), usize::MAX)
        }
        Comparison::Above(name) => {
            let place = known(name)?;
            ordered(place, 0, place)
        }
    })
}

pub(super) fn fact_test(
    fact: &Fact,
    comparison: &Comparison<FactValue>,
    at: &Pointer<'_>,
) -> Resolved<FactTest> {
    let wrong = || at.refuse(format!("`{}` cannot be compared so", fact.name));
    match &fact.kind {
        FactKind::YesNo => {
            let holds = |value: bool| {
                among(comparison, |one| match one {
                    FactValue::YesNo(wanted) => Some(*wanted == value),
                    _ => None,
                })
            };
            let (yes, no) = (
                holds(true).ok_or_else(wrong)?,
                holds(false).ok_or_else(wrong)?,
            );
            Ok(FactTest::YesNo { yes, no })
        }
        FactKind::OneOf(options) => {
            let (values, wanted) = match comparison {
                Comparison::Is(value) => (slice::from_ref(value), true),
                Comparison::IsNot(value) => (slice::from_ref(value), false),
                Comparison::OneOf(values) => (values.as_slice(), true),
                Comparison::NotOneOf(values) => (values.as_slice(), false),
                _ => return Err(wrong()),
            };
            let mut holds = vec![!wanted; options.len()];
            for value in values {
                let place = match value {
                    FactValue::Option(name) => options.iter().position(|option| option == name),
                    _ => None,
                };
                let option = place.and_then(|place| holds.get_mut(place));
                *option.ok_or_else(wrong)? = wanted;
            }
            Ok(FactTest::Options(holds))
        }
        FactKind::Number(_) => numbers(comparison).map(FactTest::Number).ok_or_else(wrong),
    }
}

/// Whether a comparison without order holds, given whether each of its values is the one at hand;
/// nothing where it has an order, or a value does not fit.
fn among(
    comparison: &Comparison<FactValue>,
    same: impl Fn(&FactValue) -> Option<bool>,
) -> Option<bool> {
    let any = |values: &[FactValue]| {
        values
            .iter()
            .try_fold(false, |found, value| Some(same(value)? || found))
    };
    match comparison {
        Comparison::Is(value) => same(value),
        Comparison::IsNot(value) => Some(!same(value)?),
        Comparison::OneOf(values) => any(values),
        Comparison::NotOneOf(values) => Some(!any(values)?),
        _ => None,
    }
}

fn numbers(comparison: &Comparison<FactValue>) -> Option<Comparison<Number>> {
    comparison.map(|value| match value {
        FactValue::Number(number) => Some(number.into()),
        FactValue::YesNo(_) | FactValue::Option(_) => None,
    })
}
