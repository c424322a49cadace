//! Whether an answer that a test gives is one that a criterion takes.

use rubric_engine::MOST_COUNTED;
use rubric_lang::ast::{AnswerValue, Name, Number};
use rubric_model::Rational;
use rubric_model::audit::{Answer as Given, Decimal};

use super::tests::detailed;
use crate::arena::Id;
use crate::standard::{Answer, Item, Mapping, Scale, Standard};
use crate::{number, words};

/// What comes of trying an answer.
pub enum Fitted {
    /// The criterion takes it.
    Fits(Given),
    /// It does not, and this was meant.
    Meant(String),
    /// It does not, and takes this instead.
    Misfit(String),
    /// Something could not be read, so that nothing is said.
    Unsure,
}

/// One criterion's answer.
pub fn one<'t>(standard: &Standard<'t>, form: &Answer<'t>, value: &AnswerValue) -> Fitted {
    match (form, value) {
        (Answer::Checklist { items, whole, .. }, AnswerValue::Ticked(_, ticked)) => {
            checklist(items, *whole, ticked)
        }
        (Answer::Checklist { whole: false, .. }, AnswerValue::AllTicked(_)) => Fitted::Unsure,
        (Answer::Checklist { items, .. }, AnswerValue::AllTicked(_)) => {
            let all = items.iter().map(|item| item.name.text.clone()).collect();
            Fitted::Fits(detailed(|answer| answer.ticked = Some(all)))
        }
        (Answer::Proportion { .. }, AnswerValue::Proportion(count, of)) => proportion(count, of),
        (Answer::Number { range, .. }, AnswerValue::Number(given)) if !given.percent => {
            let (Some(range), Some(exact)) = (range, number::plain(given)) else {
                return Fitted::Unsure;
            };
            let whole = if range.decimal {
                "a number"
            } else {
                "a whole number"
            };
            match Decimal::new(exact.clone()) {
                Some(decimal) if range.allows(&exact) => Fitted::Fits(Given::Number(decimal)),
                _ => Fitted::Misfit(format!(
                    "write {whole} from {} to {}",
                    number::show(&range.from),
                    number::show(&range.to)
                )),
            }
        }
        (Answer::Checklist { items, whole, .. }, AnswerValue::Listed(_, names)) => {
            unticked(items, *whole, names)
                .unwrap_or_else(|| Fitted::Misfit(expected(standard, form)))
        }
        (Answer::Checklist { items, .. }, AnswerValue::Name(name))
            if Item::find(items, &name.text).is_some() =>
        {
            Fitted::Meant(format!("ticked {}", name.text))
        }
        (Answer::Scale { scale, .. }, AnswerValue::Listed(_, words)) => {
            match titled(&standard.scales[*scale], words) {
                Some(level) => Fitted::Meant(level.to_owned()),
                None => Fitted::Misfit(expected(standard, form)),
            }
        }
        (_, AnswerValue::Name(name)) => match every(standard, form, &name.text) {
            Fitted::Misfit(_) | Fitted::Meant(_) => level_misfit(standard, form, name),
            fitted => fitted,
        },
        _ => Fitted::Misfit(expected(standard, form)),
    }
}

/// A level for a criterion, if it can be answered with it.
pub fn every<'t>(standard: &Standard<'t>, form: &Answer<'t>, level: &str) -> Fitted {
    match form {
        Answer::Scale { scale, without, .. } => of_scale(
            standard,
            *scale,
            |place, _| !without.contains(&place),
            level,
        ),
        Answer::YesNo => match level {
            word if word.eq_ignore_ascii_case("yes") => Fitted::Fits(Given::YesNo(true)),
            word if word.eq_ignore_ascii_case("no") => Fitted::Fits(Given::YesNo(false)),
            _ => Fitted::Misfit(String::new()),
        },
        Answer::Checklist { .. } | Answer::Proportion { .. } | Answer::Number { .. } => {
            match form.mapping() {
                // What is mapped is answered with an excluded level or by its own form.
                Some(Mapping {
                    scale: Some(scale), ..
                }) => of_scale(standard, *scale, |_, excluded| excluded, level),
                Some(Mapping { scale: None, .. }) => Fitted::Unsure,
                None => Fitted::Misfit(String::new()),
            }
        }
    }
}

