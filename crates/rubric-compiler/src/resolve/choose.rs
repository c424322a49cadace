//! The rubric that a file declares.

use rubric_lang::ast::{Declaration, Item, Kind, Tree, Verb};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::words;

/// The rubric of a file, or else its library; what stands outside it is reported.
pub fn declared<'t>(tree: &'t Tree, diagnostics: &mut Vec<Diagnostic>) -> Option<&'t Declaration> {
    let mut declared = Vec::new();
    let mut libraries = Vec::new();
    let mut unread = false;
    for item in &tree.items {
        match item {
            Item::Declaration(declaration) => match declaration.kind {
                Kind::Rubric => declared.push(declaration.as_ref()),
                Kind::Library => libraries.push(declaration.as_ref()),
                _ => {}
            },
            Item::Broken(broken) => {
                unread = true;
                declared.extend(
                    crate::tree::declarations(broken.block.as_ref())
                        .into_iter()
                        .filter(|inner| inner.kind == Kind::Rubric),
                );
            }
            Item::Property(_) | Item::Entry(_) | Item::Overlay(_) | Item::Comment(_) => {}
        }
    }
    declared.append(&mut libraries);
    let Some((first, rest)) = declared.split_first() else {
        if !unread {
            nothing(tree, diagnostics);
        }
        return None;
    };
    for second in rest {
        let same = first.kind == second.kind;
        let (one, other) = (first.kind.keyword(), second.kind.keyword());
        let message = if same {
            format!("the file declares more than one {one}")
        } else {
            format!(
                "the file declares {} and {}",
                words::a(one),
                words::a(other)
            )
        };
        let another = if same {
            format!("another {other}")
        } else {
            words::a(other)
        };
        diagnostics.push(
            Diagnostic::new(Code::SeveralRubrics, second.kind_span, message)
                .label(another)
                .related(first.kind_span, format!("the first {one}"))
                .help("keep each in a file of its own"),
        );
    }
    outside(tree, diagnostics);
    Some(first)
}

fn nothing(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let example = "begin with `rubric my-standard \"What it is about\" { version 1.0.0 … }`";
    let first = tree.items.iter().find_map(|item| match item {
        Item::Declaration(declaration) => Some((declaration.kind_span, declaration.kind)),
        _ => None,
    });
    diagnostics.push(match first {
        Some((span, kind)) => {
            Diagnostic::new(Code::NothingDeclared, span, "the file declares no rubric")
                .label(format!("{} outside a rubric", words::a(words::noun(kind))))
                .help(format!(
                    "if this is a part that a rubric includes, check that rubric: it is checked with it. Otherwise {example}"
                ))
        }
        None => Diagnostic::new(
            Code::NothingDeclared,
            tree.span.at_start(),
            "the file declares no rubric",
        )
        .help(example),
    });
}

fn outside(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    for item in &tree.items {
        let (span, what) = match item {
            Item::Declaration(declaration)
                if !matches!(declaration.kind, Kind::Rubric | Kind::Library) =>
            {
                (declaration.kind_span, declaration.kind.keyword())
            }
            Item::Property(property) => (
                property.keyword,
                rubric_lang::vocabulary::word(&property.kind),
            ),
            Item::Overlay(overlay) => (
                overlay.verb_span,
                match overlay.verb {
                    Verb::Add => "add",
                    Verb::Change => "change",
                    Verb::Remove => "remove",
                },
            ),
            _ => continue,
        };
        diagnostics.push(
            Diagnostic::new(
                Code::TextOutsideBlock,
                span,
                format!("this `{what}` stands outside the rubric"),
            )
            .label("outside the rubric")
            .help("move it into the rubric, before the closing brace that ends it"),
        );
    }
}
