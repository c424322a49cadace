//! Sources, owners, facts, causes, scales and ladders.

use rubric_lang::ast::{Block, Entry, PropertyKind, Required as Wanted, TextKeyword};
use rubric_model::Rational;
use rubric_model::rubric::{
    Cause, Choice, Fact, FactKind, Grade, Ladder, Level, Owner, Provision, Required, Scale, Source,
};

use crate::condition::Understood;
use crate::number;
use crate::standard::{FactKind as Kind, Item, Points, Rule, Standard, statements, text};
use crate::tree::properties;

pub fn sources(standard: &Standard<'_>) -> Option<Vec<Source>> {
    let source = |source: &crate::standard::Source<'_>| {
        let declaration = source.head.declaration;
        let provisions = statements(declaration).filter_map(|property| match &property.kind {
            PropertyKind::Provision { name, title } => Some(name.value().map(|name| Provision {
                name: name.value.clone(),
                title: title.as_ref().map(|title| title.value.clone()),
            })),
            _ => None,
        });
        Some(Source {
            name: source.head.text().to_owned(),
            title: source.head.title.to_owned(),
            link: text(declaration, TextKeyword::Link).map(|link| link.value.clone()),
            issued: text(declaration, TextKeyword::Issued).map(|issued| issued.value.clone()),
            provisions: provisions.collect::<Option<_>>()?,
        })
    };
    standard.sources.iter().map(source).collect()
}

pub fn owners(standard: &Standard<'_>) -> Vec<Owner> {
    let owners = standard.owners.iter();
    owners
        .map(|owner| Owner {
            name: owner.text().to_owned(),
            title: owner.title.to_owned(),
        })
        .collect()
}

pub fn causes(standard: &Standard<'_>) -> Vec<Cause> {
    let causes = standard.causes.iter();
    causes
        .map(|cause| Cause {
            name: cause.text().to_owned(),
            title: cause.title.to_owned(),
        })
        .collect()
}

pub fn facts(standard: &Standard<'_>) -> Option<Vec<Fact>> {
    let fact = |fact: &crate::standard::Fact<'_>| {
        let kind = match fact.kind.as_ref()? {
            Kind::YesNo => FactKind::YesNo,
            Kind::Number(range) => FactKind::Number {
                from: range.from.clone(),
                to: range.to.clone(),
                decimal: range.decimal,
            },
            Kind::OneOf(options) => FactKind::OneOf {
                options: choices(options),
            },
        };
        Some(Fact {
            name: fact.head.text().to_owned(),
            title: fact.head.title.to_owned(),
            kind,
        })
    };
    standard.facts.iter().map(fact).collect()
}

/// Options of a fact, or items of a checklist.
pub fn choices(items: &[Item<'_>]) -> Vec<Choice> {
    items
        .iter()
        .map(|item| Choice {
            name: item.name.text.clone(),
            title: item.title.to_owned(),
        })
        .collect()
}

pub fn scales(standard: &Standard<'_>) -> Option<Vec<Scale>> {
    let scale = |scale: &crate::standard::Scale<'_>| {
        let highest = scale.highest()?;
        let levels = scale
            .levels
            .iter()
            .map(|level| self::level(level, &highest));
        Some(Scale {
            name: scale.head.text().to_owned(),
            title: scale.head.title.to_owned(),
            levels: levels.collect::<Option<_>>()?,
        })
    };
    standard.scales.iter().map(scale).collect()
}

fn level(level: &crate::standard::Level<'_>, highest: &Rational) -> Option<Level> {
    let value = match level.points {
        Points::Worth(points) => Some(Rational(number::plain(points)?.0 / &highest.0)),
        _ => None,
    };
    let entry = level.entry;
    let required = |wanted: Wanted| {
        let stated = |property: &rubric_lang::ast::Property| matches!(property.kind, PropertyKind::Required { what, .. } if what == wanted);
        properties(entry.block.as_ref())
            .any(stated)
            .then_some(Required::Required)
    };
    Some(Level {
        name: entry.name.text.clone(),
        title: title(entry),
        excluded: value.is_none(),
        value,
        means: means(entry.block.as_ref()),
        comment: required(Wanted::Comment),
        cause: required(Wanted::Cause),
    })
}

pub fn ladders(standard: &Standard<'_>, conditions: &Understood<'_>) -> Option<Vec<Ladder>> {
    let ladder = |ladder: &crate::standard::Ladder<'_>| {
        let grades = ladder.rungs.iter().map(|rung| {
            let (from, when, otherwise) = match rung.rule {
                Rule::From(score) => (Some(number::exact(score)?), None, false),
                Rule::When(condition) => (
                    None,
                    Some(conditions.conditions.get(&condition.span())?.clone()),
                    false,
                ),
                Rule::Otherwise => (None, None, true),
                Rule::Missing | Rule::Other(_) | Rule::Broken => return None,
            };
            let entry = rung.entry;
            Some(Grade {
                name: entry.name.text.clone(),
                title: title(entry),
                from,
                when,
                otherwise,
                means: means(entry.block.as_ref()),
            })
        });
        Some(Ladder {
            name: ladder.head.text().to_owned(),
            title: ladder.head.title.to_owned(),
            grades: grades.collect::<Option<_>>()?,
        })
    };
    standard.ladders.iter().map(ladder).collect()
}

fn title(entry: &Entry) -> String {
    entry
        .title
        .as_ref()
        .map_or_else(String::new, |title| title.value.clone())
}

fn means(block: Option<&Block>) -> Option<String> {
    properties(block).find_map(|property| match &property.kind {
        PropertyKind::Means { text, .. } => text.value().map(|text| text.value.clone()),
        _ => None,
    })
}
