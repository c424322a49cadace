//! Which problems are told, and in which order.

use std::cmp::Reverse;
use std::collections::HashSet;

use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::bounds::MOST_PROBLEMS;

/// Sorts by place, and keeps each once; of very many the worst, with a note of how many more there
/// are.
pub fn in_order(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| {
        seen.insert((diagnostic.code, diagnostic.span, diagnostic.message.clone()))
    });
    let more = diagnostics.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        diagnostics.sort_by_key(|diagnostic| Reverse(diagnostic.severity()));
        let untold = diagnostics.split_off(MOST_PROBLEMS);
        let first = untold.iter().map(|diagnostic| diagnostic.span).min();
        let message =
            format!("there are {more} more problems than the {MOST_PROBLEMS} that are told");
        let note = Diagnostic::new(Code::MoreProblems, first.unwrap_or_default(), message)
            .label("the first of the others is here")
            .help("mend some, and check again; so many often have one cause, such as a quote or brace that is never closed");
        diagnostics.push(note);
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    }
}
