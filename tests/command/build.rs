//! `rubric build`.

use crate::support::{BAD, Folder, GOOD, assert_valid};

#[test]
fn the_compiled_rubric_is_canonical_and_as_its_schema_says() {
    let folder = Folder::new().with("small.rubric", GOOD);
    let run = folder.run(&["build", "small.rubric"]).ends_with(0);
    assert_eq!(run.err, "");
    assert_eq!(run.out.lines().count(), 1);
    let rubric = run.json();
    assert_valid("rubric.schema.json", &rubric);
    assert_eq!(rubric["format"], "rubric/1");
    assert!(rubric["digest"].as_str().unwrap().starts_with("sha256:"));

    // The same bytes each time, into a file, from a folder, and from the compiled rubric itself.
    folder.run(&["build", ".", "-o", "small.json"]).ends_with(0);
    let written = std::fs::read_to_string(folder.path("small.json")).unwrap();
    let digest =
        |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["digest"].clone();
    assert_eq!(digest(&written), rubric["digest"]);
    assert_eq!(
        folder.run(&["build", "small.json"]).ends_with(0).out,
        written
    );
    assert_eq!(folder.names(), ["small.json", "small.rubric"]);
}

#[test]
fn nothing_is_written_where_there_are_errors() {
    let folder = Folder::new()
        .with("bad.rubric", BAD)
        .with("out.json", "as it was");
    let run = folder
        .run(&["build", "bad.rubric", "-o", "out.json"])
        .ends_with(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("evidnce"), "{}", run.err);
    assert_eq!(
        std::fs::read_to_string(folder.path("out.json")).unwrap(),
        "as it was"
    );
    assert_eq!(folder.names(), ["bad.rubric", "out.json"]);
}

#[test]
fn what_cannot_be_written_is_2() {
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("folder/x", "");
    let run = folder
        .run(&["build", "small.rubric", "-o", "folder"])
        .ends_with(2);
    assert!(
        run.err
            .contains("`folder` cannot be written: it is a folder"),
        "{}",
        run.err
    );
    let run = folder
        .run(&["build", "small.rubric", "-o", "nowhere/x.json"])
        .ends_with(2);
    assert!(
        run.err.contains("there is no such file or folder"),
        "{}",
        run.err
    );
    let run = folder
        .run(&["build", "small.rubric", "-o", "small.rubric"])
        .ends_with(2);
    assert!(run.err.contains("written over itself"), "{}", run.err);
    assert_eq!(
        std::fs::read_to_string(folder.path("small.rubric")).unwrap(),
        GOOD
    );
}

#[test]
fn a_changed_compiled_rubric_is_refused() {
    let folder = Folder::new().with("small.rubric", GOOD);
    folder
        .run(&["build", "small.rubric", "-o", "small.json"])
        .ends_with(0);
    let text = std::fs::read_to_string(folder.path("small.json")).unwrap();
    let folder = folder.with("changed.json", text.replacen("\"1/2\"", "\"1/5\"", 1));
    let run = folder.run(&["check", "changed.json"]).ends_with(1);
    assert!(
        run.err.contains("`changed.json` is not a compiled rubric"),
        "{}",
        run.err
    );
    let folder = folder.with("not.json", "{");
    folder
        .run(&["score", "--rubric", "not.json", "-"])
        .ends_with(1);
}

#[test]
fn another_rubric_of_the_same_version_is_told_when_it_is_written_over() {
    let folder = Folder::new().with("small.rubric", GOOD);
    let build = ["build", "small.rubric", "-o", "small.json"];
    for _ in 0..2 {
        let run = folder.run(&build).ends_with(0);
        assert_eq!(run.err, "");
    }
    let folder = folder.with("small.rubric", GOOD.replace("from 50%", "from 60%"));
    let run = folder.run(&build).ends_with(0);
    assert!(
        run.err
            .contains("another rubric of the same version, 1.0.0"),
        "{}",
        run.err
    );
    let newer = GOOD
        .replace("from 50%", "from 55%")
        .replace("1.0.0", "2.0.0");
    let run = folder.with("small.rubric", newer).run(&build).ends_with(0);
    assert!(!run.err.contains("another rubric"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_written_file_can_be_read_by_whoever_may_and_links_stay_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("real.json", "");
    std::os::unix::fs::symlink("real.json", folder.path("link.json")).unwrap();
    folder
        .run(&["build", "small.rubric", "-o", "link.json"])
        .ends_with(0);
    assert!(
        folder
            .path("link.json")
            .symlink_metadata()
            .unwrap()
            .is_symlink()
    );
    let written = std::fs::metadata(folder.path("real.json")).unwrap();
    assert!(written.len() > 0);
    assert_eq!(written.permissions().mode() & 0o400, 0o400);
    folder
        .run(&["build", "small.rubric", "-o", "/dev/null"])
        .ends_with(0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}
