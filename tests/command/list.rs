//! `rubric list`.

use crate::support::Folder;

#[test]
fn the_library_is_listed() {
    let folder = Folder::new();
    let run = folder.run(&["list"]).ends_with(0);
    assert!(run.out.contains("std/ehc-plan  1.0.0"), "{}", run.out);
    assert_eq!(run.err, "");
    let listed = folder
        .run(&["list", "--format", "json"])
        .ends_with(0)
        .json();
    assert_eq!(listed[0]["name"], "std/ehc-plan");
    assert_eq!(listed[0]["version"], "1.0.0");
}
