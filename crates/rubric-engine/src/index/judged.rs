//! What applies, how sections and the whole are graded, and what each result depends on.

use std::collections::BTreeSet;

use rubric_model::condition::Comparison;
use rubric_model::rubric::{LimitScope, Measure, Rubric, Section as ModelSection, Target};

use super::{
    FactTest, Index, Limit, Named, Resolver, Rules, Rung, Sees, Threshold, asked, find, needs,
};
use crate::condition::{Cond, JudgedTest, Member, Which};
use crate::error::RubricError;
use crate::number::{self, Number};
use crate::pointer::Pointer;

pub(super) fn read(model: &Rubric, index: &mut Index) -> Result<(), RubricError> {
    let root = Pointer::Root;
    let mut applying = Applying::default();
    let resolver = Resolver::new(index);
    applies(
        &model.sections,
        &resolver,
        &root.member("sections"),
        &mut applying,
    )?;
    let come_to = resolver.come_to();
    for (section, condition) in index.sections.iter_mut().zip(applying.sections) {
        section.applies = condition;
    }
    for (criterion, condition) in index.criteria.iter_mut().zip(applying.criteria) {
        criterion.applies = condition;
    }

    let resolver = Resolver::after(index, come_to);
    let mut rules = Vec::new();
    for place in 0..index.sections.len() {
        rules.push(rules_of(model, &resolver, Which::Section(place))?);
    }
    let overall = rules_of(model, &resolver, Which::Overall)?;
    let come_to = resolver.come_to();
    let promised = promises(model, &resolver)?;
    index.conditions = come_to;
    for (section, rules) in index.sections.iter_mut().zip(rules) {
        section.rules = rules;
    }
    index.overall = overall;

    let all = (index.sections.iter())
        .map(|section| &section.rules)
        .chain([&index.overall]);
    let mut found = BTreeSet::new();
    for condition in all.flat_map(Rules::conditions).chain(&promised) {
        thresholds(condition, &mut found);
    }
    for (section, threshold) in found {
        let rules = match section {
            None => Some(&mut index.overall),
            Some(place) => index.sections.get_mut(place).map(|one| &mut one.rules),
        };
        if let Some(rules) = rules {
            rules.thresholds.push(threshold);
        }
    }
    for rules in index
        .sections
        .iter_mut()
        .map(|one| &mut one.rules)
        .chain([&mut index.overall])
    {
        for rung in &rules.rungs {
            if let Rung::From(from) = rung {
                let number = from.clone();
                rules.thresholds.push(Threshold::new(number, true, false));
            }
        }
        rules.thresholds.sort();
        rules.thresholds.dedup();
    }
    fact_tests(index);
    needs::read(index);
    asked::read(index);
    Ok(())
}

#[derive(Default)]
struct Applying {
    sections: Vec<Option<Cond>>,
    criteria: Vec<Option<Cond>>,
}

/// In reading order, as the tables are.
fn applies(
    list: &[ModelSection],
    resolver: &Resolver<'_>,
    at: &Pointer<'_>,
    out: &mut Applying,
) -> Result<(), RubricError> {
    for (place, section) in list.iter().enumerate() {
        let here = at.item(place);
        let resolve = |condition: Option<&_>, at: &Pointer<'_>| {
            let at = at.member("applies");
            condition
                .map(|one| resolver.condition(one, Sees::Facts, &at))
                .transpose()
        };
        out.sections.push(resolve(section.applies.as_ref(), &here)?);
        let criteria = here.member("criteria");
        for (place, criterion) in section.criteria.iter().enumerate() {
            let here = criteria.item(place);
            out.criteria
                .push(resolve(criterion.applies.as_ref(), &here)?);
        }
        applies(&section.sections, resolver, &here.member("sections"), out)?;
    }
    Ok(())
}

impl Rules {
    /// The conditions of its rungs and limits.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Cond> {
        let rungs = self.rungs.iter().filter_map(|rung| match rung {
            Rung::When(condition) => Some(condition),
            Rung::From(_) | Rung::Otherwise => None,
        });
        rungs.chain(self.limits.iter().map(|limit| &limit.when))
    }
}

fn rules_of(model: &Rubric, resolver: &Resolver<'_>, which: Which) -> Result<Rules, RubricError> {
    let root = Pointer::Root;
    let index = resolver.index();
    let (ladder, sees) = match which {
        Which::Overall => (index.overall.ladder, Sees::Overall),
        Which::Section(place) => {
            let section = index.sections.get(place);
            (
                section.map_or(0, |section| section.rules.ladder),
                Sees::Section(place),
            )
        }
    };
    let mut rules = Rules {
        ladder,
        ..Rules::default()
    };

    let ladders = root.member("ladders");
    let here = ladders.item(ladder);
    let here = here.member("grades");
    let grades = model
        .ladders
        .get(ladder)
        .map_or(&[][..], |ladder| &ladder.grades);
    for (place, grade) in grades.iter().enumerate() {
        rules.rungs.push(match (&grade.from, &grade.when) {
            (Some(from), _) => Rung::From(from.into()),
            (None, Some(when)) => {
                let here = here.item(place);
                Rung::When(resolver.condition(when, sees, &here.member("when"))?)
            }
            (None, None) => Rung::Otherwise,
        });
    }

    let limits = root.member("limits");
    let names = index
        .ladders
        .get(ladder)
        .map_or(&[][..], |ladder| &ladder.grades);
    for (place, limit) in model.limits.iter().enumerate() {
        let here = limits.item(place);
        let hit = match &limit.on {
            LimitScope::Overall => which == Which::Overall,
            LimitScope::EverySection => which != Which::Overall,
            LimitScope::Section(name) => match index.named(name) {
                Some(Named::Section(section)) => which == Which::Section(section),
                _ => {
                    let message = format!("there is no section `{name}`");
                    return Err(here.member("on").refuse(message));
                }
            },
        };
        if hit {
            let ceiling = find(names, &limit.at_most, "grade", here.member("at_most"))?;
            let when = resolver.condition(&limit.when, sees, &here.member("when"))?;
            rules.limits.push(Limit {
                place,
                ceiling,
                when,
            });
        }
    }
    Ok(rules)
}

