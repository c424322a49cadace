//! Where a level requires a cause, there is a cause to name.

use rubric_lang::ast::{Kind, PropertyKind, Required};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::Standard;
use crate::tree::properties;

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let lost = standard.names.is_open()
        || standard.names.broken.contains(&Kind::Cause)
        || !standard.head.is_whole();
    if lost || !standard.causes.is_empty() {
        return;
    }
    let levels = standard
        .scales
        .iter()
        .flat_map(|scale| scale.levels.iter())
        .flat_map(|level| properties(level.entry.block.as_ref()));
    let mut required = levels.filter(|property| {
        matches!(
            property.kind,
            PropertyKind::Required {
                what: Required::Cause,
                ..
            }
        )
    });
    let Some(first) = required.next() else {
        return;
    };
    let diagnostic = Diagnostic::new(
        Code::MissingStatement,
        first.span,
        "a cause is required, and the rubric declares none",
    )
    .label("no cause could be given")
    .help("declare one in the rubric, such as `cause writer \"The plan does not say what the advice says\"`, or take this out");
    diagnostics.push(
        required
            .take(MOST_LISTED)
            .fold(diagnostic, |diagnostic, other| {
                diagnostic.related(other.span, "required here too")
            }),
    );
}

/// The most places that the message shows.
const MOST_LISTED: usize = 5;
