//! The checks themselves can fail.

use crate::json::contains;
use crate::page::Page;
use crate::standard::{Shelf, compiled, errors, is_whole, whole, with_conditions};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[test]
fn a_part_takes_the_place_of_what_it_declares() {
    let text = whole("criterion needs-current \"Anew\"\n");
    assert_eq!(text.matches("needs-current").count(), 1);
    assert_eq!(errors(&compiled(&text)), Vec::<String>::new());
    assert!(!errors(&compiled(&whole("criterion x \"X\" { weight many }\n"))).is_empty());
    assert!(
        !errors(&compiled(&with_conditions(
            "age is at least 14\nage is met\n"
        )))
        .is_empty()
    );
}

#[test]
fn what_is_not_contained_is_noticed() {
    let whole = serde_json::json!({ "a": [{ "b": 1, "c": 2 }, { "b": 3 }], "d": [] });
    assert!(contains(
        &whole,
        &serde_json::json!({ "a": [{ "b": 1 }, { "b": 3 }], "d": [] })
    ));
    assert!(contains(&whole, &serde_json::json!({ "a": [{ "b": 3 }] })));
    for other in [
        serde_json::json!({ "a": [{ "b": 3 }, { "b": 1 }] }),
        serde_json::json!({ "a": [] }),
        serde_json::json!({ "d": [1] }),
        serde_json::json!({ "e": null }),
    ] {
        assert!(!contains(&whole, &other), "{other}");
    }
}

#[test]
fn blocks_links_and_anchors_are_found() {
    let text = "# One `two`: three\n\n[a](b.md#c) `[not](here)`\n\n```rubric,part file=x.rubric\ntext\n```\n";
    let page = Page {
        path: PathBuf::from("page.md"),
        text: text.to_owned(),
    };
    assert_eq!(page.links(), ["b.md#c"]);
    assert_eq!(page.anchors(), BTreeSet::from(["one-two-three".to_owned()]));
    let blocks = page.blocks();
    assert_eq!(
        (
            blocks[0].kind,
            blocks[0].file,
            blocks[0].text,
            blocks[0].line
        ),
        ("rubric,part", Some("x.rubric"), "text\n", 5)
    );
}

#[test]
fn examples_find_the_files_of_their_page_and_the_standard_library() {
    let text = "```rubric,library file=county/agencies.rubric\nlibrary agencies \"Agencies\" {\n  version 1.0.0\n  owner police \"Police\"\n}\n```\n";
    let page = Page {
        path: PathBuf::from("page.md"),
        text: text.to_owned(),
    };
    let shelf = Shelf::of(&page);
    let local = |named: &str| {
        format!(
            "rubric our-plan \"Our plan\" extends std/ehc-plan 1 {{\n  version 1.0.0\n  use {named}\n}}\n"
        )
    };
    for named in ["county/agencies 1", "\"county/agencies.rubric\""] {
        assert_eq!(errors(&shelf.compiled(&local(named))), Vec::<String>::new());
    }
    assert!(!errors(&compiled(&local("county/agencies 1"))).is_empty());
    assert!(is_whole(page.blocks()[0].text));
    assert!(!is_whole("section C \"Health needs\" {\n}\n"));
}
