//! A local standard over one of the library, from its first line to its second version.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Folder, Run, assert_valid, root};

/// What the board decided on.
const OVERLAY: &str = r#"rubric our-plan "Our EHC plan standard" extends std/ehc-plan 1 {
  version   1.0.0
  publisher "Westshire SEND Partnership"
  effective from 2027-09-01 to 2028-08-31

  change grades judgement { because "Our board asks for more."  good from 75% }
  change section C { because "Complaints are about health."  weight 9% }
  change section D { because "And about social care."  weight 7% }
  change section K { because "Our case system attaches the advice."  weight 2% }
  add to section A after child-views-recorded {
    because "It is asked for a year before it counts."
    criterion views-shown-back "Was Section A read back?" { yes-no  unscored }
  }
  remove criterion weeks-to-final { because "Our case system counts them." }

  include "tests.rubric"
}
"#;

/// The part that stands in a file of its own.
const TESTS: &str = r#"test nearly-good "70% or more is not good here while it is below 75%" {
  fact   age                   8
  fact   year-nine-or-beyond   no
  fact   has-health-needs      no
  fact   has-social-care-needs no
  fact   has-personal-budget   no
  fact   plan-stage            final
  answer every criterion mostly
  answer views-shown-back                      no
  answer outcomes-smart                        4 of 5
  answer outcomes-benefit-person               4 of 5
  answer special-provision-specified           ticked what, who, how-often, how-long
  answer special-provision-free-of-vague-words 6 of 10
  answer placement-free-of-extras              yes
  answer advice-attached                       5 of 5
  answer golden-thread-complete                4 of 6
  answer right-child-throughout                yes
  expect score of overall is at least 70%
  expect score of overall is below 75%
  expect overall is requires-improvement
}
"#;

const RUBRIC: &str = "our-plan/our-plan.rubric";
const FIRST: &str = "versions/1.0.0.json";
const SECOND: &str = "versions/2.0.0.json";

