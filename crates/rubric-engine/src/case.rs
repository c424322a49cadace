//! One case: an audit with each of its facts known, or left undecided by itself. From the facts to
//! what applies, and from the inside out to scores and grades.

use std::ops::Range;

use crate::audit::Audit;
use crate::condition::{Cond, FactGiven, Places, Which};
use crate::index::{Index, Rules, Rung};
use crate::number::{self, Number, SmallMean};
use crate::truth::Truth;

/// An audit's facts, answers and results in one case.
pub(crate) struct Case<'a> {
    pub index: &'a Index,
    pub audit: &'a Audit,
    facts: &'a [Option<FactGiven>],
    results: Results,
}

/// What a case comes to. It is kept from one case to the next, so that its memory is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Results {
    /// Whether each criterion applies.
    pub applies: Vec<Truth>,
    pub sections: Vec<Judged>,
    pub overall: Judged,
    /// Whether each section applies.
    applying: Vec<Truth>,
    /// The parts of a mean that need not count.
    optional: Vec<Child>,
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

/// What a section or the whole is the mean of.
#[derive(Clone)]
struct Children<'a> {
    criteria: Range<usize>,
    sections: &'a [usize],
}

#[derive(Clone, Copy, Debug)]
enum Child {
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
    /// Works a case out.
    pub(crate) fn new(index: &'a Index, audit: &'a Audit, facts: &'a [Option<FactGiven>]) -> Self {
        Self::within(index, audit, facts, Results::default())
    }

    /// Works a case out in the memory of another.
    pub(crate) fn within(
        index: &'a Index,
        audit: &'a Audit,
        facts: &'a [Option<FactGiven>],
        mut results: Results,
    ) -> Self {
        results
            .sections
            .resize_with(index.sections.len(), Judged::default);
        let mut case = Self {
            index,
            audit,
            facts,
            results,
        };
        case.what_applies();
        for &place in &index.order {
            if let Some(section) = index.sections.get(place) {
                let children = Children {
                    criteria: section.criteria.clone(),
                    sections: &section.sections,
                };
                case.judge(Which::Section(place), &section.rules, &children);
            }
        }
        let top = Children {
            criteria: 0..0,
            sections: &index.top,
        };
        case.judge(Which::Overall, &index.overall, &top);
        case
    }

    pub(crate) fn into_results(self) -> Results {
        self.results
    }

    pub(crate) fn fact(&self, place: usize) -> Option<&FactGiven> {
        self.facts.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn applies(&self, criterion: usize) -> Truth {
        let applies = self.results.applies.get(criterion);
        applies.copied().unwrap_or(Truth::No)
    }

    pub(crate) fn judged(&self, which: Which) -> Option<&Judged> {
        self.results.judged(which)
    }

    fn what_applies(&mut self) {
        let mut results = std::mem::take(&mut self.results);
        let truth = |condition: &Option<Cond>| {
            condition
                .as_ref()
                .map_or(Truth::Yes, |condition| self.truth(condition))
        };
        // In reading order a section stands before the sections in it.
        results.applying.clear();
        for section in &self.index.sections {
            let around = section
                .parent
                .and_then(|parent| results.applying.get(parent).copied());
            let applies = around.unwrap_or(Truth::Yes).and(truth(&section.applies));
            results.applying.push(applies);
        }
        results.applies.clear();
        for criterion in &self.index.criteria {
            let section = results.applying.get(criterion.section).copied();
            let applies = section.unwrap_or(Truth::No).and(truth(&criterion.applies));
            results.applies.push(applies);
        }
        self.results = results;
    }

    fn parts(&self, children: &Children<'a>) -> impl Iterator<Item = Part<'_>> {
        children.iter().filter_map(|child| self.part(child))
    }

    fn part(&self, child: Child) -> Option<Part<'_>> {
        match child {
            Child::Criterion(place) => self.criterion(place),
            Child::Section(place) => self.section(place),
        }
    }

    fn criterion(&self, place: usize) -> Option<Part<'_>> {
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

    fn section(&self, place: usize) -> Option<Part<'_>> {
        let judged = self.results.sections.get(place)?;
        Some(Part {
            weight: &self.index.sections.get(place)?.weight,
            low: judged.low.as_ref()?,
            high: judged.high.as_ref()?,
            may_be_none: judged.may_be_none,
        })
    }

