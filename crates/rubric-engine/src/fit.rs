//! Whether a fact's value or an answer fits the rubric.

use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};

use crate::advice::{how, literal, misfit, range, true_or_false};
use crate::answer::{Answered, Form, Standing};
use crate::condition::FactGiven;
use crate::error::Problem;
use crate::index::{Criterion, FactKind, Index, Named};
use crate::nearest::{Suggestions, choices, listed};
use crate::number::{Domain, Number};
use crate::pointer::Pointer;

/// The most that a proportion may count.
pub const MOST_COUNTED: u32 = 1_000_000;

/// A fact's place and value.
pub(crate) fn fact(
    index: &Index,
    name: &str,
    value: &FactAnswer,
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Result<(usize, FactGiven), Problem> {
    let Some(Named::Fact(place)) = index.named(name) else {
        let names = index.facts.iter().map(|fact| fact.name.as_str());
        return Err(unknown(index, "fact", name, names, at, suggestions));
    };
    let kind = index.facts.get(place).map(|fact| &fact.kind);
    let given = match (kind, value) {
        (Some(FactKind::YesNo), FactAnswer::YesNo(yes)) => FactGiven::YesNo(*yes),
        (Some(FactKind::YesNo), given) => {
            let word = match given {
                FactAnswer::Option(word) => word,
                FactAnswer::YesNo(_) | FactAnswer::Number(_) => "",
            };
            return Err(at
                .problem(format!("`{name}` is a yes-no fact"))
                .help(true_or_false(word)));
        }
        (Some(FactKind::Number(domain)), FactAnswer::Number(number)) => {
            within(domain, number, name, at)?;
            FactGiven::Number(number.number().into())
        }
        (Some(FactKind::Number(domain)), _) => {
            return Err(at
                .problem(format!("`{name}` is a number"))
                .help(format!("write {}, without quotes", range(domain))));
        }
        (Some(FactKind::OneOf(options)), FactAnswer::Option(option)) => {
            let Some(place) = options.iter().position(|name| name == option) else {
                let known = options.iter().map(String::as_str);
                return Err(at
                    .problem(format!("`{name}` has no option `{option}`"))
                    .maybe_help(suggestions.help(option, known)));
            };
            FactGiven::Option(place)
        }
        (Some(FactKind::OneOf(options)), _) => {
            return Err(at
                .problem(format!("`{name}` is one of several options"))
                .maybe_help(choices(options.iter().map(String::as_str))));
        }
        (None, _) => return Err(at.problem(format!("there is no fact `{name}`"))),
    };
    Ok((place, given))
}

/// An answer that fits its criterion.
pub(crate) struct Fitted {
    pub answered: Answered,
    pub standing: Standing,
    pub cause: Option<usize>,
}

/// A criterion's place and its answer; or all that is wrong with it and what stands beside it.
/// `asks` for the comments and causes that the rubric requires.
pub(crate) fn answer(
    index: &Index,
    name: &str,
    answer: &Answer,
    asks: bool,
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Result<(usize, Fitted), Vec<Problem>> {
    let place = criterion(index, name, at, suggestions).map_err(|problem| vec![problem])?;
    let Some(criterion) = index.criteria.get(place) else {
        return Err(vec![at.problem(format!("there is no criterion `{name}`"))]);
    };
    let bare;
    let detailed = match answer {
        Answer::Detailed(detailed) => detailed,
        answer => {
            bare = DetailedAnswer::from(answer.clone());
            &bare
        }
    };
    // The member itself is named where there is one, the answer where it is bare.
    let member = |name| match answer {
        Answer::Detailed(_) => at.member(name),
        _ => *at,
    };
    let answered = match (&criterion.form, detailed) {
        (
            Form::Checklist(items, _),
            DetailedAnswer {
                ticked: Some(list), ..
            },
        ) if ways(detailed) == 1 => ticked(name, items, list, &member("ticked"), suggestions)?,
        _ => answered(index, criterion, detailed, at, &member, suggestions)
            .map_err(|problem| vec![problem])?,
    };
    let scale = index.scale_of(criterion);
    let Some(standing) = criterion.form.standing(scale, &answered) else {
        return Err(vec![misfit(index, criterion, at)]);
    };
    let mut problems = Vec::new();
    let mut cause = None;
    if let Some(name) = &detailed.cause {
        cause = index.causes.iter().position(|cause| cause == name);
        if cause.is_none() {
            problems.push(
                at.member("cause")
                    .problem(format!("there is no cause `{name}`"))
                    .maybe_help(suggestions.help(name, index.causes.iter().map(String::as_str))),
            );
        }
    }
    if asks {
        problems.extend(required(index, criterion, &standing, detailed, at));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let fitted = Fitted {
        answered,
        standing,
        cause,
    };
    Ok((place, fitted))
}

/// A criterion's place.
pub(crate) fn criterion(
    index: &Index,
    name: &str,
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Result<usize, Problem> {
    match index.named(name) {
        Some(Named::Criterion(place)) => Ok(place),
        _ => {
            let names = index
                .criteria
                .iter()
                .map(|criterion| criterion.name.as_str());
            Err(unknown(index, "criterion", name, names, at, suggestions))
        }
    }
}

fn unknown<'a>(
    index: &Index,
    kind: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Problem {
    let help = match index.named(name) {
        Some(Named::Fact(_)) => Some(format!("`{name}` is a fact: write it under `facts`")),
        Some(Named::Criterion(_)) => {
            Some(format!("`{name}` is a criterion: write it under `answers`"))
        }
        Some(Named::Section(_)) => {
            Some(format!("`{name}` is a section: answer the criteria in it"))
        }
        None => suggestions.help(name, known),
    };
    at.problem(format!("there is no {kind} `{name}`"))
        .maybe_help(help)
}

/// The items ticked, or all that is wrong with them.
fn ticked(
    name: &str,
    items: &[String],
    ticked: &[String],
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Result<Answered, Vec<Problem>> {
    let mut marks = vec![false; items.len()];
    let mut problems = Vec::new();
    for (place, item) in ticked.iter().enumerate() {
        let at = at.item(place);
        let found = items.iter().position(|name| name == item);
        match found.and_then(|found| marks.get_mut(found)) {
            None => {
                let known = items.iter().map(String::as_str);
                problems.push(
                    at.problem(format!("`{name}` has no item `{item}`"))
                        .maybe_help(suggestions.help(item, known)),
                );
            }
            Some(true) => problems.push(
                at.problem(format!("`{item}` is ticked twice"))
                    .help("name each item once"),
            ),
            Some(mark) => *mark = true,
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Answered::Ticked(marks))
}

/// In how many ways a criterion is answered at once.
fn ways(detailed: &DetailedAnswer) -> usize {
    let said = [
        detailed.level.is_some(),
        detailed.yes.is_some(),
        detailed.number.is_some(),
        detailed.ticked.is_some(),
        detailed.count.is_some() || detailed.of.is_some(),
    ];
    said.iter().filter(|said| **said).count()
}

fn answered<'a>(
    index: &Index,
    criterion: &Criterion,
    detailed: &DetailedAnswer,
    at: &Pointer<'a>,
    member: &impl Fn(&'static str) -> Pointer<'a>,
    suggestions: &Suggestions,
) -> Result<Answered, Problem> {
    let name = &criterion.name;
    match ways(detailed) {
        0 => {
            return Err(at
                .problem(format!("`{name}` is not answered"))
                .help(how(index, criterion)));
        }
        1 => {}
        _ => {
            return Err(at
                .problem(format!("`{name}` is answered in more than one way"))
                .help(how(index, criterion)));
        }
    }
    match (&criterion.form, detailed) {
        (
            _,
            DetailedAnswer {
                level: Some(level), ..
            },
        ) => {
            let at = member("level");
            let choices = criterion.form.choices(index.scale_of(criterion));
            if choices.is_empty() {
                let problem = misfit(index, criterion, &at);
                return Err(match &criterion.form {
                    Form::YesNo => problem.help(true_or_false(level)),
                    _ => problem,
                });
            }
            let names = index
                .scale_of(criterion)
                .map_or(&[][..], |scale| &scale.names);
            let known = choices
                .iter()
                .filter_map(|place| names.get(place))
                .map(String::as_str);
            let place = names.iter().position(|name| name == level);
            match place.filter(|place| choices.has(*place)) {
                Some(place) => Ok(Answered::Level(place)),
                None if place.is_some() => Err(at
                    .problem(format!("`{name}` may not be answered `{level}`"))
                    .maybe_help(Some(how(index, criterion)))),
                None if matches!(criterion.form, Form::Scale(_)) => Err(at
                    .problem(format!("`{name}` has no level `{level}`"))
                    .maybe_help(suggestions.help(level, known.collect::<Vec<_>>()))),
                None => Err(misfit(index, criterion, &at)),
            }
        }
        (Form::YesNo, DetailedAnswer { yes: Some(yes), .. }) => Ok(Answered::YesNo(*yes)),
        (
            Form::Number(domain, _),
            DetailedAnswer {
                number: Some(number),
                ..
            },
        ) => {
            within(domain, number, name, &member("number"))?;
            Ok(Answered::Number(number.number().into()))
        }
        (
            Form::Proportion(..),
            DetailedAnswer {
                count: Some(count),
                of: Some(of),
                ..
            },
        ) => proportion(name, *count, *of, at),
        (Form::Proportion(..), DetailedAnswer { count, of, .. })
            if count.is_some() || of.is_some() =>
        {
            let missing = if count.is_some() { "of" } else { "count" };
            Err(at
                .problem(format!("`{name}` has no `{missing}`"))
                .help("write how many there are and of how many: `\"count\": 5, \"of\": 7`"))
        }
        _ => Err(misfit(index, criterion, at)),
    }
}

fn proportion(name: &str, count: u32, of: u32, at: &Pointer<'_>) -> Result<Answered, Problem> {
    if of > MOST_COUNTED {
        return Err(at
            .member("of")
            .problem(format!("`{name}` counts to {of}"))
            .help(format!("write at most {MOST_COUNTED}")));
    }
    if count > of {
        return Err(at
            .member("count")
            .problem(format!(
                "`{name}` counts {count} of {of}, more than there are"
            ))
            .help(format!("write a `count` from 0 to {of}")));
    }
    Ok(Answered::Counted(count, of))
}

fn within(domain: &Domain, number: &Decimal, name: &str, at: &Pointer<'_>) -> Result<(), Problem> {
    let value = Number::from(number.number());
    if domain.has(&value) {
        return Ok(());
    }
    let message = if !domain.decimal && !value.is_whole() {
        format!("`{name}` is a whole number")
    } else {
        format!("`{name}` is out of range")
    };
    Err(at.problem(message).help(format!("write {}", range(domain))))
}

/// What must stand beside an answer and does not.
fn required(
    index: &Index,
    criterion: &Criterion,
    standing: &Standing,
    detailed: &DetailedAnswer,
    at: &Pointer<'_>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Some(scale) = index.scale_of(criterion) else {
        return problems;
    };
    let Some(level) = standing.level else {
        return problems;
    };
    let level_name = scale.names.get(level).map_or("", String::as_str);
    let name = &criterion.name;
    let blank = detailed
        .comment
        .as_ref()
        .is_none_or(|comment| comment.trim().is_empty());
    let needs_comment = criterion.comment.has(level) && blank;
    let needs_cause = scale.cause.has(level) && detailed.cause.is_none();
    let known = |cause: &&str| index.causes.iter().any(|known| known == cause);
    let right = literal(
        detailed,
        (needs_comment || !blank).then_some("…"),
        match &detailed.cause {
            Some(cause) => Some(cause.as_str()).filter(known),
            None if needs_cause => index.causes.first().map(String::as_str),
            None => None,
        },
    );
    if needs_comment {
        problems.push(
            at.problem(format!("`{name}` is `{level_name}`, which needs a comment"))
                .help(format!("write `{right}`")),
        );
    }
    if needs_cause {
        let causes = index.causes.iter().map(String::as_str);
        let causes = listed(causes, |cause| format!("`{cause}`"));
        problems.push(
            at.problem(format!("`{name}` is `{level_name}`, which needs a cause"))
                .help(format!("write `{right}`; the causes are {causes}")),
        );
    }
    problems
}
