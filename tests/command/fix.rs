//! `rubric fix`.

use crate::support::{BAD, Folder, GOOD, Run};

/// Slips that have one remedy, and an error that a person must mend.
const SLIPS: &str = r#"rubric small-plan "A small standard" {
  version 1.0
  scale evidence “Strength of evidence” {
    met     "Met"        3
    partly  "Partly met" 1
    not-met "Not met"    0
  }
  grades judgement "Judgement" {
    good "Good" from 60
    weak "Weak" otherwise
  }
  section needs "Needs" {
    criterion identified "Needs are identified" { weigth 0 }
    criterion current    "The description is current" { scale evidnce }
    criterion effect     "Effects are described" { scale proof }
  }
}
"#;

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path(name)).unwrap()
}

/// Fixes a file again, which changes nothing.
fn again(folder: &Folder, name: &str, status: i32) -> Run {
    let before = read(folder, name);
    let run = folder.run(&["fix", name]).ends_with(status);
    assert_eq!(run.out, "");
    assert_eq!(read(folder, name), before);
    run
}

#[test]
fn says_what_was_mended_and_what_is_left() {
    let folder = Folder::new().with("plans.rubric", SLIPS);
    let run = folder.run(&["fix", "plans.rubric"]).ends_with(1);
    insta::assert_snapshot!(format!(
        "{}\n{}\n{}",
        run.out,
        run.err,
        read(&folder, "plans.rubric")
    ));
    let run = again(&folder, "plans.rubric", 1);
    assert!(run.err.contains("0 fixes made"), "{}", run.err);
    assert_eq!(folder.names(), ["plans.rubric"]);
}

#[test]
fn what_is_right_stays_as_it_is() {
    let folder = Folder::new().with("small plan.rubric", GOOD);
    let run = folder.run(&["fix", "small plan.rubric"]).ends_with(0);
    assert_eq!(run.out, "");
    assert_eq!(
        run.err,
        "1 file looked at: 0 fixes made; nothing is left to mend\n"
    );
    assert_eq!(read(&folder, "small plan.rubric"), GOOD);
}

#[test]
fn warnings_that_are_left_are_no_error() {
    let limit = "    when identified is not-met\n";
    let text = GOOD.replace(limit, "    when current is not-met\n");
    let text = text.replace(
        "Needs are identified\"",
        "Needs are identified\" { essential }",
    );
    let folder = Folder::new().with("small.rubric", text);
    let run = folder.run(&["fix", "small.rubric"]).ends_with(0);
    assert!(
        run.err
            .contains("1 warning left for you (`rubric check small.rubric` says more)"),
        "{}",
        run.err
    );
}

#[test]
fn every_rubric_below_a_folder_is_mended_and_no_other_file() {
    let bad = BAD.replace('\n', "\r\n");
    let folder = Folder::new()
        .with("plans/c/health.rubric", &bad)
        .with("plans/b.rubric", BAD)
        .with("plans/notes.txt", BAD)
        .with("plans/.git/x.rubric", BAD)
        .with("plans/target/x.rubric", BAD);
    let run = folder.run(&["fix", "plans"]).ends_with(0);
    let mended = BAD.replace("evidnce", "evidence");
    assert_eq!(read(&folder, "plans/b.rubric"), mended);
    assert_eq!(
        read(&folder, "plans/c/health.rubric"),
        mended.replace('\n', "\r\n")
    );
    for kept in [
        "plans/notes.txt",
        "plans/.git/x.rubric",
        "plans/target/x.rubric",
    ] {
        assert_eq!(read(&folder, kept), BAD, "{kept}");
    }
    let order: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    let path = |parts: [&str; 3]| parts.iter().collect::<std::path::PathBuf>();
    let health = path(["plans", "c", "health.rubric"]).display().to_string();
    let b = path(["plans", "b.rubric", ""]).display().to_string();
    assert_eq!(order, [b.trim_end_matches(['/', '\\']), &health]);
}

#[test]
fn what_only_then_can_be_mended_is_mended_in_the_next_round() {
    // The misspelt word is put right first; only then is the weight seen to be 0.
    let weighed = "\"Needs are identified\" { weigth 0 }";
    let text = GOOD.replace("\"Needs are identified\"", weighed);
    let folder = Folder::new().with("small.rubric", text);
    let run = folder.run(&["fix", "small.rubric"]).ends_with(0);
    assert!(
        read(&folder, "small.rubric").contains("{ unscored }"),
        "{run:?}"
    );
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    again(&folder, "small.rubric", 0);
}

