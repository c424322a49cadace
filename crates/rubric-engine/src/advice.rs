//! What to write in place of an answer that does not fit.

use rubric_model::audit::DetailedAnswer;

use crate::answer::Form;
use crate::error::Problem;
use crate::index::{Criterion, Index, Named};
use crate::nearest::listed;
use crate::number::Domain;
use crate::pointer::Pointer;

pub(crate) fn range(domain: &Domain) -> String {
    let kind = if domain.decimal {
        "number"
    } else {
        "whole number"
    };
    let text = |number: &crate::number::Number| crate::shown::decimal(number);
    format!(
        "a {kind} from {} to {}",
        text(&domain.from),
        text(&domain.to)
    )
}

/// What to write for a word that stands where yes or no does.
pub(crate) fn true_or_false(word: &str) -> &'static str {
    match word.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" => "write `true`, without quotes",
        "no" | "n" | "false" => "write `false`, without quotes",
        _ => "write `true` or `false`, without quotes",
    }
}

pub(crate) fn misfit(index: &Index, criterion: &Criterion, at: &Pointer<'_>) -> Problem {
    let form = match &criterion.form {
        Form::Scale(_) => "by a level",
        Form::YesNo => "by yes or no",
        Form::Checklist(..) => "by the items ticked",
        Form::Proportion(..) => "by so many of so many",
        Form::Number(..) => "by a number",
    };
    at.problem(format!("`{}` is answered {form}", criterion.name))
        .help(how(index, criterion))
}

/// How a criterion is answered, as something to write.
pub(crate) fn how(index: &Index, criterion: &Criterion) -> String {
    let scale = index.scale_of(criterion);
    let names = scale.map_or(&[][..], |scale| &scale.names);
    let levels = criterion.form.choices(scale);
    let levels = levels.iter().filter_map(|place| names.get(place));
    let levels = listed(levels.map(String::as_str), |name| format!("`\"{name}\"`"));
    let own = match &criterion.form {
        Form::Scale(_) => return format!("write one of {levels}"),
        Form::YesNo => return true_or_false("").to_owned(),
        Form::Checklist(items, _) => {
            let items = items.iter().map(String::as_str);
            let items = listed(items, |item| format!("\"{item}\""));
            format!("write those that are there: `{{ \"ticked\": [{items}] }}`")
        }
        Form::Proportion(..) => "write `{ \"count\": 5, \"of\": 7 }`".to_owned(),
        Form::Number(domain, _) => format!("write {}, without quotes", range(domain)),
    };
    if levels.is_empty() {
        own
    } else {
        format!("{own}; or {levels}")
    }
}

/// An answer as it is written with a comment and a cause beside it.
pub(crate) fn literal(
    detailed: &DetailedAnswer,
    comment: Option<&str>,
    cause: Option<&str>,
) -> String {
    let written = DetailedAnswer {
        comment: comment.map(str::to_owned),
        cause: cause.map(str::to_owned),
        ..detailed.clone()
    };
    let text = serde_json::to_string(&written).unwrap_or_default();
    spaced(&text)
}

/// JSON with a space after each colon and comma and inside the outer braces, as people write it.
fn spaced(json: &str) -> String {
    let mut text = String::new();
    let (mut inside, mut escaped) = (false, false);
    for letter in json.chars() {
        match letter {
            '}' if !inside => text.push(' '),
            _ => {}
        }
        text.push(letter);
        match letter {
            ':' | ',' | '{' if !inside => text.push(' '),
            '"' if !escaped => inside = !inside,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    text
}

/// What is said of a list in place of an answer.
pub(crate) fn a_list(
    index: &Index,
    name: &str,
    items: Option<Vec<String>>,
    at: &Pointer<'_>,
) -> Problem {
    let criterion = match index.named(name) {
        Some(Named::Criterion(place)) => index.criteria.get(place),
        _ => None,
    };
    let Some(criterion) = criterion else {
        return at.problem("an answer is not a list");
    };
    let help = match (&criterion.form, items) {
        (Form::Checklist(known, _), Some(items))
            if items.iter().all(|item| known.contains(item)) =>
        {
            let ticked = DetailedAnswer {
                ticked: Some(items),
                ..DetailedAnswer::default()
            };
            format!("write `{}`", literal(&ticked, None, None))
        }
        _ => how(index, criterion),
    };
    let message = match &criterion.form {
        Form::Checklist(..) => {
            format!("`{name}` is a checklist, and is answered with what is ticked")
        }
        _ => format!("the answer to `{name}` is not a list"),
    };
    at.problem(message).help(help)
}
