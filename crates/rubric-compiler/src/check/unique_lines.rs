//! Levels, grades, options, items and provisions each have a name of their own in their block.

use std::collections::HashMap;

use rubric_lang::ast::{Kind, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use crate::resolve::provision_key;
use crate::tree::{blocks, entries, properties};
use rubric_lang::vocabulary::Holder;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |holder, block| {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut see = |key: String, name: &str, span: Span, what: &str| match seen.get(&key) {
            None => {
                seen.insert(key, span);
            }
            Some(first) => diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateName,
                    span,
                    format!("the {what} `{name}` is there twice"),
                )
                .label("again here")
                .related(*first, "first here")
                .help(format!("give one {what} another name, or take it out")),
            ),
        };
        let what = match holder {
            Holder::Declaration(Kind::Scale) | Holder::Mapping => "level",
            Holder::Declaration(Kind::Grades) => "grade",
            Holder::Options => "option",
            _ => "item",
        };
        if holder.holds_entries() {
            for entry in entries(Some(block)) {
                see(
                    entry.name.text.to_ascii_lowercase(),
                    &entry.name.text,
                    entry.name.span,
                    what,
                );
            }
        }
        if holder == Holder::Declaration(Kind::Source) {
            for property in properties(Some(block)) {
                if let PropertyKind::Provision { name, .. } = &property.kind
                    && let Some(name) = name.value()
                {
                    see(
                        provision_key(&name.value),
                        &name.value,
                        name.span,
                        "provision",
                    );
                }
            }
        }
    });
}
