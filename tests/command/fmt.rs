//! `rubric fmt`.

use crate::support::{Folder, GOOD};

/// A rubric that is not laid out: spaces stand at the ends of its lines.
fn untidy() -> String {
    GOOD.replace("version 1.0.0\n", "version 1.0.0   \n")
}

/// A rubric that cannot be read.
fn broken() -> String {
    untidy().replace(
        "scale evidence \"Strength of evidence\" {",
        "scael evidnce {",
    )
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path(name)).unwrap()
}

/// A rubric as it should be laid out.
fn tidy() -> String {
    let folder = Folder::new().with("tidy.rubric", untidy());
    folder.run(&["fmt", "tidy.rubric"]).ends_with(0);
    read(&folder, "tidy.rubric")
}

#[test]
fn a_file_is_laid_out_once() {
    let folder = Folder::new().with("my plans.rubric", untidy());
    let run = folder.run(&["fmt", "my plans.rubric"]).ends_with(0);
    assert_eq!(run.out, "my plans.rubric\n");
    assert_eq!(run.err, "1 file looked at: 1 laid out anew\n");
    let text = read(&folder, "my plans.rubric");
    assert!(!text.contains(" \n"), "{text}");
    let run = folder.run(&["fmt", "my plans.rubric"]).ends_with(0);
    assert_eq!(run.out, "");
    assert_eq!(run.err, "1 file looked at: none to lay out\n");
    assert_eq!(read(&folder, "my plans.rubric"), text);
    assert_eq!(folder.names(), ["my plans.rubric"]);
}

#[test]
fn what_is_laid_out_is_not_written() {
    let folder = Folder::new().with("tidy.rubric", tidy());
    let written = || {
        let found = std::fs::metadata(folder.path("tidy.rubric")).unwrap();
        found.modified().unwrap()
    };
    let before = written();
    folder.run(&["fmt", "."]).ends_with(0);
    assert_eq!(written(), before);
}

#[test]
fn check_lists_what_differs_and_writes_nothing() {
    let folder = Folder::new()
        .with("plans/a.rubric", untidy())
        .with("plans/b/c.rubric", tidy())
        .with("plans/.hidden/d.rubric", untidy())
        .with("plans/node_modules/e.rubric", untidy());
    let run = folder.run(&["fmt", "--check", "plans"]).ends_with(1);
    let listed: Vec<_> = run.out.lines().collect();
    let a = std::path::Path::new("plans").join("a.rubric");
    assert_eq!(listed, [a.display().to_string()]);
    assert_eq!(
        run.err,
        "2 files looked at: 1 to lay out (`rubric fmt FILE`)\n"
    );
    assert_eq!(read(&folder, "plans/a.rubric"), untidy());

    folder.run(&["fmt", "plans"]).ends_with(0);
    let run = folder.run(&["fmt", "--check", "plans"]).ends_with(0);
    assert_eq!(run.out, "");
    assert_eq!(read(&folder, "plans/a.rubric"), tidy());
    assert_eq!(read(&folder, "plans/.hidden/d.rubric"), untidy());
    assert_eq!(read(&folder, "plans/node_modules/e.rubric"), untidy());
}

#[test]
fn what_has_errors_is_shown_and_left_and_the_others_go_on() {
    let folder = Folder::new()
        .with("broken.rubric", broken())
        .with("latin.rubric", b"rubric a \"\xe9\" {}")
        .with("untidy.rubric", untidy());
    let run = folder
        .run(&["fmt", "--diagnostics", "short", "."])
        .ends_with(1);
    assert!(run.err.contains("R0102"), "{}", run.err);
    assert!(
        run.err.contains("latin.rubric` is not a text file"),
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("3 files looked at: 1 laid out anew; 2 with errors, left as found"),
        "{}",
        run.err
    );
    assert_eq!(read(&folder, "broken.rubric"), broken());
    assert_eq!(read(&folder, "untidy.rubric"), tidy());
}

#[test]
fn standard_input_is_laid_out_on_to_standard_output() {
    let folder = Folder::new();
    let run = folder
        .run_with_input(&["fmt", "-"], untidy().as_bytes())
        .ends_with(0);
    assert_eq!(run.out, tidy());
    assert_eq!(run.err, "");

    let check = |text: &str| folder.run_with_input(&["fmt", "--check", "-"], text.as_bytes());
    assert_eq!(check(&untidy()).ends_with(1).out, "standard input\n");
    assert_eq!(check(&tidy()).ends_with(0).out, "");

    // What an editor holds is not to be replaced by nothing.
    let run = folder
        .run_with_input(&["fmt", "-"], broken().as_bytes())
        .ends_with(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("R0102"), "{}", run.err);
    folder.run(&["fmt", "-", "other.rubric"]).ends_with(2);
}

#[test]
fn what_cannot_be_read_or_written_is_2_and_the_others_go_on() {
    let folder = Folder::new()
        .with("locked.rubric", untidy())
        .with("untidy.rubric", untidy());
    let path = folder.path("locked.rubric");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let run = folder
        .run(&[
            "fmt",
            "nowhere.rubric",
            "std/ehc-plan",
            "locked.rubric",
            "untidy.rubric",
        ])
        .ends_with(2);
    for said in [
        "`nowhere.rubric` cannot be read",
        "`std/ehc-plan` is a standard of the library, which is not written",
        "`locked.rubric` cannot be written: permission denied",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    assert_eq!(run.out, "untidy.rubric\n");
    assert_eq!(read(&folder, "locked.rubric"), untidy());
    assert_eq!(read(&folder, "untidy.rubric"), tidy());
}

#[test]
fn the_first_rubric_of_a_new_folder_is_laid_out() {
    let folder = Folder::new();
    folder.run(&["new", "plans"]).ends_with(0);
    folder.run(&["fmt", "--check", "plans"]).ends_with(0);
}

#[test]
fn what_comes_with_the_program_is_laid_out() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let folder = Folder::new();
    folder.run(&["new", "plan-quality"]).ends_with(0);
    let library = format!("{root}/stdlib-rubrics");
    let run = folder.run(&["fmt", "--check", "plan-quality", &library]);
    assert_eq!(run.ends_with(0).out, "");
}
