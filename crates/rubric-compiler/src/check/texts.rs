//! Texts say something.

use rubric_lang::ast::Tree;
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::tree::all_texts;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let mut see = |what: &'static str, text: &rubric_lang::ast::Text| {
        // A link is asked for more than not being empty.
        if text.value.trim().is_empty() && what != "link" && what != "issued" {
            let message = if what == "title" {
                "this title is empty".to_owned()
            } else {
                format!("the text of `{what}` is empty")
            };
            diagnostics.push(
                Diagnostic::new(Code::EmptyText, text.span, message)
                    .label("nothing in it")
                    .help("write the text, or leave the line out"),
            );
        }
    };
    all_texts(tree, &mut see);
}
