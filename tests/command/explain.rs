//! `rubric explain`.

use crate::support::Folder;

#[test]
fn a_code_is_explained_in_any_letter_case() {
    let folder = Folder::new();
    let run = folder.run(&["explain", "r0102"]).ends_with(0);
    assert!(run.out.starts_with("R0102: "), "{}", run.out);
    assert!(!run.out.contains("```"));
    assert_eq!(run.err, "");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let folder = Folder::new();
    let run = folder.run(&["explain", "R102"]).ends_with(2);
    assert_eq!(run.out, "");
    assert!(run.err.contains("did you mean `R0102`"), "{}", run.err);
    let run = folder.run(&["explain", "nonsense"]).ends_with(2);
    assert!(run.err.contains("an R and four digits"), "{}", run.err);
}