    fn judge(&mut self, which: Which, rules: &Rules, children: &Children<'a>) {
        let mut judged = self.score(children);
        // Rungs and limits are asked only of what is scored: they see it so.
        let may_be_none = std::mem::replace(&mut judged.may_be_none, false);
        let scored = judged.low.is_some();
        self.settle(which, judged);
        let (mut before, mut after) = (Places::default(), Places::default());
        if scored {
            before = self.rungs(which, rules);
            after = before;
            for limit in &rules.limits {
                let truth = self.truth(&limit.when);
                if truth != Truth::No {
                    let held = after.held_down(limit.ceiling);
                    let kept = truth == Truth::Undecided;
                    after = if kept { after.with(held) } else { held };
                }
            }
        }
        if let Some(judged) = self.results.judged_mut(which) {
            (judged.may_be_none, judged.before, judged.after) = (may_be_none, before, after);
        }
    }

    fn settle(&mut self, which: Which, judged: Judged) {
        if let Some(place) = self.results.judged_mut(which) {
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

    /// The scores it may have.
    fn score(&mut self, children: &Children<'a>) -> Judged {
        if let Some(settled) = self.settled(children) {
            return settled;
        }
        let mut optional = std::mem::take(&mut self.results.optional);
        let low = self.extreme(children, End::Low, &mut optional);
        let high = if self.parts(children).all(|part| part.is_settled()) {
            low.clone()
        } else {
            self.extreme(children, End::High, &mut optional)
        };
        self.results.optional = optional;
        Judged {
            low,
            high,
            may_be_none: self.parts(children).all(|part| part.may_be_none),
            ..Judged::default()
        }
    }

    /// The one score it has, where every part is settled and the numbers are small.
    fn settled(&self, children: &Children<'a>) -> Option<Judged> {
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
        children: &Children<'a>,
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

impl Results {
    pub(crate) fn judged(&self, which: Which) -> Option<&Judged> {
        match which {
            Which::Overall => Some(&self.overall),
            Which::Section(place) => self.sections.get(place),
        }
    }

    fn judged_mut(&mut self, which: Which) -> Option<&mut Judged> {
        match which {
            Which::Overall => Some(&mut self.overall),
            Which::Section(place) => self.sections.get_mut(place),
        }
    }

    /// Whether a criterion applies, or may apply, and was answered by something that has a value.
    pub(crate) fn counts(&self, audit: &Audit, criterion: usize) -> bool {
        let applies = self.applies.get(criterion).copied();
        let given = audit.given(criterion);
        applies.unwrap_or(Truth::No) != Truth::No
            && given.is_some_and(|given| given.standing.value.is_some())
    }

    /// What this comes to in one case, and `other` in another.
    pub(crate) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.applies.iter_mut().zip(&other.applies) {
            *mine = mine.either_case(*theirs);
        }
        for (mine, theirs) in self.sections.iter_mut().zip(&other.sections) {
            mine.join(theirs);
        }
        self.overall.join(&other.overall);
    }
}

impl Judged {
    fn join(&mut self, other: &Self) {
        if let Some(low) = &other.low
            && self.low.as_ref().is_none_or(|mine| low < mine)
        {
            self.low = Some(low.clone());
        }
        if let Some(high) = &other.high
            && self.high.as_ref().is_none_or(|mine| high > mine)
        {
            self.high = Some(high.clone());
        }
        self.may_be_none |= other.may_be_none;
        self.before = self.before.with(other.before);
        self.after = self.after.with(other.after);
    }
}
