//! Levels, grades, items and options have titles: the words that are shown where they are given.

use rubric_lang::ast::{Entry, Kind, Parsed, Tail, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::number;
use crate::tree::{blocks, entries, is_broken_line};
use rubric_lang::vocabulary::Holder;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |holder, block| {
        let what = match holder {
            Holder::Declaration(Kind::Scale) => "level",
            Holder::Declaration(Kind::Grades) => "grade",
            Holder::Checklist => "item",
            Holder::Options => "option",
            _ => return,
        };
        let untitled =
            entries(Some(block)).filter(|entry| entry.title.is_none() && !is_broken_line(entry));
        diagnostics.extend(untitled.map(|entry| missing(what, entry)));
    });
}

fn missing(what: &str, entry: &Entry) -> Diagnostic {
    let name = &entry.name;
    Diagnostic::new(
        Code::MissingTitle,
        name.span,
        format!("the {what} `{}` has no title", name.text),
    )
    .label("shown in what words?")
    .help(format!(
        "write `{} \"{}\"{}`",
        name.text,
        in_words(&name.text),
        tail(entry)
    ))
}

/// A name as a title: `Not met` for `not-met`.
fn in_words(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What the line goes on to say, as it is written.
fn tail(entry: &Entry) -> String {
    match &entry.tail {
        None
        | Some(Tail::Broken(_) | Tail::From(Parsed::Broken(_)) | Tail::UpTo(Parsed::Broken(_))) => {
            String::new()
        }
        Some(Tail::Points(points)) => format!(" {}", number::written(points)),
        Some(Tail::Excluded(_)) => " excluded".to_owned(),
        Some(Tail::From(Parsed::Value(number))) => format!(" from {}", number::written(number)),
        Some(Tail::UpTo(Parsed::Value(number))) => format!(" up to {}", number::written(number)),
        Some(Tail::When(_) | Tail::WhenTicked(_)) => " when …".to_owned(),
        Some(Tail::Otherwise(_)) => " otherwise".to_owned(),
    }
}
