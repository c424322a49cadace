//! What answers left out of the sum.

use rubric_model::outcome::{CriterionState, Outcome};

use super::{answer, comment, criteria};
use crate::names::Names;
use crate::page::Page;

/// How many are listed.
const MOST: usize = 8;

/// Writes the questions whose answers left them out of the sum, with the auditor's reasons.
pub(super) fn write(page: &mut Page, names: &Names<'_>, outcome: &Outcome) {
    let mut out = criteria(outcome);
    out.retain(|criterion| criterion.state == CriterionState::Excluded);
    if out.is_empty() {
        return;
    }
    page.heading("Left out of the sum by its answer");
    let shown = if out.len() == MOST.saturating_add(1) {
        out.len()
    } else {
        MOST
    };
    for criterion in out.iter().take(shown) {
        let question = names.question(&criterion.name);
        let given = answer::given(names, criterion);
        page.item(
            "○",
            &match given.as_str() {
                "" => question.to_owned(),
                given => format!("{question}: {given}"),
            },
        );
        comment(page, "     ", criterion);
    }
    match out.len().saturating_sub(shown) {
        0 => {}
        more => page.aside("   ", &format!("and {more} more")),
    }
}
