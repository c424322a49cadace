//! The most by which one answer can change the overall score.

use num_rational::BigRational;
use rubric_engine::Truth;

use super::Decided;
use crate::budget::Budget;
use crate::halt::Halt;
use crate::lower::Rules;
use crate::meter::Meter;
use crate::plan::{CriterionPlan, SectionPlan, applying};
use crate::possible::{Possible, whole};
use crate::question::Asked;
use crate::rule::{Grades, Rule, Scored, View};

/// Over all audits in which a criterion counts: its greatest share of the overall score, times the
/// distance between its best and its worst value. Its share is greatest where whatever may leave
/// the sum does, and in the case in which the least beside it applies.
pub(super) fn largest(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    criterion: usize,
) -> Decided<BigRational> {
    let mut rules = Rules::new(asked.problem);
    let (sections, criteria) = applying(&mut rules)?;
    let mut meter = Meter::new(budget);
    let mut cases = Cases {
        asked,
        criterion,
        sections,
        criteria,
        facts: vec![None; asked.problem.facts.len()],
        greatest: whole(0),
    };
    cases.go_through(&mut meter)?;
    let possible = asked
        .problem
        .criteria
        .get(criterion)
        .map(|one| &one.possible);
    let values = possible
        .into_iter()
        .flatten()
        .filter_map(|one| one.stands.first()?.value.as_ref());
    let most = values.clone().map(|value| &value.high).max();
    let least = values.map(|value| &value.low).min();
    let distance = most.zip(least).map(|(most, least)| most - least);
    Ok(cases.greatest * distance.unwrap_or_else(|| whole(0)))
}

/// The cases of facts, one after another, those that cannot show more left out.
struct Cases<'x, 'p, 'a> {
    asked: &'x Asked<'p, 'a>,
    criterion: usize,
    sections: Vec<SectionPlan>,
    criteria: Vec<CriterionPlan>,
    facts: Vec<Option<usize>>,
    greatest: BigRational,
}

impl View for Cases<'_, '_, '_> {
    fn count(&self, _: usize) -> (u32, u32) {
        (0, u32::MAX)
    }

    fn fact(&self, fact: usize) -> Option<usize> {
        self.facts.get(fact).copied().flatten()
    }

    fn score(&self, _: usize) -> Option<Scored> {
        None
    }

    fn overall(&self, _: usize) -> Grades {
        Grades::NONE
    }

    fn scores_differ(&self) -> Truth {
        Truth::Undecided
    }
}

impl Cases<'_, '_, '_> {
    fn go_through(&mut self, meter: &mut Meter<'_>) -> Result<(), Halt> {
        meter.spend(self.asked.problem.criteria.len())?;
        let Some(share) = self.share() else {
            return Ok(());
        };
        if share <= self.greatest {
            return Ok(());
        }
        let Some(fact) = self.next() else {
            self.greatest = share;
            return Ok(());
        };
        let values = self
            .asked
            .problem
            .facts
            .get(fact)
            .map_or(0, |fact| fact.values.len());
        for value in 0..values {
            if let Some(own) = self.facts.get_mut(fact) {
                *own = Some(value);
            }
            self.go_through(meter)?;
        }
        if let Some(own) = self.facts.get_mut(fact) {
            *own = None;
        }
        Ok(())
    }

    /// A fact that is not known yet and that something that applies depends on.
    fn next(&self) -> Option<usize> {
        let mut next = None;
        let rules = (self.sections.iter().map(|one| &one.applies))
            .chain(self.criteria.iter().map(|one| &one.applies));
        for rule in rules.flatten() {
            rule.visit(&mut |rule| {
                if let Rule::Fact(fact, _) = rule
                    && self.fact(*fact).is_none()
                {
                    next = next.or(Some(*fact));
                }
            });
        }
        next
    }

    fn applies(&self, [rule, _]: &[Rule; 2]) -> Truth {
        self.truth(rule)
    }

    /// The most that its share can be, as far as the case is known; nothing where it does not
    /// apply.
    fn share(&self) -> Option<BigRational> {
        let problem = self.asked.problem;
        let standard = self.asked.standard;
        let plan = self.criteria.get(self.criterion)?;
        let own = standard.criteria.get(self.criterion)?;
        if self.applies(&plan.applies) == Truth::No {
            return None;
        }
        let mut weight = own.weight()?.0.clone();
        let mut share = whole(1);
        let mut inside: (Option<usize>, Option<usize>) = (Some(self.criterion), None);
        let mut around = Some(own.section);
        loop {
            let none = Vec::new();
            let (criteria, sections) = match around {
                Some(place) => {
                    let applies = &self.sections.get(place)?.applies;
                    if self.applies(applies) == Truth::No {
                        return None;
                    }
                    let section = problem.sections.get(place)?;
                    (&section.criteria, &section.sections)
                }
                None => (&none, &problem.top),
            };
            let mut all = weight.clone();
            for place in criteria.iter().filter(|place| Some(**place) != inside.0) {
                if self.must_count(*place) {
                    all += &standard.criteria.get(*place)?.weight()?.0;
                }
            }
            for place in sections.iter().filter(|place| Some(**place) != inside.1) {
                if self.section_must_count(*place) {
                    all += &standard.sections.get(*place)?.model.weight.0;
                }
            }
            share = share * weight / all;
            let Some(place) = around else {
                return Some(share);
            };
            let section = standard.sections.get(place)?;
            weight = section.model.weight.0.clone();
            inside = (None, Some(place));
            around = section.parent;
        }
    }

    fn must_count(&self, place: usize) -> bool {
        let (Some(plan), Some(criterion)) = (
            self.criteria.get(place),
            self.asked.problem.criteria.get(place),
        ) else {
            return false;
        };
        let weight = self
            .asked
            .standard
            .criteria
            .get(place)
            .and_then(|one| one.weight());
        weight.is_some()
            && self.applies(&plan.applies) == Truth::Yes
            && criterion.possible.iter().all(Possible::counts)
    }

    fn section_must_count(&self, place: usize) -> bool {
        let (Some(plan), Some(section)) = (
            self.sections.get(place),
            self.asked.problem.sections.get(place),
        ) else {
            return false;
        };
        self.applies(&plan.applies) == Truth::Yes
            && (section.criteria.iter().any(|one| self.must_count(*one))
                || section
                    .sections
                    .iter()
                    .any(|one| self.section_must_count(*one)))
    }
}
