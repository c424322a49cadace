//! Limits, indicators and guarantees.

use rubric_lang::ast::{Bound, Condition as Written, MeanSubject, Parsed, PropertyKind};
use rubric_model::condition::Condition;
use rubric_model::rubric::{Guarantee, Indicator, Limit, LimitScope, Measure, Target};

use crate::condition::Understood;
use crate::number;
use crate::standard::{Found, Head, Scope, Standard, statements};

pub fn limits(standard: &Standard<'_>, conditions: &Understood<'_>) -> Option<Vec<Limit>> {
    let limit = |limit: &crate::standard::Limit<'_>| {
        let ceiling = limit.ceiling.as_ref()?;
        let section = |section: &crate::standard::Section<'_>| section.head.text().to_owned();
        let ladder = match ceiling.scope? {
            Scope::Overall => standard.overall_ladder?,
            Scope::Every => standard.sections.iter().next()?.ladder?,
            Scope::Section(id) => standard.sections[id].ladder?,
        };
        let ladder = &standard.ladders[ladder];
        Some(Limit {
            name: limit.head.text().to_owned(),
            because: limit.head.title.to_owned(),
            on: match ceiling.scope? {
                Scope::Overall => LimitScope::Overall,
                Scope::Every => LimitScope::EverySection,
                Scope::Section(id) => LimitScope::Section(section(&standard.sections[id])),
            },
            at_most: ladder.name(ladder.find(&ceiling.grade?.text)?).to_owned(),
            when: understood(conditions, limit.when?)?,
        })
    };
    standard.limits.iter().map(limit).collect()
}

pub fn indicators(standard: &Standard<'_>, conditions: &Understood<'_>) -> Option<Vec<Indicator>> {
    let indicator = |head: &Head<'_>| {
        let measure =
            statements(head.declaration).find_map(|property| match &property.kind {
                PropertyKind::Share { r#where, among } => {
                    Some(share(conditions, r#where, among.as_ref()))
                }
                PropertyKind::Count(condition) => Some(
                    understood(conditions, condition).map(|r#where| Measure::Count { r#where }),
                ),
                PropertyKind::Mean(subject) => Some(mean(standard, subject)),
                _ => None,
            })??;
        let target = statements(head.declaration).find_map(|property| match &property.kind {
            PropertyKind::Target {
                bound: Parsed::Value(bound),
                value: Parsed::Value(value),
            } => Some((bound, value)),
            _ => None,
        });
        let target = match target {
            Some((Bound::AtMost(_), value)) => Some(Target::AtMost(number::exact(value)?)),
            Some((_, value)) => Some(Target::AtLeast(number::exact(value)?)),
            None => None,
        };
        Some(Indicator {
            name: head.text().to_owned(),
            title: head.title.to_owned(),
            measure,
            target,
        })
    };
    standard.indicators.iter().map(indicator).collect()
}

fn share(
    conditions: &Understood<'_>,
    r#where: &Written,
    among: Option<&Written>,
) -> Option<Measure> {
    let among = match among {
        Some(among) => Some(understood(conditions, among)?),
        None => None,
    };
    Some(Measure::Share {
        r#where: understood(conditions, r#where)?,
        among,
    })
}

fn mean(standard: &Standard<'_>, subject: &Parsed<MeanSubject>) -> Option<Measure> {
    match subject.value()? {
        MeanSubject::Overall(_) => Some(Measure::MeanOfOverall),
        MeanSubject::Section(name) => match standard.names.member(&name.text)? {
            Found::Section(section) => Some(Measure::MeanOfSection(
                standard.sections[section].head.text().to_owned(),
            )),
            Found::Criterion(_) | Found::Fact(_) => None,
        },
    }
}

pub fn guarantees(standard: &Standard<'_>, conditions: &Understood<'_>) -> Option<Vec<Guarantee>> {
    let guarantee = |head: &Head<'_>| {
        let find = |wanted: fn(&PropertyKind) -> Option<&Written>| {
            statements(head.declaration)
                .find_map(|property| wanted(&property.kind))
                .and_then(|condition| understood(conditions, condition))
        };
        Some(Guarantee {
            name: head.text().to_owned(),
            title: head.title.to_owned(),
            whenever: find(|kind| match kind {
                PropertyKind::Whenever(condition) => Some(condition),
                _ => None,
            })?,
            then: find(|kind| match kind {
                PropertyKind::Then(condition) => Some(condition),
                _ => None,
            })?,
        })
    };
    standard.guarantees.iter().map(guarantee).collect()
}

fn understood(conditions: &Understood<'_>, condition: &Written) -> Option<Condition> {
    conditions.conditions.get(&condition.span()).cloned()
}