/// Checks indicators and guarantees; gives their conditions.
fn promises(model: &Rubric, resolver: &Resolver<'_>) -> Result<Vec<Cond>, RubricError> {
    let root = Pointer::Root;
    let mut conditions = Vec::new();
    let mut resolve = |condition, at: &Pointer<'_>| -> Result<(), RubricError> {
        conditions.push(resolver.condition(condition, Sees::Settled, at)?);
        Ok(())
    };
    let indicators = root.member("indicators");
    for (place, indicator) in model.indicators.iter().enumerate() {
        let here = indicators.item(place);
        let at = here.member("measure");
        let mut is_count = false;
        match &indicator.measure {
            Measure::Share { r#where, among } => {
                let at = at.member("share");
                resolve(r#where, &at.member("where"))?;
                if let Some(among) = among {
                    resolve(among, &at.member("among"))?;
                }
            }
            Measure::Count { r#where } => {
                is_count = true;
                resolve(r#where, &at.member("count").member("where"))?;
            }
            Measure::MeanOfSection(name) => {
                if !matches!(resolver.index().named(name), Some(Named::Section(_))) {
                    return Err(at.refuse(format!("there is no section `{name}`")));
                }
            }
            Measure::MeanOfOverall => {}
        }
        if let Some(Target::AtLeast(target) | Target::AtMost(target)) = &indicator.target {
            let counts = Number::from(target) >= Number::ZERO && target.0.is_integer();
            if !(if is_count {
                counts
            } else {
                number::is_share(target)
            }) {
                let message = format!("{target} is not what this can come to");
                return Err(here.member("target").refuse(message));
            }
        }
    }
    let guarantees = root.member("guarantees");
    for (place, guarantee) in model.guarantees.iter().enumerate() {
        let here = guarantees.item(place);
        resolve(&guarantee.whenever, &here.member("whenever"))?;
        resolve(&guarantee.then, &here.member("then"))?;
    }
    Ok(conditions)
}

/// Visits a condition's comparisons.
pub(super) fn visit(condition: &Cond, look: &mut impl FnMut(&Cond)) {
    match condition {
        Cond::All(parts) | Cond::AnyOf(parts) => parts.iter().for_each(|part| visit(part, look)),
        Cond::Not(part) => visit(part, look),
        _ => look(condition),
    }
}

/// What a condition asks of facts, by fact.
pub(crate) fn facts_in(condition: &Cond, look: &mut impl FnMut(usize, &FactTest)) {
    visit(condition, &mut |one| {
        if let Cond::Fact(fact, test) = one {
            look(*fact, test);
        }
    });
}

/// What scores are compared with: by section, or for the whole.
fn thresholds(condition: &Cond, found: &mut BTreeSet<(Option<usize>, Threshold)>) {
    let mut note = |which: Which, test: &JudgedTest| {
        let JudgedTest::Score(comparison) = test else {
            return;
        };
        let (below, above) = match comparison {
            Comparison::AtLeast(_) | Comparison::Below(_) => (true, false),
            Comparison::AtMost(_) | Comparison::Above(_) => (false, true),
            _ => (true, true),
        };
        for number in comparison.values() {
            let section = match which {
                Which::Overall => None,
                Which::Section(place) => Some(place),
            };
            let number = number.clone();
            found.insert((section, Threshold::new(number, below, above)));
        }
    };
    visit(condition, &mut |one| match one {
        Cond::Judged(which, test) => note(*which, test),
        Cond::Group(_, members) => members.iter().for_each(|member| {
            if let Member::Section(place, test) = member {
                note(Which::Section(*place), test);
            }
        }),
        _ => {}
    });
}

/// What is asked of each fact by what a result depends on.
fn fact_tests(index: &mut Index) {
    let mut tests: Vec<Vec<FactTest>> = vec![Vec::new(); index.facts.len()];
    let mut note = |fact: usize, test: &FactTest| {
        if let Some(list) = tests.get_mut(fact) {
            list.push(test.clone());
        }
    };
    let applies = (index.sections.iter().map(|section| &section.applies))
        .chain(index.criteria.iter().map(|criterion| &criterion.applies))
        .flatten();
    let rules = index
        .sections
        .iter()
        .map(|section| &section.rules)
        .chain([&index.overall]);
    for condition in applies.chain(rules.flat_map(Rules::conditions)) {
        facts_in(condition, &mut note);
    }
    for (fact, tests) in index.facts.iter_mut().zip(tests) {
        let asked: Vec<&FactTest> = tests.iter().collect();
        fact.kinds = fact.kind.kinds_of_value(&asked);
        fact.tests = tests;
    }
}
