//! Nothing is used that this version cannot do yet.

use rubric_lang::ast::{Item, Kind, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use crate::tree::blocks;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    tree.items
        .iter()
        .for_each(|item| of_item(item, diagnostics));
    blocks(tree, &mut |_, block| {
        block
            .items
            .iter()
            .for_each(|item| of_item(item, diagnostics))
    });
}

fn of_item(item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let mut say = |span: Span, what: &str, help: &str| {
        let message = format!("{what} is not supported yet");
        diagnostics.push(
            Diagnostic::new(Code::NotSupportedYet, span, message)
                .label("not in this version")
                .help(help),
        );
    };
    match item {
        Item::Declaration(declaration) => {
            if declaration.kind == Kind::Library {
                say(
                    declaration.kind_span,
                    "`library`",
                    "keep the declarations in the rubric that uses them",
                );
            }
            if let Some(extends) = &declaration.extends {
                say(
                    extends.span,
                    "`extends`",
                    "write the whole standard in one rubric",
                );
            }
        }
        Item::Overlay(overlay) => {
            let verb = match overlay.verb {
                rubric_lang::ast::Verb::Add => "`add`",
                rubric_lang::ast::Verb::Change => "`change`",
                rubric_lang::ast::Verb::Remove => "`remove`",
            };
            say(
                overlay.verb_span,
                verb,
                "make the change in the rubric itself",
            );
        }
        Item::Property(property) => match property.kind {
            PropertyKind::Use(_) => say(
                property.keyword,
                "`use`",
                "copy the declarations into the rubric",
            ),
            PropertyKind::Include(_) => say(
                property.keyword,
                "`include`",
                "copy the file's text into the rubric",
            ),
            _ => {}
        },
        Item::Entry(_) | Item::Comment(_) | Item::Broken(_) => {}
    }
}
