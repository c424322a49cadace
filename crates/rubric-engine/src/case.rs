//! One case: an audit with each of its facts known, or left undecided by itself. From the facts to
//! what applies, and from the inside out to scores and grades.

use crate::audit::Audit;
use crate::condition::{Cond, FactGiven, Places, Which};
use crate::index::{Index, Rules, Rung};
use crate::number::Number;
use crate::parts::{Child, Children};
use crate::truth::Truth;

/// An audit's facts, answers and results in one case.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub index: &'a Index,
    pub audit: &'a Audit,
    pub facts: &'a [Option<FactGiven>],
    /// What it comes to, as far as that has been worked out.
    pub results: &'a Results,
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
    /// The parts of a mean that need not count, while it is worked out.
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

/// Works a case out.
pub(crate) fn work_out(
    index: &Index,
    audit: &Audit,
    facts: &[Option<FactGiven>],
    results: &mut Results,
) {
    results.sections.clear();
    results
        .sections
        .resize_with(index.sections.len(), Judged::default);
    results.overall = Judged::default();
    let mut work = Work {
        index,
        audit,
        facts,
        results,
    };
    work.what_applies();
    for &place in &index.order {
        if let Some(section) = index.sections.get(place) {
            let children = Children {
                criteria: section.criteria.clone(),
                sections: &section.sections,
            };
            work.judge(Which::Section(place), &section.rules, &children);
        }
    }
    let top = Children {
        criteria: 0..0,
        sections: &index.top,
    };
    work.judge(Which::Overall, &index.overall, &top);
}

struct Work<'a> {
    index: &'a Index,
    audit: &'a Audit,
    facts: &'a [Option<FactGiven>],
    results: &'a mut Results,
}

impl Work<'_> {
    fn case(&self) -> Case<'_> {
        Case {
            index: self.index,
            audit: self.audit,
            facts: self.facts,
            results: self.results,
        }
    }

    fn what_applies(&mut self) {
        let (mut applying, mut applies) = (
            std::mem::take(&mut self.results.applying),
            std::mem::take(&mut self.results.applies),
        );
        let truth = |condition: &Option<Cond>| {
            condition
                .as_ref()
                .map_or(Truth::Yes, |condition| self.case().truth(condition))
        };
        // In reading order a section stands before the sections in it.
        applying.clear();
        for section in &self.index.sections {
            let around = section
                .parent
                .and_then(|parent| applying.get(parent).copied());
            applying.push(around.unwrap_or(Truth::Yes).and(truth(&section.applies)));
        }
        applies.clear();
        for criterion in &self.index.criteria {
            let section = applying.get(criterion.section).copied();
            applies.push(section.unwrap_or(Truth::No).and(truth(&criterion.applies)));
        }
        (self.results.applying, self.results.applies) = (applying, applies);
    }

    fn judge(&mut self, which: Which, rules: &Rules, children: &Children<'_>) {
        let mut optional = std::mem::take(&mut self.results.optional);
        let mut judged = self.case().score(children, &mut optional);
        self.results.optional = optional;
        // Rungs and limits are asked only of what is scored: they see it so.
        let may_be_none = std::mem::replace(&mut judged.may_be_none, false);
        let is_scored = judged.low.is_some();
        self.settle(which, judged);
        let (before, after) = if is_scored {
            self.case().grades(which, rules)
        } else {
            Default::default()
        };
        if let Some(judged) = self.results.judged_mut(which) {
            (judged.may_be_none, judged.before, judged.after) = (may_be_none, before, after);
        }
    }

    fn settle(&mut self, which: Which, judged: Judged) {
        if let Some(place) = self.results.judged_mut(which) {
            *place = judged;
        }
    }
}

impl<'a> Case<'a> {
    pub(crate) fn fact(&self, place: usize) -> Option<&'a FactGiven> {
        self.facts.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn applies(&self, criterion: usize) -> Truth {
        let applies = self.results.applies.get(criterion);
        applies.copied().unwrap_or(Truth::No)
    }

    pub(crate) fn judged(&self, which: Which) -> Option<&'a Judged> {
        self.results.judged(which)
    }

    /// The grades that something scored may have before its limits, and after them.
    fn grades(&self, which: Which, rules: &Rules) -> (Places, Places) {
        let before = self.rungs(which, rules);
        let mut after = before;
        for limit in &rules.limits {
            let truth = self.truth(&limit.when);
            if truth != Truth::No {
                let held = after.held_down(limit.ceiling);
                let kept = truth == Truth::Undecided;
                after = if kept { after.with(held) } else { held };
            }
        }
        (before, after)
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
