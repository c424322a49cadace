//! What part of the overall score each criterion is, and what part of the weight was left out.

use std::ops::Range;

use crate::audit::Audit;
use crate::case::Results;
use crate::index::{Index, Section};
use crate::number::{self, Number};
use crate::truth::Truth;

/// The parts of the overall score in a complete audit: down the tree, the product of each weight
/// divided by the weights of those of its siblings that count, itself among them; in lowest terms.
#[derive(Default)]
pub(crate) struct Shares {
    sections: Vec<Option<Number>>,
    criteria: Vec<Option<Number>>,
}

impl Shares {
    pub(crate) fn new(index: &Index, audit: &Audit, run: &Results) -> Self {
        let mut shares = Self {
            sections: vec![None; index.sections.len()],
            criteria: vec![None; index.criteria.len()],
        };
        // In reading order a section stands before what is in it.
        shares.divide(index, audit, run, &Number::ONE, 0..0, &index.top);
        for (place, section) in index.sections.iter().enumerate() {
            if let Some(whole) = shares.sections.get(place).cloned().flatten() {
                shares.divide(
                    index,
                    audit,
                    run,
                    &whole,
                    section.criteria.clone(),
                    &section.sections,
                );
            }
        }
        shares
    }

    fn divide(
        &mut self,
        index: &Index,
        audit: &Audit,
        run: &Results,
        whole: &Number,
        criteria: Range<usize>,
        sections: &[usize],
    ) {
        let counts = |place: usize| run.sections.get(place).is_some_and(|one| one.low.is_some());
        let criteria: Vec<(usize, &Number)> = criteria
            .filter(|place| run.counts(audit, *place))
            .filter_map(|place| Some((place, index.criteria.get(place)?.weight.as_ref()?)))
            .collect();
        let sections: Vec<(usize, &Number)> = (sections.iter())
            .filter(|place| counts(**place))
            .filter_map(|place| Some((*place, &index.sections.get(*place)?.weight)))
            .collect();
        let all = criteria.iter().chain(&sections).map(|(_, weight)| *weight);
        let total = all.fold(Number::ZERO, |sum, weight| sum + weight);
        if total == Number::ZERO {
            return;
        }
        let unit = (whole / &total).lowest();
        let part = |weight: &Number| Some(unit.times_in_lowest_terms(&weight.lowest()));
        for (place, weight) in criteria {
            if let Some(share) = self.criteria.get_mut(place) {
                *share = part(weight);
            }
        }
        for (place, weight) in sections {
            if let Some(share) = self.sections.get_mut(place) {
                *share = part(weight);
            }
        }
    }

    pub(crate) fn section(&self, place: usize) -> Option<&Number> {
        self.sections.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn criterion(&self, place: usize) -> Option<&Number> {
        self.criteria.get(place).and_then(Option::as_ref)
    }
}

/// The share of the weight that answers excluded, as if each excluded answer, and each that is
/// missing, counted; what does not apply is left out.
pub(crate) fn excluded_share(index: &Index, audit: &Audit, run: &Results) -> Number {
    let mut parts: Vec<Option<Number>> = vec![None; index.sections.len()];
    for &place in &index.order {
        let Some(section) = index.sections.get(place) else {
            continue;
        };
        let excluded = excluded_in(index, audit, run, section, &parts);
        if let Some(part) = parts.get_mut(place) {
            *part = excluded;
        }
    }
    let top = || {
        index.top.iter().filter_map(|place| {
            let weight = &index.sections.get(*place)?.weight;
            Some((parts.get(*place)?.as_ref()?, weight))
        })
    };
    number::mean(top).unwrap_or(Number::ZERO)
}

fn excluded_in(
    index: &Index,
    audit: &Audit,
    run: &Results,
    section: &Section,
    parts: &[Option<Number>],
) -> Option<Number> {
    number::mean(|| {
        let own = section.criteria.clone().filter_map(|place| {
            let weight = index.criteria.get(place)?.weight.as_ref()?;
            let given = audit.given(place);
            let is_excluded = given.is_some_and(|given| given.standing.value.is_none());
            match run.applies.get(place)? {
                Truth::No => None,
                Truth::Yes if is_excluded => Some((&Number::ONE, weight)),
                _ => Some((&Number::ZERO, weight)),
            }
        });
        let inner = section.sections.iter().filter_map(|place| {
            let weight = &index.sections.get(*place)?.weight;
            Some((parts.get(*place)?.as_ref()?, weight))
        });
        own.chain(inner)
    })
}
