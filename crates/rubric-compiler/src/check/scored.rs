//! Something is asked in every section, and something is scored.

use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::Standard;

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut empty = false;
    for section in standard.sections.iter() {
        if section.children.is_empty() && section.head.is_sound() {
            empty = true;
            diagnostics.push(
                Diagnostic::new(Code::EmptySection, section.head.span, format!("the section `{}` has nothing in it", section.head.text()))
                    .label("no criterion and no section")
                    .help("write what is asked: `criterion needs-identified \"The needs are identified\"`, or take the section out"),
            );
        }
    }
    for criterion in standard.criteria.iter() {
        if let (Some(essential), Some(unscored)) = (criterion.essential, criterion.unscored) {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnscoredEssential,
                    essential,
                    format!("`{}` is essential, and not scored", criterion.head.text()),
                )
                .label("essential")
                .related(unscored, "not scored")
                .help("take `unscored` out, unless only limits are to look at it"),
            );
        }
    }
    // What could not be read, or stands in files that are not read, may be scored.
    if empty || !standard.names.is_certain() || !standard.head.is_whole() {
        return;
    }
    let name = standard.head.text();
    if standard.sections.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::NothingScored, standard.head.span, format!("`{name}` has no section"))
                .label("nothing is asked")
                .help("write a section with a criterion: `section C \"Health needs\" { criterion needs-identified \"…\" }`"),
        );
    } else if standard
        .sections
        .iter()
        .all(|section| section.head.is_whole())
        && standard
            .criteria
            .iter()
            .all(|criterion| criterion.unscored.is_some())
    {
        diagnostics.push(
            Diagnostic::new(
                Code::NothingScored,
                standard.head.span,
                format!("no criterion of `{name}` is scored"),
            )
            .label("nothing to grade")
            .help("take `unscored` out of at least one criterion"),
        );
    }
}