fn of_scale<'t>(
    standard: &Standard<'t>,
    scale: Id<Scale<'t>>,
    may: impl Fn(usize, bool) -> bool,
    level: &str,
) -> Fitted {
    let scale = &standard.scales[scale];
    match scale.find(level) {
        Some(place) if may(place, scale.is_excluded(place)) => {
            Fitted::Fits(Given::Level(scale.name(place).to_owned()))
        }
        None if !scale.is_sure() => Fitted::Unsure,
        _ => Fitted::Misfit(String::new()),
    }
}

fn level_misfit<'t>(standard: &Standard<'t>, form: &Answer<'t>, name: &Name) -> Fitted {
    let near = match form {
        Answer::Scale { scale, .. } => standard
            .names
            .suggestions
            .nearest(&name.text, standard.scales[*scale].names()),
        _ => None,
    };
    Fitted::Misfit(near.map_or_else(
        || expected(standard, form),
        |near| format!("did you mean `{near}`?"),
    ))
}

/// The items of a checklist that lack `ticked`.
fn unticked(items: &[Item<'_>], whole: bool, names: &[Name]) -> Option<Fitted> {
    if !whole {
        return Some(Fitted::Unsure);
    }
    let found = names.iter().map(|name| Item::find(items, &name.text));
    let found: Vec<&str> = found.collect::<Option<_>>()?;
    Some(Fitted::Meant(format!("ticked {}", found.join(", "))))
}

/// The level whose title or name some words are.
pub fn titled<'t>(scale: &Scale<'t>, words: &[Name]) -> Option<&'t str> {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let title = words.join(" ");
    let is_titled = |place: usize| {
        let level = scale.levels.get(place);
        let level = level.and_then(|level| level.entry.title.as_ref());
        level.is_some_and(|level| level.value.eq_ignore_ascii_case(&title))
    };
    let place = (0..scale.levels.len()).find(|place| is_titled(*place));
    let place = place.or_else(|| scale.find(&words.join("-")))?;
    Some(scale.name(place))
}

fn checklist(items: &[Item<'_>], whole: bool, ticked: &[Name]) -> Fitted {
    let mut given = Vec::new();
    for name in ticked {
        match Item::find(items, &name.text) {
            Some(item) if given.iter().any(|earlier| earlier == item) => {
                return Fitted::Misfit(format!("name `{item}` once"));
            }
            Some(item) => given.push(item.to_owned()),
            None if !whole => return Fitted::Unsure,
            None => {
                return Fitted::Misfit(format!(
                    "`{}` is not an item: name those that are ticked among {}",
                    name.text,
                    words::list(items.iter().map(|item| item.name.text.as_str()))
                ));
            }
        }
    }
    Fitted::Fits(detailed(|answer| answer.ticked = Some(given)))
}

fn proportion(count: &Number, of: &Number) -> Fitted {
    let most = Rational::from(i64::from(MOST_COUNTED));
    if number::plain(of).is_some_and(|of| of > most) {
        return Fitted::Misfit(format!("no more than {MOST_COUNTED} are counted"));
    }
    match (number::whole(count), number::whole(of)) {
        (Some(count), Some(of)) if count <= of => Fitted::Fits(detailed(|answer| {
            answer.count = Some(count);
            answer.of = Some(of);
        })),
        _ if !number::is_bounded(count) || !number::is_bounded(of) => Fitted::Unsure,
        _ => Fitted::Misfit(
            "write two whole numbers, the first no larger than the second: `3 of 4`".to_owned(),
        ),
    }
}

/// What a criterion takes, in words.
fn expected<'t>(standard: &Standard<'t>, form: &Answer<'t>) -> String {
    match form {
        Answer::Scale { scale, without, .. } => {
            let scale = &standard.scales[*scale];
            let levels = (0..scale.levels.len())
                .filter(|place| !without.contains(place))
                .map(|place| scale.name(place));
            format!("write {}", words::either(levels))
        }
        Answer::YesNo => "write `yes` or `no`".to_owned(),
        Answer::Checklist { items, .. } => {
            let items: Vec<&str> = items.iter().map(|item| item.name.text.as_str()).collect();
            format!(
                "write the items that are there, `ticked {}`, or `ticked all`, or `ticked nothing`",
                items.join(", ")
            )
        }
        Answer::Proportion { .. } => "write how many of how many: `3 of 4`".to_owned(),
        Answer::Number { .. } => "write a number, such as `40`".to_owned(),
    }
}
