//! Which problems are told, and in which order.

use std::cmp::Reverse;
use std::collections::HashSet;

use rubric_lang::diagnostic::{Code, Diagnostic, Label};
use rubric_lang::source::Span;

use crate::assemble::Units;
use crate::bounds::MOST_PROBLEMS;

/// Of what is said of a file that belongs to another rubric or library, adds which statement of this one
/// named it: that is what its author can change.
pub fn with_what_led_there(units: &Units, diagnostics: &mut [Diagnostic]) {
    for found in diagnostics {
        let is_ours = |span: Span| units.of(span.file) == 0;
        let places = found.related.iter().map(|label| label.span);
        if std::iter::once(found.span).chain(places).any(is_ours) {
            continue;
        }
        let led = units
            .led_to(found.span.file)
            .into_iter()
            .find(|span| is_ours(*span));
        if let Some(span) = led {
            found.related.push(Label {
                span,
                text: "read because of this".to_owned(),
            });
            if found.code == Code::GuaranteeRefuted {
                let help = found.help.get_or_insert_default();
                help.push_str("\nit is promised by what this is built on: undo the change that breaks it, or remove the guarantee, with a reason");
            }
        }
    }
}

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