#[test]
fn of_fixes_that_overlap_that_of_the_error_is_made() {
    // The space within `weight 0` is not an ordinary one.
    let weighed = "\"Needs are identified\" { weight\u{a0}0 }";
    let text = GOOD.replace("\"Needs are identified\"", weighed);
    let folder = Folder::new().with("small.rubric", text);
    let run = folder.run(&["fix", "small.rubric"]).ends_with(0);
    assert!(
        read(&folder, "small.rubric").contains("{ unscored }"),
        "{run:?}"
    );
    assert!(run.out.contains("R0503"), "{run:?}");
    assert!(!run.out.contains("R0121"), "{run:?}");
    again(&folder, "small.rubric", 0);
}

#[test]
fn what_ends_its_lines_as_windows_does_goes_on_doing_so() {
    let open = GOOD.trim_end().strip_suffix('}').unwrap();
    let folder = Folder::new().with("small.rubric", open.replace('\n', "\r\n"));
    folder.run(&["fix", "small.rubric"]).ends_with(0);
    let text = read(&folder, "small.rubric");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.ends_with("}\r\n"), "{text:?}");
    again(&folder, "small.rubric", 0);
}

#[test]
fn what_is_no_text_is_refused_and_shown() {
    let folder = Folder::new()
        .with("latin.rubric", b"rubric a \"\xe9\" {}")
        .with("large.rubric", vec![b' '; 4 * 1024 * 1024 + 1])
        .with("good.rubric", BAD);
    let run = folder
        .run(&[
            "fix",
            "--diagnostics",
            "short",
            "latin.rubric",
            "large.rubric",
            "good.rubric",
        ])
        .ends_with(1);
    assert!(
        run.err.contains("`latin.rubric` is not a text file"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("`large.rubric` is larger than 4 MiB"),
        "{}",
        run.err
    );
    assert!(read(&folder, "good.rubric").contains("scale evidence }"));
    let kept = std::fs::read(folder.path("latin.rubric")).unwrap();
    assert_eq!(kept, b"rubric a \"\xe9\" {}");
}

#[test]
fn what_cannot_be_read_or_written_is_2_and_the_others_go_on() {
    let folder = Folder::new()
        .with("small.rubric", BAD)
        .with("compiled.json", "{}")
        .with("empty/notes.txt", "");
    let run = folder
        .run(&[
            "fix",
            "nowhere.rubric",
            "std/ehc-plan",
            "compiled.json",
            "empty",
            "small.rubric",
        ])
        .ends_with(2);
    for said in [
        "`nowhere.rubric` cannot be read: there is no such file or folder",
        "`std/ehc-plan` is a standard of the library, which is not written",
        "`compiled.json` is not the text of a rubric",
        "the folder `empty` holds no `.rubric` file",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    assert!(read(&folder, "small.rubric").contains("scale evidence }"));
}

#[test]
fn what_may_only_be_read_stays_as_it_is() {
    let folder = Folder::new().with("small.rubric", BAD);
    let path = folder.path("small.rubric");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let run = folder.run(&["fix", "small.rubric"]).ends_with(2);
    assert!(
        run.err
            .contains("`small.rubric` cannot be written: permission denied"),
        "{}",
        run.err
    );
    assert_eq!(run.out, "");
    assert_eq!(read(&folder, "small.rubric"), BAD);
    assert_eq!(folder.names(), ["small.rubric"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new()
        .with("real.rubric", BAD)
        .with("below/other.rubric", GOOD);
    let private = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(folder.path("real.rubric"), private).unwrap();
    symlink("real.rubric", folder.path("link.rubric")).unwrap();
    symlink("../real.rubric", folder.path("below/link.rubric")).unwrap();
    symlink("..", folder.path("below/up")).unwrap();

    // Below a folder, links are passed over.
    folder.run(&["fix", "below"]).ends_with(0);
    assert_eq!(read(&folder, "real.rubric"), BAD);

    folder.run(&["fix", "link.rubric"]).ends_with(0);
    assert!(
        folder
            .path("link.rubric")
            .symlink_metadata()
            .unwrap()
            .is_symlink()
    );
    let real = std::fs::metadata(folder.path("real.rubric")).unwrap();
    assert_eq!(real.permissions().mode() & 0o777, 0o640);
    assert!(read(&folder, "real.rubric").contains("scale evidence }"));
}
