//! The page of bounds says what the program holds to.

use crate::page::pages;
use rubric_compiler::bounds;
use rubric_verify::Budget;

/// The rows of `docs/reference/bounds.md` by how they begin, with the constant that each tells.
const ROWS: [(&str, usize); 37] = [
    ("bytes of a file", bounds::LARGEST_FILE),
    ("files of one rubric", bounds::MOST_FILES),
    ("bytes of all files", bounds::MOST_SOURCE_BYTES),
    ("bytes of `rubric.lock`", bounds::MOST_LOCK_BYTES),
    ("blocks inside blocks", bounds::DEEPEST),
    ("parts of a condition", bounds::MOST_DEPTH),
    ("`not` in a row", bounds::MOST_NOTS),
    ("characters of a name", bounds::LONGEST_NAME),
    ("characters of one text", bounds::LONGEST_TEXT),
    ("digits of a number before", bounds::MOST_WHOLE_DIGITS),
    ("digits of a number after", bounds::MOST_DECIMALS),
    ("digits of the common", bounds::MOST_DIGITS as usize),
    ("declarations directly", bounds::MOST_DECLARATIONS),
    ("lines in one block", bounds::MOST_STATEMENTS),
    ("sections", bounds::MOST_SECTIONS),
    ("criteria", bounds::MOST_CRITERIA),
    ("levels of a scale", bounds::MOST_PLACES),
    ("items of a checklist", bounds::MOST_CHOICES),
    ("comparisons and members", bounds::MOST_MEMBERS),
    ("steps of understanding", bounds::MOST_STEPS),
    ("answers in all tests", bounds::MOST_TEST_ANSWERS),
    ("work of running the tests", bounds::MOST_TEST_WORK),
    ("bytes of the compiled rubric", bounds::MOST_RUBRIC_BYTES),
    ("problems that are told", bounds::MOST_PROBLEMS),
    ("bytes of an audit", rubric_engine::MOST_AUDIT_BYTES),
    (
        "characters of a comment",
        rubric_engine::MOST_COMMENT_CHARACTERS,
    ),
    ("characters of a cycle", rubric_engine::MOST_CODE_CHARACTERS),
    (
        "characters of a number",
        rubric_engine::MOST_NUMBER_CHARACTERS,
    ),
    (
        "what a proportion counts",
        rubric_engine::MOST_COUNTED as usize,
    ),
    (
        "answers and facts that are retired",
        rubric_engine::MOST_RETIRED,
    ),
    ("cases of missing facts", rubric_engine::MOST_CASES),
    (
        "pieces of work in looking for answers",
        rubric_engine::MOST_TRIED,
    ),
    (
        "pieces of work in looking for missing",
        rubric_engine::MOST_DECIDED,
    ),
    (
        "steps of `check` and `build` in deciding one",
        Budget::SHORT.steps as usize,
    ),
    (
        "steps of `check` and `build` in deciding all",
        Budget::SHORT.together as usize,
    ),
    (
        "answers to one criterion that a proof",
        rubric_verify::MOST_ANSWERS,
    ),
    ("comparisons with one fact", rubric_verify::MOST_COMPARISONS),
];

#[test]
fn every_bound_is_told_as_it_is() {
    let pages = pages();
    let page = pages
        .iter()
        .find(|page| page.name() == "docs/reference/bounds.md")
        .unwrap();
    let rows: Vec<(&str, &str)> = page
        .text
        .lines()
        .filter(|line| {
            line.starts_with("| ") && !line.starts_with("| what | ") && !line.contains("---")
        })
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    assert_eq!(rows.len(), ROWS.len());
    for ((what, told), (begins, most)) in rows.iter().zip(ROWS) {
        assert!(what.starts_with(begins), "{what} is not {begins}");
        let told = told.split(' ').next().unwrap().replace(',', "");
        assert_eq!(told, most.to_string(), "{what}");
    }
}