/// A year later, with a number.
fn next(version: &str) -> String {
    [
        ("version   1.0.0", format!("version   {version}").as_str()),
        ("2027-09-01 to 2028-08-31", "2028-09-01"),
        ("yes-no  unscored", "yes-no"),
    ]
    .iter()
    .fold(OVERLAY.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// Last year's audits, made under the standard of the library.
fn with_audits(folder: Folder) -> Folder {
    let audits = fs::read_dir(root().join("tests/fixtures/ehc-plan")).unwrap();
    audits.fold(folder, |folder, audit| {
        let audit = audit.unwrap();
        let name = audit.file_name().to_string_lossy().into_owned();
        folder.with(&format!("audits/{name}"), fs::read(audit.path()).unwrap())
    })
}

fn draft(reference: &str, date: &str) -> String {
    json!({
        "format": "rubric-audit/1",
        "rubric": { "name": "our-plan", "version": "1.0.0" },
        "reference": reference,
        "date": date,
        "facts": {
            "age": 8, "year-nine-or-beyond": false, "has-health-needs": false,
            "has-social-care-needs": false, "has-personal-budget": false, "plan-stage": "final",
        },
        "answers": { "child-views-recorded": "met", "views-shown-back": false },
    })
    .to_string()
}

/// The folder as it is once the board has decided.
fn decided() -> Folder {
    let folder = Folder::new();
    folder
        .run(&["new", "our-plan", "--from", "std/ehc-plan"])
        .ends_with(0);
    folder
        .with(RUBRIC, OVERLAY)
        .with("our-plan/tests.rubric", TESTS)
        .with("versions/notes.txt", "")
}

/// The folder a year later: with the first version released, and the second too.
fn released() -> Folder {
    let folder = decided();
    folder.run(&["build", "our-plan", "-o", FIRST]).ends_with(0);
    let folder = folder.with(RUBRIC, next("2.0.0"));
    folder
        .run(&["build", "our-plan", "-o", SECOND])
        .ends_with(0);
    folder
}

#[test]
fn it_begins_as_a_standard_that_compiles_and_passes_its_test() {
    let folder = Folder::new();
    folder
        .run(&["new", "our-plan", "--from", "std/ehc-plan"])
        .ends_with(0);
    folder.run(&["check", "our-plan"]).ends_with(0);
    folder.run(&["test", "our-plan"]).ends_with(0);
}

#[test]
fn a_folder_with_a_rubric_and_parts_of_it_stands_for_the_rubric() {
    let folder = decided();
    let checked = folder.run(&["check", "our-plan"]).ends_with(0);
    assert!(checked.out.is_empty(), "{checked:?}");
    let tested = folder.run(&["test", "our-plan"]).ends_with(0);
    assert!(
        tested.out.contains("1 test: 1 passed, 0 failed"),
        "{tested:?}"
    );
}

#[test]
fn what_is_statutory_stays() {
    let line =
        "  remove criterion advice-attached { because \"Our case system does it.\" }\n\n  include";
    let folder = decided().with(RUBRIC, OVERLAY.replace("\n  include", line));
    let run = folder
        .run(&["check", "our-plan", "--diagnostics", "short"])
        .ends_with(1);
    assert!(
        run.out.contains(
            "error[R1105]: `advice-attached` cannot be removed: the base marks it statutory"
        ),
        "{run:?}"
    );
}

#[test]
fn it_is_locked_and_is_then_what_was_locked() {
    let folder = decided();
    let run = folder.run(&["lock", "our-plan"]).ends_with(0);
    assert_eq!(run.out, "std/ehc-plan 1.0.0\n");
    folder.run(&["check", "our-plan"]).ends_with(0);
    let lock = fs::read_to_string(folder.path("our-plan/rubric.lock")).unwrap();
    let mut lock: Value = serde_json::from_str(&lock).unwrap();
    lock["rubrics"]["our-plan.rubric"][0]["digest"] = json!(format!("sha256:{}", "0".repeat(64)));
    let folder = folder.with("our-plan/rubric.lock", lock.to_string());
    let run = folder
        .run(&["check", "our-plan", "--diagnostics", "short"])
        .ends_with(1);
    assert!(run.out.contains("R1008"), "{run:?}");
}

#[test]
fn as_one_source_it_has_the_same_digest_and_every_reason() {
    let folder = decided();
    let run = folder.run(&["resolve", "our-plan"]).ends_with(0);
    for part in [
        "# Asks less than ehc-plan 1.0.0: K: The weight goes from 4% to 2%.",
        "good from 70% → from 75%. Our board asks for more.",
        "weight 8% → 9%. Complaints are about health.",
        "It is asked for a year before it counts.",
        "weeks-to-final \"Weeks from the request for an assessment to the final plan\". Our case system",
    ] {
        assert!(run.out.contains(part), "{part}");
    }
    let folder = folder.with("flat.rubric", &run.out);
    let digest =
        |rubric: &str| folder.run(&["build", rubric]).ends_with(0).json()["digest"].clone();
    assert_eq!(digest("flat.rubric"), digest("our-plan"));
}

#[test]
fn what_it_does_to_last_years_audits_is_known_before_it_is_decided() {
    let folder = with_audits(decided());
    let diff = |more: &[&str]| {
        let all = ["diff", "std/ehc-plan", "our-plan", "--audits", "audits"];
        folder.run(&[&all, more].concat()).ends_with(0)
    };
    let found = diff(&["--format", "json"]).json();
    assert_valid("diff.schema.json", &found);
    assert_eq!(found["version"]["standing"], "other_rubric");
    let rules: Vec<_> = found["changes"].as_array().unwrap().iter().collect();
    let told = |rule: &str| {
        let one = rules.iter().filter(|change| change["rule"] == rule);
        one.map(|change| change["element"].as_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(told("threshold-raised"), ["grades judgement"]);
    assert_eq!(told("weight-raised"), ["C", "D"]);
    assert_eq!(told("weight-lowered"), ["K"]);
    assert_eq!(told("unscored-criterion-added"), ["views-shown-back"]);
    assert_eq!(told("unscored-criterion-removed"), ["weeks-to-final"]);

    let audits = &found["audits"];
    let counts = ["read", "compared", "incomplete", "rejected"].map(|count| &audits[count]);
    assert_eq!(counts, [22, 20, 2, 0]);

    let run = diff(&["--format", "markdown", "-o", "paper.md"]);
    assert_eq!(run.out, "");
    let paper = fs::read_to_string(folder.path("paper.md")).unwrap();
    assert_eq!(paper, diff(&["--format", "markdown"]).out);
    for part in [
        "1 of 20 audits would change grade",
        "| Good | Requires improvement | 1 |",
        "| 2026-Q3-0060 | Good | Requires improvement |",
        "The weight goes from 8% to 9%.",
        "Because: Our board asks for more.",
    ] {
        assert!(paper.contains(part), "{part}\n{paper}");
    }
}

#[test]
fn a_number_that_is_too_low_is_told() {
    let folder = decided();
    folder.run(&["build", "our-plan", "-o", FIRST]).ends_with(0);
    let folder = folder.with(RUBRIC, next("1.1.0"));
    let check = ["diff", FIRST, "our-plan", "--check"];
    let run = folder.run(&check).ends_with(1);
    assert_eq!(
        run.err,
        "error: the version is 1.1.0, and must be at least 2.0.0 because of `views-shown-back`\n"
    );
    folder.with(RUBRIC, next("2.0.0")).run(&check).ends_with(0);
}

/// The version that each audit was scored by.
fn versions(run: &Run) -> Vec<String> {
    let outcomes = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    outcomes
        .map(|one| one["rubric"]["version"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn audits_on_both_sides_of_the_change_go_by_the_version_of_their_date() {
    let folder = released()
        .with("july.json", draft("W-31", "2028-07-03"))
        .with("september.json", draft("W-47", "2028-09-04"));
    let score = |late: &str| {
        let all = ["score", "--rubric", "versions", "--format", "ndjson"];
        folder.run(&[&all[..], &["july.json", late]].concat())
    };
    let run = score("september.json").ends_with(1);
    assert_eq!(versions(&run), ["1.0.0"]);
    assert!(run.err.contains("rubric migrate --from"), "{run:?}");

    let migrate = ["migrate", "--from", FIRST, "--to", SECOND];
    let rest = ["september.json", "-o", "carried"];
    let run = folder.run(&[&migrate[..], &rest].concat()).ends_with(0);
    assert!(
        run.err.contains("8 answers and facts: 8 carried, "),
        "{run:?}"
    );
    assert!(run.err.contains("0 newly asked"), "{run:?}");
    let run = score("carried/september.json").ends_with(0);
    assert_eq!(versions(&run), ["1.0.0", "2.0.0"]);
}

#[test]
fn an_audit_of_the_base_is_carried_over_with_what_is_newly_asked() {
    let folder = with_audits(decided());
    let run = folder
        .run(&[
            "migrate",
            "--from",
            "std/ehc-plan",
            "--to",
            "our-plan",
            "audits/incomplete.json",
            "-o",
            "carried",
        ])
        .ends_with(0);
    assert!(
        run.err
            .contains("`views-shown-back`: newly asked in 1 audit"),
        "{run:?}"
    );
    folder
        .run(&["score", "--rubric", "our-plan", "carried/incomplete.json"])
        .ends_with(0);
}
