//! `rubric resolve`, and rubrics in several files.

use crate::support::Folder;

const AGENCIES: &str =
    "library agencies \"Agencies\" {\n  version 1.2.0\n  owner health \"Health\"\n}\n";

const PLAN: &str = "rubric plan \"A plan\" {\n  version 1.3.0\n  use county/agencies 1\n  scale evidence \"Evidence\" { met \"Met\" 2  partly \"Partly met\" 1  not-met \"Not met\" 0 }\n  grades judgement \"Judgement\" { good \"Good\" from 70%  weak \"Weak\" otherwise }\n  section C \"Health needs\" {\n    owner health\n    criterion identified \"Needs are identified\" { weight 2 }\n    criterion current    \"The description is current\"\n  }\n}\n";

const OURS: &str = "rubric our-plan \"Our plan\" extends county/plan 1 {\n  version 1.0.0\n  change criterion identified { because \"Others matter as much.\" weight 1 }\n  include \"parts/more.rubric\"\n}\n";

const MORE: &str = "add to section C {\n  because \"Families asked for it.\"\n  criterion agreed \"The family has agreed it\" { yes-no }\n}\n";

fn folder() -> Folder {
    Folder::new()
        .with("lib/county/agencies.rubric", AGENCIES)
        .with("lib/county/plan/plan.rubric", PLAN)
        .with("ours/our-plan.rubric", OURS)
        .with("ours/parts/more.rubric", MORE)
}

