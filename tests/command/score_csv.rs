//! `rubric score` on audits as rows of a CSV file, and outcomes as rows.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, Run, root};

/// A rubric with every form of fact and answer.
const ALL: &str = r#"rubric all-forms "All forms" {
  version 1.0.0
  fact boarding "Does the child board?" { yes-no }
  fact age      "Age in years"          { number 0 to 25 }
  fact setting  "Setting"               { one-of { mainstream "Mainstream"  special "Special" } }
  cause writer  "The plan does not carry it"
  cause adviser "The advice lacks it"
  scale evidence "Evidence" {
    met     "Met"        2
    partly  "Partly met" 1 { comment required }
    not-met "Not met"    0 { comment required  cause required }
    not-applicable "Not applicable" excluded
  }
  grades judgement "Judgement" { good "Good" from 70%  poor "Poor" otherwise }
  section C "Health" {
    criterion needs     "Needs are identified"
    criterion specified "Provision is specific" { checklist { what "What"  who "Who"  when "When" } }
    criterion served    "It serves outcomes"    { proportion "provisions" { none excluded } }
    section inner "Inner" {
      criterion right "It is about this child" { yes-no }
      criterion days  "Days until the advice" {
        number "days" 0 to 365 decimal
        levels evidence { met up to 42  not-met otherwise }
      }
    }
  }
}
"#;

const HEADING: &str = "reference,date,cycle,stage,auditor,fact.boarding,fact.age,fact.setting,needs,\
needs.comment,needs.cause,needs.auditor,specified,served,served.count,served.of,right,days,days.comment,days.cause\n";

fn folder() -> Folder {
    Folder::new().with("all.rubric", ALL)
}

fn score(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["score", "--rubric", "all.rubric"], arguments].concat())
}

/// What is said of one row under a first row, and the outcome, if any.
fn row(heading: &str, row: impl AsRef<[u8]>) -> Run {
    let file = [heading.as_bytes(), b"\n", row.as_ref(), b"\n"].concat();
    score(
        &folder().with("a.csv", file),
        &["a.csv", "--format", "ndjson"],
    )
}

#[test]
fn an_audit_comes_to_the_same_from_a_row_as_from_json() {
    let json = r#"{ "format": "rubric-audit/1", "rubric": { "name": "all-forms", "version": "1.0.0" },
        "reference": "A-1", "date": "2026-09-14", "cycle": "2026-Q3", "stage": "second", "auditor": "aud-07",
        "facts": { "boarding": true, "age": 9, "setting": "special" },
        "answers": {
            "needs": { "level": "not-met", "comment": "Two, \"both\" missing.\nSee B.", "cause": "writer", "auditor": "aud-11" },
            "specified": { "ticked": ["what", "who"] }, "served": { "count": 5, "of": 7 }, "right": true,
            "days": { "number": 42.5, "comment": "Late.", "cause": "adviser" } } }"#;
    let row = "A-1,2026-09-14,2026-Q3,second,aud-07,Yes,9,special,not-met,\"Two, \"\"both\"\" missing.\nSee B.\",\
        writer,aud-11,what; who,,5,7,TRUE,42.5,Late.,adviser\n";
    let folder = folder()
        .with("a.json", json)
        .with("a.csv", format!("{HEADING}{row}"));
    let of = |input: &str| {
        score(&folder, &[input, "--format", "ndjson"])
            .ends_with(0)
            .out
    };
    assert_eq!(of("a.csv"), of("a.json"));
    assert!(of("a.csv").contains("See B."));
}

