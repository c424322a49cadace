//! Guarantees are not proved yet, and that is said.

use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::{Standard, statements};
use rubric_lang::vocabulary::word;

/// Says so.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for guarantee in standard.guarantees.iter() {
        let says =
            |keyword: &str| statements(guarantee.declaration).any(|one| word(&one.kind) == keyword);
        if !guarantee.is_whole() || !says("whenever") || !says("then") {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                Code::NotProvedYet,
                guarantee.span,
                format!("the guarantee `{}` is not proved", guarantee.text()),
            )
            .label("read and kept, but not proved by this version"),
        );
    }
}
