//! Ladders and their grades, and the ladder of the whole.

use rubric_model::rubric::{Grade, Ladder};

use super::draft::{At, Draft, Kind, Walk};
use super::merge::{Pair, merged, reordered, same};
use super::{parts, rules};

pub(super) fn ladders(walk: &mut Walk<'_>) {
    let kind = Kind {
        word: "grades",
        several: "ladders",
        added: rules::LADDER_ADDED,
        removed: rules::LADDER_REMOVED,
    };
    let lists = [walk.old.ladders.as_slice(), &walk.new.ladders];
    walk.list(&kind, lists, ladder);

    let (old, new) = (walk.old, walk.new);
    if !same(&old.overall.ladder, &new.overall.ladder) {
        let ladder = new.overall.ladder.clone();
        let draft = Draft::new(
            rules::OVERALL_LADDER_CHANGED,
            &At::new("rubric", &new.title),
        );
        let draft = draft.said("grades").said("overall");
        let draft = draft.was(old.overall.ladder.clone()).is(ladder.clone());
        walk.note(draft.edit(move |model| model.overall.ladder.clone_from(&ladder)));
    }
}

fn ladder(walk: &mut Walk<'_>, at: &At, old: &Ladder, new: &Ladder) {
    for pair in merged(&old.grades, &new.grades, |one| &one.name) {
        match pair {
            Pair::Added(one) => {
                let place = new.grades.iter().position(|grade| grade.name == one.name);
                let (name, place, added) = (old.name.clone(), place.unwrap_or(0), one.clone());
                let draft = Draft::new(rules::GRADE_ADDED, at).named(&one.name);
                let draft = draft.is(format!("“{}”, {}", one.title, earned(one)));
                walk.note(draft.edit(move |model| {
                    parts::ladder(model, &name, |ladder| {
                        let place = place.min(ladder.grades.len());
                        ladder.grades.insert(place, added.clone());
                    });
                }));
            }
            Pair::Removed(one) => {
                let (name, removed) = (old.name.clone(), one.name.clone());
                let draft = Draft::new(rules::GRADE_REMOVED, at).named(&one.name);
                let draft = draft.was(format!("“{}”, {}", one.title, earned(one)));
                walk.note(draft.edit(move |model| {
                    parts::ladder(model, &name, |ladder| {
                        ladder.grades.retain(|grade| grade.name != removed);
                    });
                }));
            }
            Pair::Both(before, after) => grade(walk, at, &old.name, before, after),
        }
    }
    if let Some((was, is)) = reordered(&old.grades, &new.grades, |one| &one.name) {
        let (name, after) = (old.name.clone(), new.grades.clone());
        let draft = Draft::new(rules::GRADES_REORDERED, at).was(was).is(is);
        walk.note(draft.edit(move |model| {
            let place = |grade: &Grade| after.iter().position(|one| one.name == grade.name);
            parts::ladder(model, &name, |ladder| ladder.grades.sort_by_key(place));
        }));
    }
}

fn grade(walk: &mut Walk<'_>, at: &At, ladder: &str, old: &Grade, new: &Grade) {
    if old.name != new.name {
        let draft = Draft::new(rules::NAME_RESPELT, at).named(&new.name);
        walk.note(draft.was(old.name.clone()).is(new.name.clone()));
    }
    walk.differs(&old.title, &new.title, || {
        let draft = Draft::new(rules::GRADE_REWORDED, at).named(&new.name);
        draft.was(old.title.clone()).is(new.title.clone())
    });
    walk.differs(&old.means, &new.means, || {
        let draft = Draft::new(rules::GRADE_MEANING_CHANGED, at).named(&new.name);
        draft.was(old.means.clone()).is(new.means.clone())
    });
    let how = |grade: &Grade| (grade.from.clone(), grade.when.clone(), grade.otherwise);
    walk.differs(&how(old), &how(new), || {
        let (rule, was, is) = match (&old.from, &new.from) {
            (Some(was), Some(is)) if is < was => {
                (rules::THRESHOLD_LOWERED, was.percentage(), is.percentage())
            }
            (Some(was), Some(is)) => (rules::THRESHOLD_RAISED, was.percentage(), is.percentage()),
            _ => (rules::GRADE_RULE_CHANGED, earned(old), earned(new)),
        };
        let place = [ladder.to_owned(), old.name.clone()];
        let after = new.clone();
        let draft = Draft::new(rule, at).named(&new.name).was(was).is(is);
        draft.edit(move |model| {
            let [ladder, grade] = &place;
            parts::grade(model, [ladder, grade], |grade| {
                grade.from.clone_from(&after.from);
                grade.when.clone_from(&after.when);
                grade.otherwise = after.otherwise;
            });
        })
    });
}

/// How a grade is earned.
fn earned(grade: &Grade) -> String {
    match (&grade.from, &grade.when) {
        (Some(from), _) => format!("from {}", from.percentage()),
        (None, Some(when)) => format!("when {when}"),
        (None, None) => "otherwise".to_owned(),
    }
}
