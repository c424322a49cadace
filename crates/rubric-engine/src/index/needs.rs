//! What each result depends on.

use super::judged::{facts_in, visit};
use super::{Index, Needs};
use crate::condition::{Cond, Member, Which};
use crate::set::Set;

/// Works it out, inside out.
pub(super) fn read(index: &mut Index) {
    let applying = Applying::of(index);
    for place in index.order.clone() {
        let mut gathered = Gathered::nothing(index, &applying);
        let Some(section) = index.sections.get(place) else {
            continue;
        };
        gathered.applying(Some(place));
        for criterion in section.criteria.clone() {
            gathered.criterion(criterion);
        }
        for inner in &section.sections {
            gathered.section(*inner);
        }
        for condition in section.rules.conditions() {
            gathered.condition(condition);
        }
        let needs = gathered.needs;
        if let Some(section) = index.sections.get_mut(place) {
            section.rules.needs = needs;
        }
    }
    let mut gathered = Gathered::nothing(index, &applying);
    // What anything needs, the whole does: nothing missing goes unsaid.
    (0..index.sections.len()).for_each(|section| gathered.section(section));
    let conditions = index.overall.conditions();
    conditions.for_each(|condition| gathered.condition(condition));
    index.overall.needs = gathered.needs;
}

/// The facts that decide whether each section and criterion applies, each once.
struct Applying {
    sections: Vec<Vec<usize>>,
    criteria: Vec<Vec<usize>>,
}

impl Applying {
    fn of(index: &Index) -> Self {
        let facts = |applies: &Option<Cond>| {
            let mut facts = Vec::new();
            if let Some(condition) = applies {
                facts_in(condition, &mut |fact, _| facts.push(fact));
            }
            facts.sort_unstable();
            facts.dedup();
            facts
        };
        let sections = index.sections.iter().map(|one| facts(&one.applies));
        let criteria = index.criteria.iter().map(|one| facts(&one.applies));
        Self {
            sections: sections.collect(),
            criteria: criteria.collect(),
        }
    }
}

/// What one result depends on, as far as it is known. What is there already is not gone over again.
struct Gathered<'a> {
    index: &'a Index,
    applying: &'a Applying,
    needs: Needs,
    /// The sections of which it is known what decides whether they apply.
    applied: Set,
    /// The sections of which it is known what their results depend on.
    joined: Set,
}

impl<'a> Gathered<'a> {
    fn nothing(index: &'a Index, applying: &'a Applying) -> Self {
        Self {
            index,
            applying,
            needs: Needs::default(),
            applied: Set::default(),
            joined: Set::default(),
        }
    }

    /// The facts that decide whether a section, and the sections around it, apply.
    fn applying(&mut self, mut section: Option<usize>) {
        while let Some(place) = section
            && self.applied.add(place)
        {
            let facts = self.applying.sections.get(place).into_iter().flatten();
            facts.for_each(|fact| {
                self.needs.facts.add(*fact);
            });
            section = self.index.sections.get(place).and_then(|one| one.parent);
        }
    }

    fn criterion(&mut self, place: usize) {
        if !self.needs.criteria.add(place) {
            return;
        }
        let facts = self.applying.criteria.get(place).into_iter().flatten();
        facts.for_each(|fact| {
            self.needs.facts.add(*fact);
        });
        let section = self.index.criteria.get(place).map(|one| one.section);
        self.applying(section);
    }

    fn section(&mut self, place: usize) {
        let Some(section) = self.index.sections.get(place) else {
            return;
        };
        if !self.joined.add(place) {
            return;
        }
        self.needs.facts.join(&section.rules.needs.facts);
        self.needs.criteria.join(&section.rules.needs.criteria);
    }

    fn condition(&mut self, condition: &Cond) {
        visit(condition, &mut |one| match one {
            Cond::Fact(fact, _) => {
                self.needs.facts.add(*fact);
            }
            Cond::Criterion(place, _) => self.criterion(*place),
            Cond::Judged(Which::Section(place), _) => self.section(*place),
            Cond::Group(_, members) => members.iter().for_each(|member| match member {
                Member::Criterion(place, _) => self.criterion(*place),
                Member::Section(place, _) => self.section(*place),
            }),
            _ => {}
        });
    }
}
