//! Numbers are of a size that can be computed with.

use rubric_lang::ast::Tree;
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::bounds::{MOST_DECIMALS, MOST_WHOLE_DIGITS};
use crate::number::is_bounded;
use crate::tree::{blocks, numbers};

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |_, block| {
        numbers(block, &mut |number| {
            if !is_bounded(number) {
                diagnostics.push(
                    Diagnostic::new(Code::NumberTooLarge, number.span, "this number is too large or too precise")
                        .label("too many digits")
                        .help(format!("write at most {MOST_WHOLE_DIGITS} digits before the point and {MOST_DECIMALS} after it")),
                );
            }
        });
    });
}
