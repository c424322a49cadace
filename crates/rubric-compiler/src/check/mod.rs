//! What a standard must be to compile. One file makes sure of one thing; none of them says
//! anything of what could not be read or looked up.

mod answers;
mod causes;
mod citations;
mod conditions;
mod dates;
mod essentials;
mod examples;
mod identifying_facts;
mod indicators;
mod ladders;
mod levels_named;
mod limits;
mod magnitudes;
mod mapping_order;
mod mappings;
mod markup;
mod metadata;
mod missing;
mod placement;
mod ranges;
mod repetition;
mod reserved_names;
mod scales;
mod scored;
mod sizes;
mod test_answers;
mod tests;
mod texts;
mod titles;
mod unique_lines;
mod weights;
mod worse_levels;

use rubric_lang::ast::{Declaration, Parsed, PropertyKind, Tree, Word};
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::source::Files;

use crate::condition::Understood;
use crate::standard::{Standard, statements};
use crate::test::Test;

/// What the checks found out on the way.
pub struct Checked<'t> {
    /// The conditions, understood.
    pub conditions: Understood<'t>,
    /// The tests, with their names looked up.
    pub tests: Vec<Test>,
}

pub use metadata::{language_version, version};

/// The version that a rubric or library states.
pub fn version_of(declaration: &Declaration) -> Option<&Word> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Version(Parsed::Value(word)) => Some(word),
        _ => None,
    })
}

/// Makes sure of the texts that changes give, which stand nowhere in the standard that comes of them.
pub fn texts_of_reasons(tree: &Tree) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    sizes::check(tree, &mut diagnostics);
    texts::check(tree, &mut diagnostics);
    markup::check(tree, &mut diagnostics);
    diagnostics
}

/// Makes sure of what can be seen from the tree alone, whatever it declares.
pub fn check_tree(tree: &Tree) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    placement::check(tree, &mut diagnostics);
    repetition::check(tree, &mut diagnostics);
    magnitudes::check(tree, &mut diagnostics);
    sizes::check(tree, &mut diagnostics);
    unique_lines::check(tree, &mut diagnostics);
    titles::check(tree, &mut diagnostics);
    texts::check(tree, &mut diagnostics);
    examples::check(tree, &mut diagnostics);
    markup::check(tree, &mut diagnostics);
    diagnostics
}

/// Makes sure of what a library declares. What its conditions speak of is known only in the rubrics that
/// use it.
pub fn check_library(standard: &Standard<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    of_lists(standard, &mut diagnostics);
    diagnostics
}

/// Makes sure of what rubrics and libraries declare alike.
fn of_lists(standard: &Standard<'_>, out: &mut Vec<Diagnostic>) {
    metadata::check(standard, out);
    reserved_names::check(standard, out);
    identifying_facts::check(standard, out);
    ranges::check(standard, out);
    missing::check(standard, out);
    scales::check(standard, out);
    causes::check(standard, out);
    ladders::check(standard, out);
}

/// Makes sure of everything else.
pub fn check<'t>(standard: &Standard<'t>, files: &Files) -> (Checked<'t>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let out = &mut diagnostics;
    of_lists(standard, out);
    answers::check(standard, out);
    mappings::check(standard, out);
    levels_named::check(standard, out);
    citations::check(standard, out);
    scored::check(standard, out);
    weights::check(standard, out);
    limits::check(standard, out);
    indicators::check(standard, out);
    let conditions = conditions::check(standard, files, out);
    essentials::check(standard, &conditions, out);
    let tests = tests::check(standard, files, &conditions, out);
    (Checked { conditions, tests }, diagnostics)
}
