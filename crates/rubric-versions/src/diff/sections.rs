//! Sections, and what they share with criteria.

use rubric_model::condition::Condition;
use rubric_model::diff::Class;
use rubric_model::rubric::{Criterion, Rubric, Section};
use rubric_model::{Name, Rational};

use super::criteria;
use super::draft::{At, Draft, Walk};
use super::merge::{Pair, merged, same};
use super::words::names;
use super::{parts, rules};

/// The sections and the criteria in them.
pub(super) fn sections(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let at = At::new("rubric", &new.title);
    level(walk, &at, &old.sections, &new.sections);
}

/// The sections on one level of both: those that stand side by side.
fn level(walk: &mut Walk<'_>, at: &At, old: &[Section], new: &[Section]) {
    for pair in merged(old, new, |section| &section.name) {
        match pair {
            Pair::Both(before, after) => section(walk, before, after),
            Pair::Added(one) => match found(walk.old, &one.name) {
                Some((before, within)) => {
                    let parents = [within, found(walk.new, &one.name).and_then(|found| found.1)];
                    moved(walk, one, parents);
                    section(walk, before, one);
                }
                None => added(walk, one),
            },
            Pair::Removed(one) => removed(walk, one),
        }
    }
    walk.order(at, "sections", [old, new], |section| &section.name);
}

fn found<'m>(model: &'m Rubric, name: &str) -> Option<(&'m Section, Option<&'m str>)> {
    let mut sections = parts::sections(model).into_iter();
    sections.find(|(section, _)| same(&section.name, name))
}

fn moved(walk: &mut Walk<'_>, section: &Section, parents: [Option<&str>; 2]) {
    let word = |parent: Option<&str>| match parent {
        Some(name) => format!("in `{name}`"),
        None => "at the top".to_owned(),
    };
    let [was, is] = parents;
    let at = At::new(&section.name, &section.title);
    walk.note(
        Draft::new(rules::SECTION_MOVED, &at)
            .was(word(was))
            .is(word(is)),
    );
}

fn added(walk: &mut Walk<'_>, section: &Section) {
    let at = At::new(&section.name, &section.title);
    walk.note(Draft::new(rules::SECTION_ADDED, &at).is(section.title.clone()));
    criteria::criteria(walk, &at, &section.name, [&[], &section.criteria]);
    level(walk, &at, &[], &section.sections);
}

/// A section that does not stand here any more, though it may stand elsewhere.
fn removed(walk: &mut Walk<'_>, section: &Section) {
    if found(walk.new, &section.name).is_some() {
        return;
    }
    let at = At::new(&section.name, &section.title);
    let name = section.name.clone();
    let draft = Draft::new(rules::SECTION_REMOVED, &at).was(section.title.clone());
    walk.note(draft.edit(move |model| {
        model.sections.retain(|one| one.name != name);
        parts::each_section(&mut model.sections, &mut |section| {
            section.sections.retain(|one| one.name != name);
        });
    }));
    criteria::criteria(walk, &at, &section.name, [&section.criteria, &[]]);
    level(walk, &at, &section.sections, &[]);
}

fn section(walk: &mut Walk<'_>, old: &Section, new: &Section) {
    let at = At::new(&new.name, &new.title);
    walk.name(&at, &old.name, &new.name);
    walk.title(&at, &old.title, &new.title);
    owner(walk, &at, [&old.owner, &new.owner], {
        let (name, after) = (old.name.clone(), new.owner.clone());
        move |model| parts::section(model, &name, |one| one.owner.clone_from(&after))
    });
    let written = written(walk, [&old.name, &new.name]);
    walk.differs(&old.weight, &new.weight, || {
        let (name, after) = (old.name.clone(), new.weight.clone());
        weight(&at, [&old.weight, &new.weight], written).edit(move |model| {
            parts::section(model, &name, |one| one.weight.clone_from(&after));
        })
    });
    if !same(&old.ladder, &new.ladder) {
        let (name, after) = (old.name.clone(), new.ladder.clone());
        let draft = Draft::new(rules::SECTION_LADDER_CHANGED, &at).said("grades");
        let draft = draft.was(old.ladder.clone()).is(new.ladder.clone());
        walk.note(draft.edit(move |model| {
            parts::section(model, &name, |one| one.ladder.clone_from(&after));
        }));
    }
    applies(walk, &at, [&old.applies, &new.applies], {
        let (name, after) = (old.name.clone(), new.applies.clone());
        move |model| parts::section(model, &name, |one| one.applies.clone_from(&after))
    });
    text(walk, &at, "guidance", [&old.guidance, &new.guidance]);
    tags(walk, &at, [&old.tags, &new.tags], {
        let (name, after) = (old.name.clone(), new.tags.clone());
        move |model| parts::section(model, &name, |one| one.tags.clone_from(&after))
    });
    criteria::criteria(walk, &at, &new.name, [&old.criteria, &new.criteria]);
    level(walk, &at, &old.sections, &new.sections);
}

