//! One case: an audit with each of its facts known, or left undecided by itself. From the facts to
//! what applies, and from the inside out to scores and grades.

use crate::audit::Audit;
use crate::condition::{Cond, FactGiven, Places, Which};
use crate::index::{Index, Rules, Rung};
use crate::number::{self, Number};
use crate::truth::Truth;

/// An audit's facts, answers and results in one case.
pub(crate) struct Case<'a> {
    pub index: &'a Index,
    pub audit: &'a Audit,
    facts: &'a [Option<FactGiven>],
    /// Whether each criterion applies.
    applies: Vec<Truth>,
    sections: Vec<Judged>,
    overall: Judged,
}

/// What a section or the whole may come to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// The lowest score it may have, where it may have any.
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// It may count nothing.
    pub may_be_none: bool,
    /// The grades it may have before limits, where it has a score.
    pub before: Places,
    /// The grades it may have after limits, where it has a score.
    pub after: Places,
}

/// What a child of a section may add to its sum.
struct Part<'a> {
    weight: &'a Number,
    low: Number,
    high: Number,
    may_be_none: bool,
}

impl<'a> Case<'a> {
    /// Works a case out.
    pub(crate) fn new(index: &'a Index, audit: &'a Audit, facts: &'a [Option<FactGiven>]) -> Self {
        let mut case = Self {
            index,
            audit,
            facts,
            applies: Vec::new(),
            sections: vec![Judged::default(); index.sections.len()],
            overall: Judged::default(),
        };
        case.applies = case.what_applies();
        for &place in &index.order {
            let Some(section) = index.sections.get(place) else {
                continue;
            };
            let own = section
                .criteria
                .iter()
                .filter_map(|criterion| case.criterion(*criterion));
            let inner = section
                .sections
                .iter()
                .filter_map(|inner| case.section(*inner));
            let parts: Vec<Part<'_>> = own.chain(inner).collect();
            case.judge(Which::Section(place), &section.rules, &parts_score(parts));
        }
        let top = index
            .top
            .iter()
            .filter_map(|section| case.section(*section));
        let score = parts_score(top.collect());
        case.judge(Which::Overall, &index.overall, &score);
        case
    }

    pub(crate) fn fact(&self, place: usize) -> Option<&FactGiven> {
        self.facts.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn applies(&self, criterion: usize) -> Truth {
        self.applies.get(criterion).copied().unwrap_or(Truth::No)
    }

    pub(crate) fn judged(&self, which: Which) -> Option<&Judged> {
        match which {
            Which::Overall => Some(&self.overall),
            Which::Section(place) => self.sections.get(place),
        }
    }

    pub(crate) fn all_applies(&self) -> &[Truth] {
        &self.applies
    }

    fn what_applies(&self) -> Vec<Truth> {
        let truth = |condition: &Option<Cond>| {
            condition
                .as_ref()
                .map_or(Truth::Yes, |condition| self.truth(condition))
        };
        // In reading order a section stands before the sections in it.
        let mut sections: Vec<Truth> = Vec::new();
        for section in &self.index.sections {
            let around = section
                .parent
                .and_then(|parent| sections.get(parent).copied());
            sections.push(around.unwrap_or(Truth::Yes).and(truth(&section.applies)));
        }
        let of_section = |place: usize| sections.get(place).copied().unwrap_or(Truth::No);
        (self.index.criteria.iter())
            .map(|criterion| of_section(criterion.section).and(truth(&criterion.applies)))
            .collect()
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
            low: low.clone(),
            high: high.clone(),
            may_be_none: may_be_excluded || applies == Truth::Undecided,
        })
    }

    fn section(&self, place: usize) -> Option<Part<'a>> {
        let judged = self.sections.get(place)?;
        Some(Part {
            weight: &self.index.sections.get(place)?.weight,
            low: judged.low.clone()?,
            high: judged.high.clone()?,
            may_be_none: judged.may_be_none,
        })
    }

    fn judge(&mut self, which: Which, rules: &Rules, score: &Judged) {
        // Rungs and limits are asked only of what is scored: they see it so.
        self.settle(
            which,
            Judged {
                may_be_none: false,
                ..score.clone()
            },
        );
        let mut judged = score.clone();
        if judged.low.is_some() {
            judged.before = self.rungs(which, rules);
            judged.after = judged.before;
            for limit in &rules.limits {
                let truth = self.truth(&limit.when);
                if truth != Truth::No {
                    let held = held_down(judged.after, limit.ceiling);
                    let kept = truth == Truth::Undecided;
                    judged.after = if kept { judged.after.with(held) } else { held };
                }
            }
        }
        self.settle(which, judged);
    }

    fn settle(&mut self, which: Which, judged: Judged) {
        let place = match which {
            Which::Overall => Some(&mut self.overall),
            Which::Section(place) => self.sections.get_mut(place),
        };
        if let Some(place) = place {
            *place = judged;
        }
    }

    /// The rungs it may stand on: those that may hold where none above surely holds.
    fn rungs(&self, which: Which, rules: &Rules) -> Places {
        let ends = self
            .judged(which)
            .and_then(|one| Some((one.low.as_ref()?, one.high.as_ref()?)));
        let mut places = Places::default();
        for (place, rung) in rules.rungs.iter().enumerate() {
            let truth = match rung {
                Rung::From(from) => {
                    ends.map_or(Truth::No, |(low, high)| Truth::of(high >= from, low < from))
                }
                Rung::When(condition) => self.truth(condition),
                Rung::Otherwise => Truth::Yes,
            };
            if truth != Truth::No {
                places.add(place);
            }
            if truth == Truth::Yes {
                break;
            }
        }
        places
    }
}

/// The grades under a ceiling.
fn held_down(grades: Places, ceiling: usize) -> Places {
    let mut held = Places::default();
    grades.iter().for_each(|grade| held.add(grade.max(ceiling)));
    held
}

fn parts_score(parts: Vec<Part<'_>>) -> Judged {
    let may_be_none = parts.iter().all(|part| part.may_be_none);
    let low = extreme(&parts, |part| &part.low, |value, mean| value < mean);
    let settled = |part: &Part<'_>| !part.may_be_none && part.low == part.high;
    let high = if parts.iter().all(settled) {
        low.clone()
    } else {
        extreme(&parts, |part| &part.high, |value, mean| value > mean)
    };
    Judged {
        low,
        high,
        may_be_none,
        ..Judged::default()
    }
}

/// The most extreme weighted mean: of the parts that must count, then of those that need not, the
/// most extreme first, while they move it further. Where none must count, one of those does.
fn extreme<'a>(
    parts: &'a [Part<'_>],
    value: impl Fn(&'a Part<'_>) -> &'a Number,
    further: impl Fn(&Number, &Number) -> bool,
) -> Option<Number> {
    let (mut optional, must): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.may_be_none);
    if optional.is_empty() {
        return number::mean(|| must.iter().map(|part| (value(part), part.weight)));
    }
    let mut sum = number::zero();
    let mut weights = number::zero();
    for part in &must {
        sum += value(part) * part.weight;
        weights += part.weight;
    }
    let mut mean = (!must.is_empty()).then(|| &sum / &weights);
    optional.sort_by(|left, right| {
        let (left, right) = (value(left), value(right));
        if further(left, right) {
            std::cmp::Ordering::Less
        } else if further(right, left) {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        }
    });
    for part in optional {
        if mean
            .as_ref()
            .is_some_and(|mean| !further(value(part), mean))
        {
            break;
        }
        sum += value(part) * part.weight;
        weights += part.weight;
        mean = Some(&sum / &weights);
    }
    mean
}