#[test]
fn every_audit_of_the_library_comes_to_the_same_from_its_row() {
    let fixtures = root().join("tests/fixtures/ehc-plan");
    let mut rows = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in &paths {
        let audit: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let row = cells(&audit);
        for (name, _) in &row {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        rows.push(row);
    }
    let mut csv = csv_line(&names);
    for row in &rows {
        let cell = |name: &String| {
            row.iter()
                .find(|(known, _)| known == name)
                .map_or(String::new(), |(_, cell)| cell.clone())
        };
        csv.push_str(&csv_line(&names.iter().map(cell).collect::<Vec<_>>()));
    }
    let folder = Folder::new().with("all.csv", csv);
    let of = |inputs: &[&str]| {
        let arguments = ["score", "--rubric", "std/ehc-plan", "--format", "ndjson"];
        folder
            .run(&[&arguments[..], inputs].concat())
            .ends_with(0)
            .out
    };
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(of(&["all.csv"]), of(&paths));
}

/// The columns and cells of an audit.
fn cells(audit: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items
            .iter()
            .map(|item| item.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(";"),
        value => value.to_string(),
    };
    let mut cells = Vec::new();
    for name in ["reference", "date", "cycle", "stage", "auditor"] {
        cells.extend(audit.get(name).map(|value| (name.to_owned(), text(value))));
    }
    for (name, value) in audit["facts"].as_object().unwrap() {
        cells.push((format!("fact.{name}"), text(value)));
    }
    for (name, answer) in audit["answers"].as_object().unwrap() {
        let Some(members) = answer.as_object() else {
            cells.push((name.clone(), text(answer)));
            continue;
        };
        for (member, value) in members {
            let column = match member.as_str() {
                "level" | "yes" | "number" | "ticked" => name.clone(),
                member => format!("{name}.{member}"),
            };
            cells.push((column, text(value)));
        }
    }
    cells
}

fn csv_line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells
        .iter()
        .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
        .collect();
    quoted.join(",") + "\r\n"
}

