//! The checks themselves can fail.

use crate::json::contains;
use crate::page::Page;
use crate::standard::{compiled, errors, whole, with_conditions};
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
