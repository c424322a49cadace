//! Links lead somewhere, and every page is in the summary.

use crate::page::{Page, every_page, pages};

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    every_page(|page, wrong| {
        for link in page.links() {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() {
                page.path.clone()
            } else {
                page.path.parent().unwrap().join(path)
            };
            let Ok(target) = target.canonicalize() else {
                wrong.push(format!("{}: `{link}` leads nowhere", page.name()));
                continue;
            };
            let other = pages
                .iter()
                .find(|other| other.path.canonicalize().is_ok_and(|path| path == target));
            if !anchor.is_empty() && !other.is_some_and(|other| other.anchors().contains(anchor)) {
                wrong.push(format!("{}: `{link}` leads to no heading", page.name()));
            }
        }
    });
}

#[test]
fn every_page_is_in_the_summary_once() {
    let pages = pages();
    let summary = pages
        .iter()
        .find(|page| page.name() == "docs/SUMMARY.md")
        .unwrap();
    let mut listed = summary.links();
    listed.sort();
    let below = |page: &Page| page.name().strip_prefix("docs/").map(str::to_owned);
    let mut there: Vec<String> = pages
        .iter()
        .filter_map(below)
        .filter(|name| name != "SUMMARY.md")
        .collect();
    there.sort();
    assert_eq!(listed, there);
}
