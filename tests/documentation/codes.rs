//! Every code has its page, and is listed.

use crate::page::{Block, Page, pages};
use crate::standard::Shelf;
use rubric_compiler::{Compilation, run_tests};
use rubric_engine::Rubric;
use rubric_lang::diagnostic::{Code, Severity, render};
use std::collections::BTreeSet;

/// Codes about a file as a whole, which no block of text can show, and one that depends on how far a
/// search gets.
const IN_PROSE: [&str; 9] = [
    "R0001", "R0002", "R0007", "R0008", "R0009", "R0316", "R0902", "R1008", "R1009",
];

#[test]
fn every_code_has_a_page_with_a_wrong_and_a_right_example() {
    let pages = pages();
    let mut wrong = Vec::new();
    for code in Code::ALL {
        match pages.iter().find(|page| page.code() == Some(*code)) {
            Some(page) => page_of_code(page, *code, &mut wrong),
            None => wrong.push(format!("{code} has no page")),
        }
    }
    let in_errors = |page: &&Page| {
        page.path
            .parent()
            .is_some_and(|folder| folder.ends_with("errors"))
    };
    for page in pages
        .iter()
        .filter(in_errors)
        .filter(|page| page.code().is_none())
    {
        wrong.push(format!("{} is of no code", page.name()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn page_of_code(page: &Page, code: Code, wrong: &mut Vec<String>) {
    let name = page.name();
    if page.text.lines().next() != Some(&format!("# {code}: {}", code.title())) {
        wrong.push(format!(
            "{name} does not begin with `# {code}: {}`",
            code.title()
        ));
    }
    let blocks = page.blocks();
    let kinds: Vec<&str> = blocks.iter().map(|block| block.kind).collect();
    if IN_PROSE.contains(&code.as_str()) {
        if kinds.iter().any(|kind| *kind != "text") {
            wrong.push(format!("{name} has other blocks than `text`"));
        }
        return;
    }
    let headings: Vec<&str> = page
        .text
        .lines()
        .filter(|line| line.starts_with("## "))
        .collect();
    // Files that both examples name may stand before them.
    let shared = kinds.iter().take_while(|kind| **kind == "rubric,library");
    let examples = match blocks.get(shared.count()..) {
        Some([fails, right]) if fails.kind == "rubric,fails" && right.kind == "rubric" => {
            Some((fails, right))
        }
        _ => None,
    };
    let Some((fails, right)) = examples.filter(|_| headings == ["## Wrong", "## Right"]) else {
        wrong.push(format!(
            "{name} has {headings:?} with {kinds:?}, not one wrong and one right example"
        ));
        return;
    };
    let shelf = Shelf::of(page);
    let said = |block: &Block<'_>| {
        let compilation = shelf.compiled(block.text);
        let shown = render::plain(&compilation.files, &compilation.diagnostics);
        let mut codes: BTreeSet<Code> =
            compilation.diagnostics.iter().map(|one| one.code).collect();
        if fails_a_test(compilation) {
            codes.insert(Code::TestFailed);
        }
        (codes, shown)
    };
    let (codes, shown) = said(fails);
    if codes != BTreeSet::from([code]) {
        wrong.push(format!(
            "{name}: the wrong example yields {codes:?}, not {code} alone:\n{shown}"
        ));
    }
    let (codes, shown) = said(right);
    if !codes.is_empty() {
        wrong.push(format!(
            "{name}: the right example yields {codes:?}:\n{shown}"
        ));
    }
}

/// Whether a test that the rubric holds fails.
pub fn fails_a_test(compilation: Compilation) -> bool {
    let Some(model) = compilation.rubric else {
        return false;
    };
    let rubric = Rubric::from_model(model).unwrap();
    run_tests(&rubric, &compilation.tests)
        .iter()
        .any(|result| !result.passed())
}

#[test]
fn every_code_is_listed_with_what_it_says() {
    let pages = pages();
    let list = pages
        .iter()
        .find(|page| page.name() == "docs/reference/messages.md")
        .unwrap();
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let line = format!(
            "| [{code}](../errors/{code}.md) | {severity} | {} |",
            code.title()
        );
        assert!(
            list.text.lines().any(|other| other == line),
            "messages.md lacks the line\n{line}"
        );
    }
    let listed = list
        .links()
        .into_iter()
        .filter(|link| link.starts_with("../errors/"))
        .count();
    assert_eq!(
        listed,
        Code::ALL.len(),
        "messages.md lists a code that there is not, or one twice"
    );
}
