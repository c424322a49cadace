//! Citations name a source, and one of its provisions if it lists them.

use rubric_lang::ast::{Name, Parsed, PropertyKind, Text};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::resolve::provision_key;
use crate::standard::{Standard, statements};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for criterion in standard.criteria.iter() {
        for property in statements(criterion.head.declaration) {
            if let PropertyKind::Cites {
                source: Parsed::Value(source),
                provision,
            } = &property.kind
            {
                citation(standard, source, provision.as_ref(), diagnostics);
            }
        }
    }
}

fn citation(
    standard: &Standard<'_>,
    name: &Name,
    provision: Option<&Text>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(source) = standard
        .names
        .find(&standard.names.sources, name, diagnostics)
    else {
        return;
    };
    let source = &standard.sources[source];
    let title = source.head.text();
    let listed = || {
        let mut names: Vec<&str> = source.provisions.values().copied().collect();
        names.sort_unstable();
        names
    };
    match provision {
        None if !source.provisions.is_empty() => {
            let names = listed();
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingProvision,
                    name.span,
                    format!("`{title}` lists its provisions, and none is cited"),
                )
                .label("which provision?")
                .help(format!(
                    "write `cites {title} \"{}\"`, or another that it lists",
                    names.first().copied().unwrap_or_default()
                )),
            );
        }
        Some(provision) if !source.provisions.is_empty() && !source.broken => {
            if source
                .provisions
                .contains_key(&provision_key(&provision.value))
            {
                return;
            }
            let names = listed();
            let diagnostic = Diagnostic::new(
                Code::UnlistedProvision,
                provision.span,
                format!("`{title}` lists no provision `{}`", provision.value),
            )
            .label("not listed");
            diagnostics.push(
                match standard
                    .names
                    .suggestions
                    .nearest(&provision.value, names.iter().copied())
                {
                    Some(near) => diagnostic.help(format!("did you mean `\"{near}\"`?")),
                    None => diagnostic.help(format!(
                        "add `provision \"{}\" \"…\"` to the source `{title}`",
                        provision.value
                    )),
                },
            );
        }
        _ => {}
    }
}