/// How the weights of something are written: as percentages, where by both versions those that stand
/// side by side come to the whole.
pub(super) fn written(walk: &Walk<'_>, names: [&str; 2]) -> fn(&Rational) -> String {
    let [old, new] = names;
    if is_of_the_whole(walk.old, old) && is_of_the_whole(walk.new, new) {
        Rational::percentage
    } else {
        Rational::decimal
    }
}

/// Whether what stands beside something comes to the whole with it.
fn is_of_the_whole(model: &Rubric, name: &str) -> bool {
    let siblings = |criteria: &[Criterion], sections: &[Section]| {
        let mut sum = Rational::from(0);
        let mut is_there = false;
        let criteria = criteria.iter().map(|one| (&one.name, one.weight.as_ref()));
        let sections = sections.iter().map(|one| (&one.name, Some(&one.weight)));
        for (found, weight) in criteria.chain(sections) {
            is_there |= same(found, name);
            sum = weight.map_or(sum.clone(), |weight| Rational(&sum.0 + &weight.0));
        }
        is_there && sum == Rational::from(1)
    };
    let mut within = parts::sections(model).into_iter();
    siblings(&[], &model.sections)
        || within.any(|(section, _)| siblings(&section.criteria, &section.sections))
}

/// A weight that is another.
pub(super) fn weight(
    at: &At,
    [old, new]: [&Rational; 2],
    written: fn(&Rational) -> String,
) -> Draft {
    let rule = if new < old {
        rules::WEIGHT_LOWERED
    } else {
        rules::WEIGHT_RAISED
    };
    Draft::new(rule, at)
        .said("weight")
        .was(written(old))
        .is(written(new))
}

/// Advice that is worded otherwise.
pub(super) fn text(walk: &mut Walk<'_>, at: &At, word: &str, texts: [&Option<String>; 2]) {
    let [old, new] = texts;
    walk.differs(old, new, || {
        let draft = Draft::new(rules::GUIDANCE_CHANGED, at).named(word);
        draft.was(old.clone()).is(new.clone())
    });
}

/// An owner that is another.
pub(super) fn owner(
    walk: &mut Walk<'_>,
    at: &At,
    [old, new]: [&Option<Name>; 2],
    edit: impl Fn(&mut Rubric) + 'static,
) {
    let class = class(walk.groups.owners);
    let word = |owner: &Option<Name>| owner.as_ref().map(|owner| format!("`{owner}`"));
    let is_same = match (old, new) {
        (Some(old), Some(new)) => same(old, new),
        (old, new) => old == new,
    };
    if !is_same {
        let draft = Draft::new(rules::OWNER_CHANGED, at).said("owner");
        let draft = draft.was(word(old)).is(word(new)).of_class(class);
        walk.note(match class {
            Class::Grade => draft.edit(edit),
            _ => draft,
        });
    }
}

/// Tags that are others.
pub(super) fn tags(
    walk: &mut Walk<'_>,
    at: &At,
    [old, new]: [&Vec<Name>; 2],
    edit: impl Fn(&mut Rubric) + 'static,
) {
    let class = class(walk.groups.tags);
    walk.differs(old, new, || {
        let draft = Draft::new(rules::TAGS_CHANGED, at).said("tag");
        let draft = draft.was(names(old)).is(names(new)).of_class(class);
        match class {
            Class::Grade => draft.edit(edit),
            _ => draft,
        }
    });
}

/// What something does to audits that limits or grades speak of, or do not.
pub(super) fn class(is_spoken_of: bool) -> Class {
    if is_spoken_of {
        Class::Grade
    } else {
        Class::Shape
    }
}

/// Cases that are others.
pub(super) fn applies(
    walk: &mut Walk<'_>,
    at: &At,
    [old, new]: [&Option<Condition>; 2],
    edit: impl Fn(&mut Rubric) + 'static,
) {
    let word = |applies: &Option<Condition>| match applies {
        Some(applies) => format!("when {applies}"),
        None => "to every case".to_owned(),
    };
    walk.differs(old, new, || {
        let draft = Draft::new(rules::APPLIES_CHANGED, at).said("applies");
        draft.was(word(old)).is(word(new)).edit(edit)
    });
}
