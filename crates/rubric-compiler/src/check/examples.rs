//! An example is a good one or a weak one.

use rubric_lang::ast::{Kind, Parsed, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::tree::{blocks, properties};
use rubric_lang::vocabulary::Holder;

/// Words that people write for `good`.
const GOOD: [&str; 5] = ["strong", "excellent", "best", "better", "right"];
/// Words that people write for `weak`.
const WEAK: [&str; 5] = ["bad", "poor", "worse", "wrong", "inadequate"];

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |holder, block| {
        if holder != Holder::Declaration(Kind::Criterion) {
            return;
        }
        for property in properties(Some(block)) {
            let PropertyKind::Example {
                quality: Parsed::Value(quality),
                ..
            } = &property.kind
            else {
                continue;
            };
            let is = |word: &&str| word.eq_ignore_ascii_case(&quality.text);
            if ["good", "weak"].iter().any(is) {
                continue;
            }
            let meant = if GOOD.iter().any(is) {
                Some("good")
            } else {
                WEAK.iter().any(is).then_some("weak")
            };
            let diagnostic = Diagnostic::new(
                Code::BadValue,
                quality.span,
                format!("an example is `good` or `weak`, not `{}`", quality.text),
            )
            .label("neither good nor weak");
            diagnostics.push(match meant {
                Some(meant) => diagnostic
                    .help(format!("write `example {meant} \"…\"`"))
                    .fix(quality.span, meant),
                None => diagnostic.help("write `example good \"…\"` or `example weak \"…\"`"),
            });
        }
    });
}
