//! The criteria of a section.

use rubric_model::Rational;
use rubric_model::rubric::{Citation, Criterion, Example, ExampleKind, Mark};

use super::draft::{At, Draft, Walk};
use super::merge::{Pair, merged, same};
use super::sections::{applies, class, owner, tags, text, weight, written};
use super::words::names;
use super::{answers, parts, rules};

/// The criteria of a section in both rubrics.
pub(super) fn criteria(
    walk: &mut Walk<'_>,
    section: &At,
    within: &str,
    [old, new]: [&[Criterion]; 2],
) {
    for pair in merged(old, new, |one| &one.name) {
        match pair {
            Pair::Both(before, after) => criterion(walk, before, after),
            Pair::Added(one) => {
                let before = parts::criteria(walk.old).into_iter();
                match { before }.find(|(other, _)| same(&other.name, &one.name)) {
                    Some((before, place)) => {
                        moved(walk, one, [&place.name, within]);
                        criterion(walk, before, one);
                    }
                    None => added(walk, one),
                }
            }
            Pair::Removed(one) => removed(walk, one),
        }
    }
    walk.order(section, "criteria", [old, new], |one| &one.name);
}

fn moved(walk: &mut Walk<'_>, criterion: &Criterion, [was, is]: [&str; 2]) {
    let at = At::new(&criterion.name, &criterion.question);
    let draft = Draft::new(rules::CRITERION_MOVED, &at);
    let (name, to) = (criterion.name.clone(), is.to_owned());
    walk.note(
        draft
            .was(was.to_owned())
            .is(is.to_owned())
            .edit(move |model| {
                let mut taken = None;
                parts::each_section(&mut model.sections, &mut |section| {
                    if let Some(place) = section.criteria.iter().position(|one| one.name == name) {
                        taken = Some(section.criteria.remove(place));
                    }
                });
                parts::each_section(&mut model.sections, &mut |section| {
                    if same(&section.name, &to) {
                        section.criteria.extend(taken.take());
                    }
                });
            }),
    );
}

fn counts(criterion: &Criterion) -> String {
    match &criterion.weight {
        Some(weight) => format!("with the weight {}", weight.decimal()),
        None => "unscored".to_owned(),
    }
}

fn added(walk: &mut Walk<'_>, criterion: &Criterion) {
    let at = At::new(&criterion.name, &criterion.question);
    let matters = criterion.weight.is_some() || walk.groups.look_at(criterion);
    let rule = if matters {
        rules::CRITERION_ADDED
    } else {
        rules::UNSCORED_CRITERION_ADDED
    };
    walk.note(Draft::new(rule, &at).is(counts(criterion)));
}

/// A criterion that does not stand here any more, though it may stand elsewhere.
fn removed(walk: &mut Walk<'_>, criterion: &Criterion) {
    let mut after = parts::criteria(walk.new).into_iter();
    if after.any(|(other, _)| same(&other.name, &criterion.name)) {
        return;
    }
    let at = At::new(&criterion.name, &criterion.question);
    let matters = criterion.weight.is_some() || walk.groups.look_at(criterion);
    if !matters {
        let draft = Draft::new(rules::UNSCORED_CRITERION_REMOVED, &at);
        walk.note(draft.was(counts(criterion)));
        return;
    }
    let name = criterion.name.clone();
    let draft = Draft::new(rules::CRITERION_REMOVED, &at).was(counts(criterion));
    walk.note(draft.edit(move |model| {
        parts::each_section(&mut model.sections, &mut |section| {
            section.criteria.retain(|one| one.name != name);
        });
    }));
}

fn criterion(walk: &mut Walk<'_>, old: &Criterion, new: &Criterion) {
    let at = At::new(&new.name, &new.question);
    let name = || old.name.clone();
    history(walk, &at, old, new);
    walk.differs(&old.question, &new.question, || {
        let draft = Draft::new(rules::QUESTION_REWORDED, &at).said("title");
        draft.was(old.question.clone()).is(new.question.clone())
    });
    owner(walk, &at, [&old.owner, &new.owner], {
        let (name, after) = (name(), new.owner.clone());
        move |model| parts::criterion(model, &name, |one| one.owner.clone_from(&after))
    });
    weights(walk, &at, old, new);
    marks(walk, &at, old, new);
    tags(walk, &at, [&old.tags, &new.tags], {
        let (name, after) = (name(), new.tags.clone());
        move |model| parts::criterion(model, &name, |one| one.tags.clone_from(&after))
    });
    applies(walk, &at, [&old.applies, &new.applies], {
        let (name, after) = (name(), new.applies.clone());
        move |model| parts::criterion(model, &name, |one| one.applies.clone_from(&after))
    });
    answers::answer(walk, &at, old, new);
    texts(walk, &at, old, new);
}

