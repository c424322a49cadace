//! No name is a word that conditions use.

use rubric_lang::ast::{Entry, Name};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::{FactKind, Standard};
use rubric_lang::vocabulary::{is_reserved_for_conditions, is_reserved_for_levels};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let heads = (standard.sections.iter().map(|section| section.head))
        .chain(standard.criteria.iter().map(|criterion| criterion.head))
        .chain(standard.facts.iter().map(|fact| fact.head));
    for head in heads {
        if let Some(name) = head
            .name
            .filter(|name| is_reserved_for_conditions(&name.text))
        {
            diagnostics.push(reserved(name, head.declaration.kind.keyword()));
        }
    }
    let mut line = |entry: &Entry, what: &str| {
        if is_reserved_for_levels(&entry.name.text) {
            diagnostics.push(reserved(&entry.name, what));
        }
    };
    standard
        .scales
        .iter()
        .flat_map(|scale| &scale.levels)
        .for_each(|level| line(level.entry, "level"));
    standard
        .ladders
        .iter()
        .flat_map(|ladder| &ladder.rungs)
        .for_each(|rung| line(rung.entry, "grade"));
    for fact in standard.facts.iter() {
        let Some(FactKind::OneOf(options)) = &fact.kind else {
            continue;
        };
        for option in options
            .iter()
            .filter(|option| is_reserved_for_levels(&option.name.text))
        {
            diagnostics.push(reserved(option.name, "option"));
        }
    }
}

fn reserved(name: &Name, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedName,
        name.span,
        format!("no {what} can be named `{}`", name.text),
    )
    .label("a word of conditions")
    .help(format!("give it another name, such as `{}-1`", name.text))
}
