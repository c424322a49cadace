//! The rubric that a file declares.

use rubric_lang::ast::{Declaration, Item, Kind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::words;

/// The rubric of a file; what stands outside it is reported.
pub fn rubric<'t>(tree: &'t Tree, diagnostics: &mut Vec<Diagnostic>) -> Option<&'t Declaration> {
    let mut declared = Vec::new();
    let mut others = false;
    let mut unread = false;
    for item in &tree.items {
        match item {
            Item::Declaration(declaration) => match declaration.kind {
                Kind::Rubric => declared.push(declaration.as_ref()),
                Kind::Library => others = true,
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
    let Some((first, rest)) = declared.split_first() else {
        if !others && !unread {
            nothing(tree, diagnostics);
        }
        return None;
    };
    for second in rest {
        diagnostics.push(
            Diagnostic::new(
                Code::SeveralRubrics,
                second.kind_span,
                "the file declares more than one rubric",
            )
            .label("another rubric")
            .related(first.kind_span, "the first rubric")
            .help("keep each rubric in a file of its own"),
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
                .help(example)
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
            Item::Property(property)
                if !matches!(
                    rubric_lang::vocabulary::word(&property.kind),
                    "use" | "include"
                ) =>
            {
                (
                    property.keyword,
                    rubric_lang::vocabulary::word(&property.kind),
                )
            }
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