#[test]
fn the_flat_source_says_where_each_part_came_from_and_has_the_same_digest() {
    let folder = folder();
    let run = folder
        .run(&["resolve", "ours", "--library", "lib", "-o", "flat.rubric"])
        .ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let flat = std::fs::read_to_string(folder.path("flat.rubric")).unwrap();
    for line in [
        "# Asks less than plan 1.3.0: identified: The weight goes from 2 to 1. Others matter as much.",
        "# Built on plan 1.3.0 (county/plan)",
        "# Built on agencies 1.2.0 (county/agencies)",
        "  # From agencies 1.2.0, agencies.rubric:3",
        "    # Changed by our-plan 1.0.0, our-plan.rubric:3: weight 2 → 1. Others matter as much.",
        "    # Added by our-plan 1.0.0, parts/more.rubric:3. Families asked for it.",
    ] {
        assert!(flat.lines().any(|one| one == line), "{line}\n{flat}");
    }
    let digest = |arguments: &[&str]| {
        let json = folder.run(arguments).ends_with(0).json();
        json["digest"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        digest(&["build", "flat.rubric"]),
        digest(&["build", "ours", "--library", "lib"])
    );
}

#[test]
fn what_has_errors_is_not_written() {
    let folder = folder().with(
        "ours/parts/more.rubric",
        "add to section X { because \"Why.\" }\n",
    );
    let run = folder
        .run(&["resolve", "ours", "--library", "lib", "-o", "flat.rubric"])
        .ends_with(1);
    assert!(
        run.err.contains("R1101") && run.err.contains("more.rubric:1:"),
        "{}",
        run.err
    );
    assert!(!folder.path("flat.rubric").exists());
}

#[test]
fn a_compiled_rubric_has_no_source() {
    let folder = folder();
    folder
        .run(&["build", "ours", "--library", "lib", "-o", "ours.json"])
        .ends_with(0);
    let run = folder.run(&["resolve", "ours.json"]).ends_with(2);
    assert!(run.err.contains("name the `.rubric` file"), "{}", run.err);
}

#[test]
fn without_the_library_its_names_are_not_known() {
    let folder = folder();
    let run = folder.run(&["check", "ours"]).ends_with(1);
    assert!(run.out.contains("there is no `county/plan`"), "{}", run.out);
    let run = folder
        .run(&["check", "ours", "--library", "libs"])
        .ends_with(2);
    assert!(run.err.contains("`libs` is no folder"), "{}", run.err);
    let folder = folder.with(
        "ours/our-plan.rubric",
        OURS.replace("county/plan", "county/plans"),
    );
    let run = folder
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(1);
    assert!(
        run.out.contains("did you mean `county/plan`?"),
        "{}",
        run.out
    );
}

#[test]
fn a_library_is_checked_by_itself_and_is_no_standard() {
    let folder = folder();
    let run = folder
        .run(&["check", "lib/county/agencies.rubric"])
        .ends_with(0);
    assert!(run.err.contains("no problems found"), "{}", run.err);
    for command in ["build", "test", "resolve", "lock"] {
        let run = folder
            .run(&[command, "lib/county/agencies.rubric"])
            .ends_with(1);
        assert!(
            run.err.contains("not a standard by itself"),
            "{command}: {}",
            run.err
        );
    }
}

#[test]
fn parts_and_libraries_may_stand_beside_the_rubric_of_a_folder() {
    let folder = folder()
        .with(
            "ours/more.rubric",
            "section D \"More\" { criterion d \"Is it?\" { yes-no } }\n",
        )
        .with("ours/agencies.rubric", AGENCIES);
    folder
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(0);
    let run = folder
        .run(&["fix", "ours", "--library", "lib"])
        .ends_with(0);
    assert!(
        run.err
            .contains("4 files looked at: 0 fixes made; nothing is left"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let folder = folder().with("secret.rubric", MORE);
    std::fs::remove_file(folder.path("ours/parts/more.rubric")).unwrap();
    std::os::unix::fs::symlink(
        folder.path("secret.rubric"),
        folder.path("ours/parts/more.rubric"),
    )
    .unwrap();
    let run = folder
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(1);
    assert!(
        run.out.contains("R1002") && run.out.contains("through a link"),
        "{}",
        run.out
    );
    // Within the folder a link is as good as a file.
    let inside = folder.with("ours/real.rubric", MORE);
    std::fs::remove_file(inside.path("ours/parts/more.rubric")).unwrap();
    std::os::unix::fs::symlink(
        inside.path("ours/real.rubric"),
        inside.path("ours/parts/more.rubric"),
    )
    .unwrap();
    inside
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(0);
}

#[test]
fn problems_of_other_files_are_placed_in_every_form() {
    let folder = folder().with(
        "lib/county/plan/plan.rubric",
        PLAN.replace("owner health", "owner helth"),
    );
    for form in ["human", "plain", "short", "json", "sarif"] {
        let arguments = ["check", "ours", "--library", "lib", "--diagnostics", form];
        let run = folder.run(&arguments).ends_with(1);
        let text = run.out + &run.err;
        assert!(text.contains("R0202"), "{form}: {text}");
        assert!(text.contains("plan.rubric"), "{form}: {text}");
        // Which line of the local standard it comes of is said too.
        if form != "short" {
            assert!(text.contains("read because of this"), "{form}: {text}");
            assert!(text.contains("our-plan.rubric"), "{form}: {text}");
        }
    }
}

#[test]
fn what_is_asked_less_is_told_of_every_standard_below() {
    let folder = folder().with(
        "lib/county/team/team.rubric",
        "rubric team \"The team's\" extends county/plan 1 {\n  version 1.0.0\n  change grades judgement { because \"For a start.\" good from 60% }\n}\n",
    );
    let folder = folder.with(
        "ours/our-plan.rubric",
        OURS.replace("county/plan 1", "county/team 1"),
    );
    let run = folder
        .run(&["resolve", "ours", "--library", "lib"])
        .ends_with(0);
    let less: Vec<&str> = run
        .out
        .lines()
        .filter(|line| line.starts_with("# Asks less"))
        .collect();
    assert_eq!(
        less,
        [
            "# Asks less than team 1.0.0: identified: The weight goes from 2 to 1. Others matter as much.",
            "# Asks less than plan 1.3.0: grades judgement: `good` begins at 60% instead of 70%. For a start.",
            "# Asks less than plan 1.3.0: identified: The weight goes from 2 to 1. Others matter as much.",
        ]
    );
}

#[test]
fn a_folder_called_std_is_ones_own() {
    let folder = Folder::new()
        .with(
            "p.rubric",
            PLAN.replace("use county/agencies 1", "include \"std/owners.rubric\""),
        )
        .with("std/owners.rubric", "owner health \"Health\"\n");
    folder.run(&["check", "p.rubric"]).ends_with(0);
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_read() {
    let folder = folder();
    std::fs::remove_file(folder.path("ours/parts/more.rubric")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(folder.path("ours/parts/more.rubric"))
        .status();
    assert!(pipe.unwrap().success());
    let run = folder
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(1);
    assert!(run.out.contains("it is not a file"), "{}", run.out);
}
