//! Names, texts, lists and blocks are of a size that can be worked with.

use rubric_lang::ast::{Block, Item, Kind, Name, NameKeyword, Parsed, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use crate::bounds::{LONGEST_NAME, LONGEST_TEXT, MOST_CHOICES, MOST_STATEMENTS};
use crate::tree::{all_texts, blocks, declarations, entries};
use rubric_lang::vocabulary::Holder;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    all_texts(tree, &mut |what, text| {
        let most = LONGEST_TEXT;
        if text.value.len() > most && text.value.chars().count() > most {
            diagnostics.push(
                Diagnostic::new(
                    Code::TextTooLong,
                    text.span,
                    format!("this {what} has more than {most} characters"),
                )
                .label("too long")
                .help("keep what the reader needs, and put the rest in a document that a `source` names"),
            );
        }
    });
    names(&tree.items, diagnostics);
    blocks(tree, &mut |holder, block| {
        names(&block.items, diagnostics);
        lines(holder, block, diagnostics);
        statements(holder, block, diagnostics);
    });
}

fn names(items: &[Item], diagnostics: &mut Vec<Diagnostic>) {
    for item in items {
        let name = match item {
            Item::Declaration(declaration) => declaration.name.value(),
            Item::Entry(entry) => Some(&entry.name),
            Item::Property(property) => match &property.kind {
                PropertyKind::Named(NameKeyword::Tag, Parsed::Value(name)) => Some(name),
                _ => None,
            },
            _ => None,
        };
        diagnostics.extend(name.filter(|name| is_long(name)).map(too_long));
    }
}

fn is_long(name: &Name) -> bool {
    name.text.len() > LONGEST_NAME && name.text.chars().count() > LONGEST_NAME
}

fn too_long(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::NameTooLong,
        name.span,
        format!("this name has more than {LONGEST_NAME} characters"),
    )
    .label("too long for a name")
    .help("write a short name, and what it stands for in the title")
}

/// The lines of a list, and the causes of a rubric, are few enough to choose from.
fn lines(holder: Holder, block: &Block, diagnostics: &mut Vec<Diagnostic>) {
    let one_too_many = match holder {
        Holder::Checklist | Holder::Options | Holder::Mapping => entries(Some(block))
            .nth(MOST_CHOICES)
            .map(|entry| entry.name.span),
        Holder::Declaration(Kind::Rubric) => {
            let mut causes = declarations(Some(block))
                .into_iter()
                .filter(|one| one.kind == Kind::Cause);
            causes.nth(MOST_CHOICES).map(|cause| cause.kind_span)
        }
        _ => None,
    };
    let Some(span) = one_too_many else { return };
    let (holds, what, remedy) = match holder {
        Holder::Checklist => ("a checklist", "items", "split it into several criteria"),
        Holder::Options => (
            "a fact",
            "options",
            "put together those that are treated alike",
        ),
        Holder::Mapping => ("a mapping", "lines", "keep those that some answer reaches"),
        _ => (
            "a rubric",
            "causes",
            "put together those that are mended alike",
        ),
    };
    let message = format!("{holds} has at most {MOST_CHOICES} {what}");
    diagnostics.push(too_many(span, message).help(remedy));
}

fn statements(holder: Holder, block: &Block, diagnostics: &mut Vec<Diagnostic>) {
    let counted = |item: &&Item| matches!(item, Item::Property(_) | Item::Entry(_));
    if let Some(item) = block.items.iter().filter(counted).nth(MOST_STATEMENTS) {
        let called = holder.called();
        diagnostics.push(
            too_many(
                item.span().at_start(),
                format!("{called} has at most {MOST_STATEMENTS} lines"),
            )
            .help("split it, or take out what is there several times"),
        );
    }
}

fn too_many(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::TooManyThings, span, message).label("one too many")
}
