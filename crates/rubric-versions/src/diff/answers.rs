//! How a criterion is answered.

use rubric_model::Rational;
use rubric_model::rubric::{
    AnswerForm, Choice, Criterion, Mapping, MappingRule, MappingTest, NoneCounted,
};

use super::draft::{At, Draft, Walk};
use super::merge::{Pair, merged, same};
use super::parts;
use super::rules::{self, Rule};
use super::words::names;

pub(super) fn answer(walk: &mut Walk<'_>, at: &At, old: &Criterion, new: &Criterion) {
    let edited = |draft: Draft, after: AnswerForm| {
        let name = old.name.clone();
        draft.edit(move |model| {
            parts::criterion(model, &name, |one| one.answer.clone_from(&after));
        })
    };
    let differs = |rule: Rule, was: String, is: String, said: &str| {
        Draft::new(rule, at).said(said).was(was).is(is)
    };
    match (&old.answer, &new.answer) {
        (
            AnswerForm::Scale { scale, without },
            AnswerForm::Scale {
                scale: after,
                without: is,
            },
        ) if same(scale, after) => walk.differs(without, is, || {
            differs(
                rules::LEVELS_OFFERED_CHANGED,
                names(without),
                names(is),
                "scale",
            )
        }),
        (AnswerForm::YesNo, AnswerForm::YesNo) => {}
        (
            AnswerForm::Checklist { items, levels },
            AnswerForm::Checklist {
                items: after,
                levels: mapping,
            },
        ) => {
            let others = items_differ(walk, at, items, after);
            if let Some(draft) = others {
                walk.note(edited(draft, new.answer.clone()));
            } else {
                mapped(walk, at, old, [levels.as_ref(), mapping.as_ref()]);
                return;
            }
            walk.differs(levels, mapping, || {
                mapping_differs(at, [levels.as_ref(), mapping.as_ref()])
            });
        }
        (
            AnswerForm::Proportion { of, none, levels },
            AnswerForm::Proportion {
                of: is,
                none: after,
                levels: mapping,
            },
        ) => {
            walk.differs(of, is, || {
                differs(rules::UNIT_CHANGED, of.clone(), is.clone(), "proportion")
            });
            walk.differs(none, after, || {
                let draft = differs(
                    rules::NONE_COUNTED_CHANGED,
                    counted(none),
                    counted(after),
                    "none",
                );
                let (of, levels) = (of.clone(), levels.clone());
                edited(
                    draft,
                    AnswerForm::Proportion {
                        of,
                        none: after.clone(),
                        levels,
                    },
                )
            });
            mapped(walk, at, old, [levels.as_ref(), mapping.as_ref()]);
        }
        (
            AnswerForm::Number {
                unit,
                levels,
                from,
                to,
                decimal,
            },
            AnswerForm::Number {
                unit: is,
                levels: mapping,
                from: least,
                to: most,
                decimal: parts,
            },
        ) => {
            walk.differs(unit, is, || {
                differs(rules::UNIT_CHANGED, unit.clone(), is.clone(), "number")
            });
            walk.differs(&(from, to, decimal), &(least, most, parts), || {
                let range = |from: &Rational, to: &Rational, decimal: bool| {
                    let whole = if decimal { "" } else { "a whole number " };
                    format!("{whole}from {} to {}", from.decimal(), to.decimal())
                };
                let (was, is) = (range(from, to, *decimal), range(least, most, *parts));
                differs(rules::NUMBER_RANGE_CHANGED, was, is, "number")
            });
            mapped(walk, at, old, [Some(levels), Some(mapping)]);
        }
        (was, is) => {
            let draft = differs(rules::ANSWER_FORM_CHANGED, form(was), form(is), "scale");
            walk.note(edited(draft, is.clone()));
        }
    }
}

/// Items that are worded otherwise are noted; items that are others are given back.
fn items_differ(walk: &mut Walk<'_>, at: &At, old: &[Choice], new: &[Choice]) -> Option<Draft> {
    for pair in merged(old, new, |one| &one.name) {
        if let Pair::Both(was, is) = pair {
            walk.differs(&was.title, &is.title, || {
                let draft = Draft::new(rules::ITEM_REWORDED, at).named(&is.name);
                draft.was(was.title.clone()).is(is.title.clone())
            });
        }
    }
    let word = |items: &[Choice]| names(items.iter().map(|item| &item.name));
    let (was, is) = (word(old), word(new));
    (was != is).then(|| {
        Draft::new(rules::ITEMS_CHANGED, at)
            .said("checklist")
            .was(was)
            .is(is)
    })
}

/// A mapping that is another, made alone.
fn mapped(walk: &mut Walk<'_>, at: &At, old: &Criterion, mappings: [Option<&Mapping>; 2]) {
    let [before, after] = mappings;
    walk.differs(&before, &after, || {
        let (name, after) = (old.name.clone(), after.cloned());
        mapping_differs(at, mappings).edit(move |model| {
            parts::criterion(model, &name, |one| match (&mut one.answer, &after) {
                (AnswerForm::Checklist { levels, .. }, after)
                | (AnswerForm::Proportion { levels, .. }, after) => levels.clone_from(after),
                (AnswerForm::Number { levels, .. }, Some(after)) => levels.clone_from(after),
                _ => {}
            });
        })
    });
}

fn mapping_differs(at: &At, [before, after]: [Option<&Mapping>; 2]) -> Draft {
    Draft::new(rules::MAPPING_CHANGED, at)
        .said("levels")
        .was(mapping(before))
        .is(mapping(after))
}

fn mapping(mapping: Option<&Mapping>) -> String {
    let Some(mapping) = mapping else {
        return "it counts as its share".to_owned();
    };
    let rule = |rule: &MappingRule| {
        let when = match &rule.when {
            MappingTest::AtLeast(count) => format!("when at least {count}"),
            MappingTest::Exactly(count) => format!("when exactly {count}"),
            MappingTest::From(least) => format!("from {}", least.decimal()),
            MappingTest::UpTo(most) => format!("up to {}", most.decimal()),
            MappingTest::Otherwise => "otherwise".to_owned(),
        };
        format!("{} {when}", rule.level)
    };
    let rules: Vec<String> = mapping.rules.iter().map(rule).collect();
    format!("{} by `{}`", rules.join(", "), mapping.scale)
}

fn counted(none: &NoneCounted) -> String {
    match none {
        NoneCounted::Excluded => "excluded".to_owned(),
        NoneCounted::Counts(value) => value.percentage(),
    }
}

fn form(form: &AnswerForm) -> String {
    match form {
        AnswerForm::Scale { scale, .. } => format!("a level of `{scale}`"),
        AnswerForm::YesNo => "yes or no".to_owned(),
        AnswerForm::Checklist { .. } => "a checklist".to_owned(),
        AnswerForm::Proportion { of, .. } => format!("a proportion of {of}"),
        AnswerForm::Number { unit, .. } => format!("a number of {unit}"),
    }
}
