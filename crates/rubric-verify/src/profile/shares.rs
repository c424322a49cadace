//! What part of the overall score each criterion is where everything counts.

use num_rational::BigRational;

use crate::possible::whole;
use crate::standard::Standard;

/// By criterion; nothing where it is unscored.
pub(super) fn shares(standard: &Standard<'_>) -> Vec<Option<BigRational>> {
    let mut shares = vec![None; standard.criteria.len()];
    share_out(standard, &[], &standard.top, &whole(1), &mut shares);
    shares
}

fn share_out(
    standard: &Standard<'_>,
    criteria: &[usize],
    sections: &[usize],
    share: &BigRational,
    shares: &mut Vec<Option<BigRational>>,
) {
    let own: Vec<(usize, &BigRational)> = (criteria.iter())
        .filter_map(|place| Some((*place, &standard.criteria.get(*place)?.weight()?.0)))
        .collect();
    let inner: Vec<_> = (sections.iter())
        .filter_map(|place| {
            standard
                .sections
                .get(*place)
                .filter(|_| counts(standard, *place))
        })
        .collect();
    let weights = own.iter().map(|(_, weight)| *weight);
    let weights = weights.chain(inner.iter().map(|section| &section.model.weight.0));
    let all = weights.fold(whole(0), |sum, weight| sum + weight);
    for (place, weight) in own {
        if let Some(own) = shares.get_mut(place) {
            *own = Some(share * weight / &all);
        }
    }
    for section in inner {
        let share = share * &section.model.weight.0 / &all;
        share_out(
            standard,
            &section.criteria,
            &section.sections,
            &share,
            shares,
        );
    }
}

fn counts(standard: &Standard<'_>, section: usize) -> bool {
    standard.sections.get(section).is_some_and(|section| {
        let own = section
            .criteria
            .iter()
            .filter_map(|place| standard.criteria.get(*place));
        own.into_iter().any(|one| one.weight().is_some())
            || section
                .sections
                .iter()
                .any(|inner| counts(standard, *inner))
    })
}
