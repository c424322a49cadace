//! Scales and their levels.

use rubric_model::rubric::{Level, Required, Scale};

use super::draft::{At, Draft, Kind, Walk};
use super::merge::{Pair, merged, reordered};
use super::{parts, rules};

pub(super) fn scales(walk: &mut Walk<'_>) {
    let kind = Kind {
        word: "scale",
        several: "scales",
        added: rules::SCALE_ADDED,
        removed: rules::SCALE_REMOVED,
    };
    let lists = [walk.old.scales.as_slice(), &walk.new.scales];
    walk.list(&kind, lists, scale);
}

fn scale(walk: &mut Walk<'_>, at: &At, old: &Scale, new: &Scale) {
    for pair in merged(&old.levels, &new.levels, |one| &one.name) {
        match pair {
            Pair::Added(one) => {
                let draft = Draft::new(rules::LEVEL_ADDED, at).named(&one.name);
                walk.note(draft.is(format!("“{}”, {}", one.title, worth(one))));
            }
            Pair::Removed(one) => {
                let draft = Draft::new(rules::LEVEL_REMOVED, at).named(&one.name);
                walk.note(draft.was(format!("“{}”, {}", one.title, worth(one))));
            }
            Pair::Both(before, after) => level(walk, at, [&old.name, &new.name], before, after),
        }
    }
    if let Some((was, is)) = reordered(&old.levels, &new.levels, |one| &one.name) {
        let (name, after) = (old.name.clone(), new.levels.clone());
        let draft = Draft::new(rules::LEVELS_REORDERED, at).was(was).is(is);
        walk.note(draft.edit(move |model| {
            let place = |level: &Level| after.iter().position(|one| one.name == level.name);
            parts::scale(model, &name, |scale| scale.levels.sort_by_key(place));
        }));
    }
}

fn level(walk: &mut Walk<'_>, at: &At, [scale, _]: [&str; 2], old: &Level, new: &Level) {
    if old.name != new.name {
        let draft = Draft::new(rules::NAME_RESPELT, at).named(&new.name);
        walk.note(draft.was(old.name.clone()).is(new.name.clone()));
    }
    walk.differs(&old.title, &new.title, || {
        let draft = Draft::new(rules::LEVEL_REWORDED, at).named(&new.name);
        draft.was(old.title.clone()).is(new.title.clone())
    });
    walk.differs(
        &(&old.value, old.excluded),
        &(&new.value, new.excluded),
        || {
            let is_raised = old.value.is_some() && new.value > old.value;
            let rule = if is_raised {
                rules::POINTS_RAISED
            } else {
                rules::POINTS_CHANGED
            };
            let place = [scale.to_owned(), old.name.clone()];
            let (value, excluded) = (new.value.clone(), new.excluded);
            let draft = Draft::new(rule, at).named(&new.name);
            draft.was(worth(old)).is(worth(new)).edit(move |model| {
                let [scale, level] = &place;
                parts::level(model, [scale, level], |level| {
                    level.value.clone_from(&value);
                    level.excluded = excluded;
                });
            })
        },
    );
    walk.differs(&old.means, &new.means, || {
        let draft = Draft::new(rules::LEVEL_MEANING_CHANGED, at).named(&new.name);
        draft.was(old.means.clone()).is(new.means.clone())
    });
    let (was, is) = (needs(old), needs(new));
    walk.differs(&was, &is, || {
        let draft = Draft::new(rules::LEVEL_NEEDS_CHANGED, at).named(&new.name);
        draft.was(was.to_owned()).is(is.to_owned())
    });
}

fn worth(level: &Level) -> String {
    match &level.value {
        Some(value) => format!("worth {} of the most", value.percentage()),
        None => "excluded".to_owned(),
    }
}

fn needs(level: &Level) -> &'static str {
    let is_required = |one: Option<Required>| one.is_some();
    match (is_required(level.comment), is_required(level.cause)) {
        (true, true) => "a comment and a cause",
        (true, false) => "a comment",
        (false, true) => "a cause",
        (false, false) => "nothing more",
    }
}
