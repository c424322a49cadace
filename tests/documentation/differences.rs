//! The page of differences lists every rule.

use rubric_model::diff::Class;
use rubric_versions::diff::rules::{self, Rule};

use crate::page::pages;

fn row(rule: &Rule) -> String {
    let class = match rule.most {
        Class::Text => "text",
        Class::Shape => "shape",
        Class::Score => "score",
        Class::Grade => "grade",
    };
    let lowers = if rule.lowers { " ↓" } else { "" };
    format!("| `{}`{lowers} | {class} | {} |\n", rule.id, rule.purpose)
}

#[test]
fn the_page_lists_every_rule() {
    let rows: String = rules::ALL.iter().map(row).collect();
    let table = format!("| rule | class | what it tells |\n| --- | --- | --- |\n{rows}");
    let pages = pages();
    let page = pages
        .iter()
        .find(|page| page.name() == "docs/reference/differences.md")
        .unwrap();
    assert!(
        page.text.ends_with(&table),
        "the page should end with:\n{table}"
    );
}