#[test]
fn outcomes_of_rows_are_rows() {
    let text = format!(
        "\u{feff}{HEADING}-A1,2026-09-14,=1+2,,@x,no,9,special,met,,,,none,,5,7,yes,40,,\r\n\
         A-2,2026-09-14,,,,,,,,,,,,,,,,,,\r\n,,,,,,,,,,,,,,,,,,,\r\n\r\n\
         A-3,2026-09-14,,,,,,,not-applicable,,,,,,0,0,,,,\r\n"
    );
    let folder = folder().with("a.csv", text);
    let run = score(&folder, &["a.csv"]).ends_with(0);
    insta::assert_snapshot!(run.out, @r"
    reference,date,cycle,stage,auditor,version,status,score,grade,before_limits,lowest_score,lowest_grade,highest_score,highest_grade,C.score,C.grade,inner.score,inner.grade
    '-A1,2026-09-14,'=1+2,audit,'@x,1.0.0,complete,67.9,poor,poor,,,,,67.9,poor,100.0,good
    A-2,2026-09-14,,audit,,1.0.0,incomplete,,,,0.0,poor,100.0,good,,,,
    A-3,2026-09-14,,audit,,1.0.0,incomplete,,,,0.0,poor,100.0,good,,,,
    ");
    assert_eq!(run.err, "3 audits read: 3 scored, 0 rejected\n");
    let empty = folder.with("a.csv", HEADING);
    let run = score(&empty, &["a.csv"]).ends_with(0);
    assert_eq!(run.out.lines().count(), 1);
    assert_eq!(run.err, "0 audits read: 0 scored, 0 rejected\n");
}

#[test]
fn a_first_row_that_is_wrong_is_refused_before_any_row_is_scored() {
    let told = |text: &str| {
        let run = score(
            &folder().with("a.csv", text),
            &["a.csv", "--format", "ndjson"],
        )
        .ends_with(1);
        assert_eq!(run.out, "");
        assert!(
            run.err
                .ends_with("0 audits read: 0 scored, 0 rejected; 1 file was refused\n"),
            "{}",
            run.err
        );
        run.err
    };
    insta::assert_snapshot!(told("Reference,date,fact.ages,neds,needs.coment,needs.count,needs,needs,weather\nA-1,,,,,,,,\n"), @r"
    a.csv, line 1: refused
      column `Reference`: the standard has nothing of this name
        help: did you mean `reference`?
      column `fact.ages`: the standard has nothing of this name
        help: did you mean `fact.age`?
      column `neds`: the standard has nothing of this name
        help: did you mean `needs`?
      column `needs.coment`: the standard has nothing of this name
        help: did you mean `needs.comment`?
      column `needs.count`: `needs` is not answered by how many of how many
        help: write the answer in the column `needs`
      column `needs`: the column is named twice
        help: keep one
      column `weather`: the standard has nothing of this name
      there is no column `reference`
        help: every audit has one: add the column
    0 audits read: 0 scored, 0 rejected; 1 file was refused
    ");
    insta::assert_snapshot!(told("\n"), @r"
    a.csv, line 1: refused
      there is no first row, which names the columns
        help: begin with `reference,date`, and a column for each fact and answer
    0 audits read: 0 scored, 0 rejected; 1 file was refused
    ");
    insta::assert_snapshot!(told("\u{feff}PK\u{3}\u{4}\n"), @r"
    a.csv, line 1: refused
      column `PK??`: the standard has nothing of this name
      there is no column `reference`
        help: every audit has one: add the column
      there is no column `date`
        help: every audit has one: add the column
    0 audits read: 0 scored, 0 rejected; 1 file was refused
    ");
}

#[test]
fn cells_that_are_wrong_are_told_by_their_columns() {
    let told = |heading: &str, cells: &[u8]| {
        let run = row(
            &format!("reference,date,{heading}"),
            [b"A-1,2026-09-14,", cells].concat(),
        )
        .ends_with(1);
        assert_eq!(run.out, "");
        run.err
    };
    let columns =
        "fact.boarding,fact.age,fact.setting,needs,needs.comment,specified,served,right,days";
    insta::assert_snapshot!(told(columns, b"perhaps,9 years,specail,partly,,\"what,who\",5/7,Y,\"42,5\""), @r"
    a.csv, line 2: rejected
      column `fact.boarding`: `perhaps` is neither yes nor no
        help: write `yes` or `no`
      column `fact.age`: `9 years` is not a plain number
        help: write it in digits alone, such as `1200` or `12.5`
      column `fact.setting`: `setting` has no option `specail`
        help: did you mean `special`?
      column `needs`: `needs` is `partly`, which needs a comment
        help: write it in the column `needs.comment`
      column `specified`: `specified` has no item `what,who`
        help: write one of `what`, `who`, `when`
      column `served`: `served` is answered by how many of how many
        help: write them in the columns `served.count` and `served.of`
      column `right`: `Y` is neither yes nor no
        help: write `yes` or `no`
      column `days`: `42,5` is not a plain number
        help: write it in digits alone, with a point before decimals: `1200`, `12.5`
    1 audit read: 0 scored, 1 rejected
    ");
    let columns =
        "fact.age,needs,needs.comment,needs.cause,specified,served.count,served.of,right,days";
    insta::assert_snapshot!(told(columns, b"26,not-met,,,what;wen,8,7,,400"), @r"
    a.csv, line 2: rejected
      column `fact.age`: `age` is out of range
        help: write a whole number from 0 to 25
      column `needs`: `needs` is `not-met`, which needs a comment
        help: write it in the column `needs.comment`
      column `needs`: `needs` is `not-met`, which needs a cause
        help: write it in the column `needs.cause`; the causes are `writer`, `adviser`
      column `specified`: `specified` has no item `wen`
        help: did you mean `when`?
      column `served.count`: `served` counts 8 of 7, more than there are
        help: write a `count` from 0 to 7
      column `days`: `days` is out of range
        help: write a number from 0 to 365
    1 audit read: 0 scored, 1 rejected
    ");
    insta::assert_snapshot!(told("needs.comment,served,served.count,days.cause", b"Why?,not-applicable,5,writter"), @r"
    a.csv, line 2: rejected
      column `served`: `served` is answered by how many of how many
        help: write them in the columns `served.count` and `served.of`
      column `needs`: `needs` is not answered
        help: write the answer, or empty the other columns of `needs`
      column `days`: `days` is not answered
        help: write the answer, or empty the other columns of `days`
    1 audit read: 0 scored, 1 rejected
    ");
    insta::assert_snapshot!(told("needs,needs.comment", b"partly,caf\xe9"), @r"
    a.csv, line 2: rejected
      column `needs.comment`: this is not in UTF-8
        help: save the file as CSV in UTF-8: in Excel, `CSV UTF-8 (Comma delimited)`
    1 audit read: 0 scored, 1 rejected
    ");
    insta::assert_snapshot!(told("needs,needs.comment", b"partly,One, two"), @r#"
    a.csv, line 2: rejected
      the row has 5 cells, and the first row names 4 columns
        help: put a text that has commas, quotes or line breaks in it between quotes `"`
    1 audit read: 0 scored, 1 rejected
    "#);
    insta::assert_snapshot!(told("needs,", b"met,beside"), @r"
    a.csv, line 2: rejected
      the cell in column 4 stands under no name
        help: name the column, or empty the cell
    1 audit read: 0 scored, 1 rejected
    ");
    let run = row("reference,date", "A 1,14/09/2026").ends_with(1);
    insta::assert_snapshot!(run.err, @r"
    a.csv, line 2: rejected
      column `reference`: a reference is 1 to 40 letters, digits and hyphens
        help: write a code such as `2026-Q3-0042`, never a name
      column `date`: `14/09/2026` is not a date
        help: write year, month and day: `2026-09-14`; in a spreadsheet, give the column the format `yyyy-mm-dd`
    1 audit read: 0 scored, 1 rejected
    ");
}

#[test]
fn a_bad_row_is_told_by_its_line_and_kept_under_the_first_row() {
    let text = "reference,date,needs,needs.comment\nA-1,2026-09-14,partly,\"One\nof two\"\n\nA-2,2026-09-14,mett,\"Two\nof two\"\nA-3,2026-09-14,met,\n";
    let folder = folder().with("a.csv", text);
    let run = score(&folder, &["a.csv", "--rejects", "kept.csv"]).ends_with(1);
    assert!(
        run.err
            .starts_with("a.csv, line 5: rejected\n  column `needs`: "),
        "{}",
        run.err
    );
    assert!(
        run.err.ends_with("3 audits read: 2 scored, 1 rejected\n"),
        "{}",
        run.err
    );
    let kept = fs::read_to_string(folder.path("kept.csv")).unwrap();
    assert_eq!(
        kept,
        "reference,date,needs,needs.comment\nA-2,2026-09-14,mett,\"Two\nof two\"\n"
    );
    let folder = folder.with("kept.csv", kept.replace("mett", "met"));
    let run = score(&folder, &["kept.csv", "--format", "csv"]).ends_with(0);
    assert!(run.out.contains("\nA-2,"), "{}", run.out);
}

#[test]
fn semicolons_and_tabs_between_cells_are_understood() {
    for (between, items) in [(";", "\"what;who\""), ("\t", "what;who")] {
        let cells = |cells: [&str; 4]| cells.join(between);
        let heading = cells(["reference", "date", "specified", "days"]);
        let run = row(&heading, cells(["A-1", "2026-09-14", items, "41.5"])).ends_with(0);
        assert!(
            run.out.contains(r#""ticked":["what","who"]"#),
            "{}",
            run.out
        );
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row() {
    let mut text =
        "reference,date,needs.comment,needs\nA-0,2026-09-14,\"never closed,met\n".to_owned();
    for number in 1..40_000 {
        text.push_str(&format!(
            "A-{number},2026-09-14,{},met\n",
            "x".repeat(number % 40)
        ));
    }
    let run = score(&folder().with("a.csv", text), &["a.csv"]).ends_with(1);
    assert!(
        run.err.starts_with(
            "a.csv, line 2: rejected\n  the row is longer than 1048576 bytes\n    help: if a quote"
        ),
        "{}",
        run.err
    );
    assert!(
        run.err
            .ends_with("40000 audits read: 39999 scored, 1 rejected\n"),
        "{}",
        run.err
    );
}

#[test]
fn a_name_that_means_two_things_is_refused() {
    let rubric = ALL.replace("criterion right ", "criterion date  ");
    let folder = Folder::new()
        .with("all.rubric", rubric)
        .with("a.csv", "reference,date\nA-1,2026-09-14\n");
    let run = score(&folder, &["a.csv"]).ends_with(1);
    assert!(
        run.err
            .contains("column `date`: the name means more than one thing"),
        "{}",
        run.err
    );
}

#[test]
fn rows_are_scored_by_the_version_in_force_on_their_date() {
    let of = |version: &str, from: &str, other: &str| {
        let effective = format!("version {version}\n  effective from {from}");
        ALL.replace("version 1.0.0", &effective)
            .replace("criterion right ", &format!("criterion {other} "))
    };
    let folder = Folder::new()
        .with("all/one.rubric", of("1.0.0", "2025-09-01", "right"))
        .with("all/two.rubric", of("2.0.0", "2026-09-01", "child"))
        .with(
            "a.csv",
            "reference,date,needs,right,child\nA-1,2026-01-14,met,yes,\nA-2,2026-09-14,met,,yes\nA-3,2026-09-14,met,yes,\nA-4,2024-01-01,met,,\n",
        );
    let run = folder
        .run(&["score", "--rubric", "all", "a.csv"])
        .ends_with(1);
    assert!(
        run.out.contains("A-1,2026-01-14,,audit,,1.0.0,incomplete"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("A-2,2026-09-14,,audit,,2.0.0,incomplete"),
        "{}",
        run.out
    );
    assert!(
        run.err
            .contains("a.csv, line 4: rejected\n  column `right`: there is no criterion `right`"),
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("a.csv, line 5: rejected\n  no version is in force"),
        "{}",
        run.err
    );
}
