//! A condition written in words says what it said.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod support;

use std::path::Path;

use rubric_model::condition::Condition;
use rubric_model::rubric::{LimitScope, Measure, Rubric};
use support::compiled;

const RUBRIC: &str = r#"rubric words "Words" {
  version 1.0.0
  owner health "Health"
  fact needs   "Needs?"  { yes-no }
  fact age     "Age"     { number 0 to 25 decimal }
  fact setting "Setting" { one-of { mainstream "Mainstream"  special "Special" } }
  scale evidence "Evidence" { met "Met" 2  partly "Partly" 1  not-met "Not met" 0  left "Left out" excluded }
  grades ladder "Ladder" { good "Good" from 70%  fair "Fair" from 45%  poor "Poor" otherwise }
  section C "C" {
    owner health
    tag   core
    criterion a "A?" { essential  statutory  tag golden }
    criterion b "B?" { essential  tag golden }
    criterion items "C?" { checklist { what "What"  who "Who" } }
  }
  section D "D" {
    criterion share "D?" { proportion "things" { none excluded } }
    criterion days "E?" { number "days" 0 to 40 decimal  levels evidence { met up to 12.5  not-met otherwise } }
  }
"#;

/// What can be said of any audit.
const EVERYWHERE: &str = "\
    a is not-met
    a is not partly
    a is at least partly
    a is at most partly
    a is below met
    a is above not-met
    a is one of (met, partly)
    a is not one of (met, partly)
    a is excluded
    a is not excluded
    items has who
    items lacks who
    share is at least 62.5%
    days is below 12.5
    needs is yes
    needs is not no
    age is at least 14.5
    setting is special
    setting is not one of (mainstream, special)
    section C is below good
    section C is one of (good, fair)
    section D is scored
    section D is not scored
    overall is at least fair
    score of overall is at least 12.5%
    score of section C is below 50%
    any section is poor
    all sections are at least fair
    no section tagged core is poor
    any essential criterion is not-met
    no essential statutory criterion in section C tagged golden owned by health is not-met
    at least 2 essential criteria are met
    at most 1 essential criteria in section C are partly
    exactly 1 of (a, b) are not-met
    all but 1 of sections are good
    all but 1 of (a, b) are met
    any of (a, b) is below met
    none of (a, b) is met
    all of (a, b) are met
    not (a is met)
    not (a is met and b is met)
    a is met and b is met and (a is partly or b is partly)
    (a is met and b is met) or (a is partly and not (b is partly))";

/// What can be said where a section is judged.
const OF_A_SECTION: &str = "\
    any essential criterion in it is not-met
    score of it is below 50%
    it is scored";

#[test]
fn words_are_those_of_the_language() {
    let lines = |text: &'static str| text.lines().map(str::trim);
    let mut source = RUBRIC.to_owned();
    for (place, said) in lines(EVERYWHERE).enumerate() {
        source += &format!("guarantee g{place} \"G\" {{ whenever {said}\n then {said}\n }}\n");
    }
    for (place, said) in lines(OF_A_SECTION).enumerate() {
        source +=
            &format!("limit l{place} \"L\" {{ every section at most fair\n when {said}\n }}\n");
    }
    let rubric = rubric(&(source + "}\n"));
    let written: Vec<String> = (rubric.guarantees.iter().map(|one| one.then.to_string()))
        .chain(rubric.limits.iter().map(|one| one.when.to_string()))
        .collect();
    let said: Vec<&str> = lines(EVERYWHERE).chain(lines(OF_A_SECTION)).collect();
    assert_eq!(written, said);
}

/// Each condition of each rubric of the suite that is one file, said once more beside itself.
#[test]
fn what_is_written_in_words_is_the_same_condition() {
    let mut seen = 0;
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rubric-lang/suite");
    for text in sources(&suite) {
        let Some(rubric) = compiled(&text).rubric else {
            continue;
        };
        let Some(body) = text.trim_end().strip_suffix('}') else {
            continue;
        };
        let mut source = format!("{body}\n");
        for limit in &rubric.limits {
            let on = match &limit.on {
                LimitScope::Overall => "overall".to_owned(),
                LimitScope::EverySection => "every section".to_owned(),
                LimitScope::Section(name) => format!("section {name}"),
            };
            let (name, at_most, when) = (&limit.name, &limit.at_most, &limit.when);
            source += &format!(
                "limit again-{name} \"Again\" {{ {on} at most {at_most}\n when {when}\n }}\n"
            );
        }
        for (name, condition) in everywhere(&rubric) {
            source += &format!(
                "indicator again-{name} \"Again\" {{ count of audits where {condition}\n }}\n"
            );
        }
        let again = self::rubric(&(source + "}\n"));
        for limit in &rubric.limits {
            let name = format!("again-{}", limit.name);
            let other = again.limits.iter().find(|one| one.name == name).unwrap();
            assert_eq!(other.when, limit.when);
            seen += 1;
        }
        for (name, condition) in everywhere(&rubric) {
            let name = format!("again-{name}");
            let other = again.indicators.iter().find(|one| one.name == name);
            let expected = Measure::Count {
                r#where: condition.clone(),
            };
            assert_eq!(other.unwrap().measure, expected);
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} conditions");
}

fn rubric(source: &str) -> Rubric {
    let compilation = compiled(source);
    let errors = compilation.diagnostics.iter().filter(|one| one.is_error());
    let errors: String = errors
        .map(|one| support::rendered(&compilation.files, one))
        .collect();
    compilation
        .rubric
        .unwrap_or_else(|| panic!("{errors}\n{source}"))
}

/// The conditions that may look at everything.
fn everywhere(rubric: &Rubric) -> Vec<(String, &Condition)> {
    let guarantees = rubric.guarantees.iter();
    let guarantees = guarantees.flat_map(|one| {
        let name = &one.name;
        [
            (format!("{name}-whenever"), &one.whenever),
            (format!("{name}-then"), &one.then),
        ]
    });
    let sections = rubric.sections.iter();
    let applies = sections.filter_map(|one| Some((one.name.clone(), one.applies.as_ref()?)));
    guarantees.chain(applies).collect()
}

fn sources(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rubric") {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
    found
}
