//! What a section, or the whole, is the mean of.

use std::ops::Range;

use crate::case::{Case, Judged};
use crate::number::{self, Number, SmallMean};
use crate::truth::Truth;

/// What a section or the whole is the mean of.
#[derive(Clone)]
pub(crate) struct Children<'a> {
    pub criteria: Range<usize>,
    pub sections: &'a [usize],
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Child {
    Criterion(usize),
    Section(usize),
}

impl<'a> Children<'a> {
    fn iter(&self) -> impl Iterator<Item = Child> + use<'a> {
        let criteria = self.criteria.clone().map(Child::Criterion);
        let sections = self.sections.iter().map(|place| Child::Section(*place));
        criteria.chain(sections)
    }
}

/// What a child may add to the sum.
#[derive(Clone, Copy)]
struct Part<'a> {
    weight: &'a Number,
    low: &'a Number,
    high: &'a Number,
    may_be_none: bool,
}

impl<'a> Case<'a> {
    /// The scores it may have. `optional` is memory to work in.
    pub(crate) fn score(&self, children: &Children<'_>, optional: &mut Vec<Child>) -> Judged {
        if let Some(settled) = self.settled(children) {
            return settled;
        }
        let low = self.extreme(children, End::Low, optional);
        let high = if self.parts(children).all(|part| part.is_settled()) {
            low.clone()
        } else {
            self.extreme(children, End::High, optional)
        };
        Judged {
            low,
            high,
            may_be_none: self.parts(children).all(|part| part.may_be_none),
            ..Judged::default()
        }
    }

    /// The one score it has, where every part is settled and the numbers are small.
    fn settled(&self, children: &Children<'_>) -> Option<Judged> {
        let mut mean = SmallMean::default();
        for part in (children.criteria.clone()).filter_map(|place| self.criterion(place)) {
            if !part.is_settled() {
                return None;
            }
            mean.add(part.low, part.weight)?;
        }
        for part in (children.sections.iter()).filter_map(|place| self.section(*place)) {
            if !part.is_settled() {
                return None;
            }
            mean.add(part.low, part.weight)?;
        }
        let score = if mean.is_empty() {
            None
        } else {
            Some(mean.value()?)
        };
        Some(Judged {
            may_be_none: score.is_none(),
            low: score.clone(),
            high: score,
            ..Judged::default()
        })
    }

    /// The most extreme weighted mean: of the parts that must count, then of those that need not, the
    /// most extreme first, while they move it further. Where none must count, one of those does.
    fn extreme(
        &self,
        children: &Children<'_>,
        end: End,
        optional: &mut Vec<Child>,
    ) -> Option<Number> {
        optional.clear();
        let need_not = |child: &Child| self.part(*child).is_some_and(|part| part.may_be_none);
        optional.extend(children.iter().filter(need_not));
        let must = || self.parts(children).filter(|part| !part.may_be_none);
        if optional.is_empty() {
            return number::mean(|| must().map(|part| (end.of(part), part.weight)));
        }
        let (mut sum, mut weights) = (Number::ZERO, Number::ZERO);
        for part in must() {
            sum += end.of(part) * part.weight;
            weights += part.weight;
        }
        let mut mean = (weights > Number::ZERO).then(|| &sum / &weights);
        let value = |child: Child| self.part(child).map(|part| end.of(part));
        optional.sort_unstable_by(|left, right| {
            let order = value(*left).cmp(&value(*right));
            match end {
                End::Low => order,
                End::High => order.reverse(),
            }
        });
        for part in optional.iter().filter_map(|child| self.part(*child)) {
            let value = end.of(part);
            let further = mean.as_ref().is_none_or(|mean| match end {
                End::Low => value < mean,
                End::High => value > mean,
            });
            if !further {
                break;
            }
            sum += value * part.weight;
            weights += part.weight;
            mean = Some(&sum / &weights);
        }
        mean
    }

    fn parts(&self, children: &Children<'_>) -> impl Iterator<Item = Part<'a>> {
        children.iter().filter_map(|child| self.part(child))
    }

    fn part(&self, child: Child) -> Option<Part<'a>> {
        match child {
            Child::Criterion(place) => self.criterion(place),
            Child::Section(place) => self.section(place),
        }
    }

    fn criterion(&self, place: usize) -> Option<Part<'a>> {
        let criterion = self.index.criteria.get(place)?;
        let weight = criterion.weight.as_ref()?;
        let applies = self.applies(place);
        if applies == Truth::No {
            return None;
        }
        let ((low, high), may_be_excluded) = match self.audit.given(place) {
            Some(given) => {
                let value = given.standing.value.as_ref()?;
                ((value, value), false)
            }
            None => (criterion.open.ends()?, criterion.open.may_be_excluded),
        };
        Some(Part {
            weight,
            low,
            high,
            may_be_none: may_be_excluded || applies == Truth::Undecided,
        })
    }

    fn section(&self, place: usize) -> Option<Part<'a>> {
        let judged = self.results.sections.get(place)?;
        Some(Part {
            weight: &self.index.sections.get(place)?.weight,
            low: judged.low.as_ref()?,
            high: judged.high.as_ref()?,
            may_be_none: judged.may_be_none,
        })
    }
}

impl Part<'_> {
    /// It has one value, and counts.
    fn is_settled(&self) -> bool {
        let one = std::ptr::eq(self.low, self.high) || self.low == self.high;
        one && !self.may_be_none
    }
}

/// An end of what something may be worth.
#[derive(Clone, Copy)]
enum End {
    Low,
    High,
}

impl End {
    fn of(self, part: Part<'_>) -> &Number {
        match self {
            Self::Low => part.low,
            Self::High => part.high,
        }
    }
}