fn history(walk: &mut Walk<'_>, at: &At, old: &Criterion, new: &Criterion) {
    let mut renamed = walk.renamed.iter();
    let before = renamed
        .find(|(name, _)| *name == new.name)
        .map(|(_, old)| old.clone());
    let told: Vec<_> = new
        .was
        .iter()
        .filter(|name| Some(*name) != before.as_ref())
        .collect();
    let is_otherwise = told != old.was.iter().collect::<Vec<_>>();
    if let Some(before) = before {
        let draft = Draft::new(rules::CRITERION_RENAMED, at).said("was");
        walk.note(draft.was(before).is(new.name.clone()));
    }
    if is_otherwise {
        let draft = Draft::new(rules::HISTORY_CHANGED, at).said("was");
        walk.note(draft.was(names(&old.was)).is(names(&new.was)));
    }
}

fn weights(walk: &mut Walk<'_>, at: &At, old: &Criterion, new: &Criterion) {
    let written = written(walk, [&old.name, &new.name]);
    walk.differs(&old.weight, &new.weight, || {
        let draft = match (&old.weight, &new.weight) {
            (Some(was), Some(is)) => weight(at, [was, is], written),
            (was, is) => {
                let rule = if is.is_some() {
                    rules::MADE_SCORED
                } else {
                    rules::MADE_UNSCORED
                };
                let draft = Draft::new(rule, at).said("unscored").said("weight");
                draft
                    .was(was.as_ref().map(Rational::decimal))
                    .is(is.as_ref().map(Rational::decimal))
            }
        };
        let (name, after) = (old.name.clone(), new.weight.clone());
        draft.edit(move |model| {
            parts::criterion(model, &name, |one| one.weight.clone_from(&after));
        })
    });
}

fn marks(walk: &mut Walk<'_>, at: &At, old: &Criterion, new: &Criterion) {
    for one in [Mark::Essential, Mark::Statutory] {
        let (before, after) = (old.marks.contains(&one), new.marks.contains(&one));
        if before == after {
            continue;
        }
        let rule = if after {
            rules::MARK_ADDED
        } else {
            rules::MARK_REMOVED
        };
        let word = |is: bool| is.then(|| one.word().to_owned());
        let draft = Draft::new(rule, at)
            .said(one.word())
            .was(word(before))
            .is(word(after));
        let name = old.name.clone();
        let draft = match class(walk.groups.marked(one)) {
            rubric_model::diff::Class::Grade => draft.edit(move |model| {
                parts::criterion(model, &name, |criterion| {
                    criterion.marks.retain(|mark| *mark != one);
                    criterion.marks.extend(after.then_some(one));
                    criterion.marks.sort();
                });
            }),
            class => draft.of_class(class),
        };
        walk.note(draft);
    }
}

fn texts(walk: &mut Walk<'_>, at: &At, old: &Criterion, new: &Criterion) {
    let cites = |criterion: &Criterion| -> Option<String> {
        let citation = |one: &Citation| match &one.provision {
            Some(provision) => format!("{} {provision}", one.source),
            None => one.source.clone(),
        };
        let cites: Vec<String> = criterion.cites.iter().map(citation).collect();
        (!cites.is_empty()).then(|| cites.join(", "))
    };
    walk.differs(&old.cites, &new.cites, || {
        let draft = Draft::new(rules::CITES_CHANGED, at).said("cites");
        draft.was(cites(old)).is(cites(new))
    });
    text(walk, at, "guidance", [&old.guidance, &new.guidance]);
    let mut levels: Vec<&String> = new.means.keys().collect();
    levels.extend(
        old.means
            .keys()
            .filter(|level| !new.means.contains_key(*level)),
    );
    for level in levels {
        let (was, is) = (old.means.get(level), new.means.get(level));
        walk.differs(&was, &is, || {
            let draft = Draft::new(rules::MEANING_CHANGED, at)
                .named(level)
                .said("means");
            draft.was(was.cloned()).is(is.cloned())
        });
    }
    let examples = |criterion: &Criterion| -> Option<String> {
        let example = |one: &Example| {
            let kind = match one.kind {
                ExampleKind::Good => "good",
                ExampleKind::Weak => "weak",
            };
            format!("{kind}: {}", one.text)
        };
        let examples: Vec<String> = criterion.examples.iter().map(example).collect();
        (!examples.is_empty()).then(|| examples.join("\n"))
    };
    text(walk, at, "example", [&examples(old), &examples(new)]);
    text(walk, at, "prompt", [&old.prompt, &new.prompt]);
    text(walk, at, "leave-out", [&old.leave_out, &new.leave_out]);
    let comment = |below: &Option<String>| match below {
        Some(level) => format!("below `{level}`"),
        None => "nowhere of its own".to_owned(),
    };
    let (was, is) = (&old.comment_required_below, &new.comment_required_below);
    walk.differs(was, is, || {
        let draft = Draft::new(rules::COMMENT_RULE_CHANGED, at).said("comment");
        draft.was(comment(was)).is(comment(is))
    });
}
