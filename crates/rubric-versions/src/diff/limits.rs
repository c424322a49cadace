//! Limits, indicators and guarantees.

use rubric_model::Rational;
use rubric_model::rubric::{
    Guarantee, Indicator, Limit, LimitScope, Measure, Rubric as Model, Target,
};

use super::draft::{At, Draft, Kind, Walk};
use super::merge::{Pair, merged, same};
use super::{parts, rules};

/// The limits.
pub(super) fn limits(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    for pair in merged(&old.limits, &new.limits, |one| &one.name) {
        match pair {
            Pair::Added(one) => {
                let added = one.clone();
                let draft = Draft::new(rules::LIMIT_ADDED, &at(one)).is(words(one));
                walk.note(draft.edit(move |model| model.limits.push(added.clone())));
            }
            Pair::Removed(one) => {
                let name = one.name.clone();
                let draft = Draft::new(rules::LIMIT_REMOVED, &at(one)).was(words(one));
                walk.note(draft.edit(move |model| model.limits.retain(|one| one.name != name)));
            }
            Pair::Both(before, after) => limit(walk, before, after),
        }
    }
    let rubric = At::new("rubric", &new.title);
    walk.order(&rubric, "limits", [&old.limits, &new.limits], |one| {
        &one.name
    });
}

fn at(limit: &Limit) -> At {
    At::new(format!("limit {}", limit.name), &limit.because)
}

fn limit(walk: &mut Walk<'_>, old: &Limit, new: &Limit) {
    let at = at(new);
    let model = walk.new;
    walk.name(&at, &old.name, &new.name);
    walk.differs(&old.because, &new.because, || {
        let draft = Draft::new(rules::LIMIT_REWORDED, &at).said("title");
        draft.was(old.because.clone()).is(new.because.clone())
    });
    walk.differs(&old.on, &new.on, || {
        let (name, after) = (old.name.clone(), new.on.clone());
        let draft = Draft::new(rules::LIMIT_SCOPE_CHANGED, &at).said("at");
        draft
            .was(scope(&old.on))
            .is(scope(&new.on))
            .edit(move |model| {
                parts::limit(model, &name, |limit| limit.on.clone_from(&after));
            })
    });
    walk.differs(&old.at_most, &new.at_most, || {
        let rule = if is_tighter(model, old, new) {
            rules::LIMIT_TIGHTENED
        } else {
            rules::LIMIT_LOOSENED
        };
        let (name, after) = (old.name.clone(), new.at_most.clone());
        let draft = Draft::new(rule, &at)
            .said("at")
            .said("at most")
            .said("overall");
        let draft = draft.was(old.at_most.clone()).is(new.at_most.clone());
        draft.edit(move |model| {
            parts::limit(model, &name, |limit| limit.at_most.clone_from(&after));
        })
    });
    walk.differs(&old.when, &new.when, || {
        let (name, after) = (old.name.clone(), new.when.clone());
        let draft = Draft::new(rules::LIMIT_CONDITION_CHANGED, &at).said("when");
        let draft = draft.was(old.when.to_string()).is(new.when.to_string());
        draft.edit(move |model| {
            parts::limit(model, &name, |limit| limit.when.clone_from(&after));
        })
    });
}

/// Whether a limit leaves a worse grade than before, on each ladder that has both.
fn is_tighter(model: &Model, old: &Limit, new: &Limit) -> bool {
    let places = model.ladders.iter().filter_map(|ladder| {
        let place = |name: &str| ladder.grades.iter().position(|one| same(&one.name, name));
        place(&old.at_most).zip(place(&new.at_most))
    });
    let places: Vec<(usize, usize)> = places.collect();
    !places.is_empty() && places.iter().all(|(before, after)| after > before)
}

fn scope(on: &LimitScope) -> String {
    match on {
        LimitScope::Overall => "overall".to_owned(),
        LimitScope::EverySection => "every section".to_owned(),
        LimitScope::Section(name) => format!("section {name}"),
    }
}

fn words(limit: &Limit) -> String {
    format!(
        "{} at most {} when {}",
        scope(&limit.on),
        limit.at_most,
        limit.when
    )
}

/// Indicators and guarantees.
pub(super) fn promises(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let kind = Kind {
        word: "indicator",
        several: "indicators",
        added: rules::INDICATOR_ADDED,
        removed: rules::INDICATOR_REMOVED,
    };
    walk.list(&kind, [&old.indicators, &new.indicators], indicator);

    let kind = Kind {
        word: "guarantee",
        several: "guarantees",
        added: rules::GUARANTEE_ADDED,
        removed: rules::GUARANTEE_REMOVED,
    };
    walk.list(&kind, [&old.guarantees, &new.guarantees], guarantee);
}

fn guarantee(walk: &mut Walk<'_>, at: &At, old: &Guarantee, new: &Guarantee) {
    let words = |one: &Guarantee| {
        let (whenever, then) = (&one.whenever, &one.then);
        format!("whenever {whenever}, then {then}")
    };
    let promise = |one: &Guarantee| (one.whenever.clone(), one.then.clone());
    walk.differs(&promise(old), &promise(new), || {
        let draft = Draft::new(rules::GUARANTEE_CHANGED, at);
        draft
            .said("whenever")
            .said("then")
            .was(words(old))
            .is(words(new))
    });
}

fn indicator(walk: &mut Walk<'_>, at: &At, old: &Indicator, new: &Indicator) {
    walk.differs(&old.measure, &new.measure, || {
        let draft = Draft::new(rules::INDICATOR_CHANGED, at);
        draft.was(measure(&old.measure)).is(measure(&new.measure))
    });
    walk.differs(&old.target, &new.target, || {
        let is_easier = match (&old.target, &new.target) {
            (Some(_), None) => true,
            (Some(Target::AtLeast(was)), Some(Target::AtLeast(is))) => is < was,
            (Some(Target::AtMost(was)), Some(Target::AtMost(is))) => is > was,
            _ => false,
        };
        let rule = if is_easier {
            rules::TARGET_LOWERED
        } else {
            rules::TARGET_CHANGED
        };
        let word = |one: &Indicator| one.target.as_ref().map(|goal| target(goal, &one.measure));
        let draft = Draft::new(rule, at).said("target");
        draft.was(word(old)).is(word(new))
    });
}

fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Share { r#where, among } => {
            let among = among.as_ref();
            let among = among.map(|among| format!(" among audits where {among}"));
            let among = among.unwrap_or_default();
            format!("the share of audits where {}{among}", r#where)
        }
        Measure::Count { r#where } => format!("the count of audits where {}", r#where),
        Measure::MeanOfSection(name) => format!("the mean score of section {name}"),
        Measure::MeanOfOverall => "the mean score of overall".to_owned(),
    }
}

fn target(target: &Target, measure: &Measure) -> String {
    let value = |value: &Rational| match measure {
        Measure::Count { .. } => value.decimal(),
        _ => value.percentage(),
    };
    match target {
        Target::AtLeast(least) => format!("at least {}", value(least)),
        Target::AtMost(most) => format!("at most {}", value(most)),
    }
}
