//! Local standards: what comes of one is what a plain reading of its changes makes of the compiled base.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::Index;
use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, Resolution, compile, lock, resolve};
use rubric_lang::diagnostic::Code;
use rubric_model::Rational;
use rubric_model::canonical::to_canonical_json;
use rubric_model::rubric::{Criterion, Provenance, Rubric};

const PLAN: &str =
    include_str!("../../../rubric-lang/suite/several-files/parts/county/plan.rubric");
const SCALES: &str = include_str!("../../../rubric-lang/suite/several-files/parts/scales.rubric");
const AGENCIES: &str =
    include_str!("../../../rubric-lang/suite/several-files/parts/county/agencies.rubric");
const LOCAL: &str = include_str!("../../../rubric-lang/suite/several-files/local-standard.rubric");

fn source(local: &str) -> MemorySource {
    MemorySource::new()
        .with("county/plan.rubric", PLAN)
        .with("county/scales.rubric", SCALES)
        .with("county/agencies.rubric", AGENCIES)
        .with("local.rubric", local)
}

fn compiled(local: &str) -> Compilation {
    compile(&source(local), "local.rubric")
}

fn base() -> Rubric {
    let compilation = compile(&source(""), "county/plan.rubric");
    compilation.rubric.expect("the base compiles")
}

/// One change, as a line of a local standard and as a plain change of the compiled base.
#[derive(Clone, Debug)]
enum Change {
    Weight(usize, u8),
    Guidance(usize, String),
    Title(usize, String),
    Tag(usize),
    Unscored(usize),
    SectionWeight(usize, u8),
    Threshold(u8),
    OwnerTitle(usize, String),
    Remove(usize),
    Add { section: usize, after: bool },
}

/// Criteria that a local standard may change in any way, and that no rule speaks of.
const FREE: [&str; 3] = ["family-heard", "agreed", "adulthood"];
const SECTIONS: [&str; 2] = ["A", "F"];
const FIRST: [&str; 2] = ["child-heard", "specified"];
const OWNERS: [&str; 2] = ["education", "health"];

impl Change {
    /// What is changed: a local standard changes each thing once.
    fn target(&self) -> String {
        match self {
            Self::Weight(place, _)
            | Self::Guidance(place, _)
            | Self::Title(place, _)
            | Self::Tag(place)
            | Self::Unscored(place)
            | Self::Remove(place) => FREE[*place].to_owned(),
            Self::SectionWeight(place, _) => SECTIONS[*place].to_owned(),
            Self::Threshold(_) => "grades".to_owned(),
            Self::OwnerTitle(place, _) => OWNERS[*place].to_owned(),
            Self::Add { section, .. } => format!("new-{section}"),
        }
    }

    fn line(&self) -> String {
        let because = "because \"A reason.\"";
        match self {
            Self::Weight(place, weight) => {
                format!(
                    "change criterion {} {{ {because} weight {weight} }}",
                    FREE[*place]
                )
            }
            Self::Guidance(place, text) => {
                format!(
                    "change criterion {} {{ {because} guidance \"{text}\" }}",
                    FREE[*place]
                )
            }
            Self::Title(place, text) => {
                format!(
                    "change criterion {} {{ {because} title \"{text}\" }}",
                    FREE[*place]
                )
            }
            Self::Tag(place) => {
                format!("add to criterion {} {{ {because} tag new }}", FREE[*place])
            }
            Self::Unscored(place) => {
                format!("change criterion {} {{ {because} unscored }}", FREE[*place])
            }
            Self::SectionWeight(place, weight) => {
                format!(
                    "change section {} {{ {because} weight {weight} }}",
                    SECTIONS[*place]
                )
            }
            Self::Threshold(from) => {
                format!("change grades judgement {{\n    {because}\n    good from {from}%\n  }}")
            }
            Self::OwnerTitle(place, text) => {
                format!(
                    "change owner {} {{ {because} title \"{text}\" }}",
                    OWNERS[*place]
                )
            }
            Self::Remove(place) => format!("remove criterion {} {{ {because} }}", FREE[*place]),
            Self::Add { section, after } => {
                let after = if *after {
                    format!(" after {}", FIRST[*section])
                } else {
                    String::new()
                };
                let name = format!("new-{section}");
                format!(
                    "add to section {}{after} {{ {because} criterion {name} \"New?\" {{ yes-no }} }}",
                    SECTIONS[*section]
                )
            }
        }
    }

    fn make(&self, rubric: &mut Rubric) {
        let whole = |number: u8| Rational::from(i64::from(number));
        match self {
            Self::Weight(place, weight) => {
                criterion(rubric, FREE[*place]).weight = Some(whole(*weight))
            }
            Self::Guidance(place, text) => {
                criterion(rubric, FREE[*place]).guidance = Some(text.clone())
            }
            Self::Title(place, text) => criterion(rubric, FREE[*place]).question.clone_from(text),
            Self::Tag(place) => criterion(rubric, FREE[*place]).tags.push("new".to_owned()),
            Self::Unscored(place) => criterion(rubric, FREE[*place]).weight = None,
            Self::SectionWeight(place, weight) => rubric.sections[*place].weight = whole(*weight),
            Self::Threshold(from) => {
                rubric.ladders[0].grades[0].from = Rational::new(i64::from(*from), 100);
            }
            Self::OwnerTitle(place, text) => {
                let owner = rubric
                    .owners
                    .iter_mut()
                    .find(|owner| owner.name == OWNERS[*place]);
                owner.unwrap().title.clone_from(text);
            }
            Self::Remove(place) => {
                for section in &mut rubric.sections {
                    section.criteria.retain(|one| one.name != FREE[*place]);
                }
            }
            Self::Add { section, after } => {
                let agreed = rubric.sections[1]
                    .criteria
                    .iter()
                    .find(|one| one.name == "agreed");
                let yes_no = agreed.map(|one| one.answer.clone());
                let section = (*section, &mut rubric.sections[*section]);
                let mut new: Criterion = section.1.criteria[0].clone();
                new.name = format!("new-{}", section.0);
                new.question = "New?".to_owned();
                new.weight = Some(whole(1));
                new.answer = yes_no
                    .unwrap_or_else(|| serde_json::from_str("{\"kind\":\"yes-no\"}").unwrap());
                (new.marks, new.tags, new.cites) = (Vec::new(), Vec::new(), Vec::new());
                new.means.clear();
                let place = if *after { 1 } else { section.1.criteria.len() };
                section.1.criteria.insert(place, new);
            }
        }
    }
}

fn criterion<'r>(rubric: &'r mut Rubric, name: &str) -> &'r mut Criterion {
    let mut all = rubric
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.criteria);
    all.find(|one| one.name == name).unwrap()
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{3,8}( [a-z]{2,8}){1,4}"
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        (0..3_usize, 3..9_u8).prop_map(|(place, weight)| Change::Weight(place, weight)),
        (0..3_usize, words()).prop_map(|(place, text)| Change::Guidance(place, text)),
        (0..3_usize, words()).prop_map(|(place, text)| Change::Title(place, text)),
        (0..3_usize).prop_map(Change::Tag),
        (0..3_usize).prop_map(Change::Unscored),
        (0..2_usize, 4..9_u8).prop_map(|(place, weight)| Change::SectionWeight(place, weight)),
        (46..99_u8)
            .prop_filter("the same", |from| *from != 70)
            .prop_map(Change::Threshold),
        (0..2_usize, words()).prop_map(|(place, text)| Change::OwnerTitle(place, text)),
        (0..3_usize).prop_map(Change::Remove),
        (0..2_usize, any::<bool>()).prop_map(|(section, after)| Change::Add { section, after }),
    ];
    prop::collection::vec(change, 0..6).prop_map(|changes| {
        let mut by_target = BTreeMap::new();
        for change in changes {
            by_target.entry(change.target()).or_insert(change);
        }
        by_target.into_values().collect()
    })
}

fn local(changes: &[Change]) -> String {
    let mut text =
        "rubric our-plan \"Our plan\" extends county/plan 1 {\n  version 2.0.0\n".to_owned();
    for change in changes {
        let _ = writeln!(text, "  {}", change.line());
    }
    text + "}\n"
}

/// A rubric without what it says of itself and where it came from.
fn bare(mut rubric: Rubric) -> String {
    rubric.name = String::new();
    rubric.title = String::new();
    rubric.version = String::new();
    rubric.digest = String::new();
    rubric.provenance = Provenance::default();
    to_canonical_json(&rubric).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_local_standard_is_its_base_with_its_changes_made(changes in changes()) {
        let text = local(&changes);
        let compilation = compiled(&text);
        let said: Vec<_> = compilation.diagnostics.iter().filter(|one| one.is_error()).collect();
        prop_assert!(said.is_empty(), "{said:?}\n{text}");
        let mut expected = base();
        changes.iter().for_each(|change| change.make(&mut expected));
        prop_assert_eq!(bare(compilation.rubric.unwrap()), bare(expected), "{}", text);
    }

    #[test]
    fn the_flat_source_has_the_same_digest(changes in changes()) {
        let text = local(&changes);
        let resolved = resolve(&source(&text), "local.rubric");
        let names: Vec<&str> = resolved.bases.iter().map(|base| base.name.as_str()).collect();
        prop_assert_eq!(names, ["plan"]);
        let (rubric, flat) = (resolved.compilation.rubric.unwrap(), resolved.text.unwrap());
        let again = MemorySource::new().with("flat.rubric", flat.as_str());
        let Resolution { compilation, text: twice, .. } = resolve(&again, "flat.rubric");
        prop_assert!(compilation.rubric.is_some(), "{:?}\n{}", compilation.diagnostics, flat);
        prop_assert_eq!(compilation.rubric.unwrap().digest, rubric.digest.clone(), "{}", flat);
        // What is flat already has nothing to say of where its parts came from.
        let third = MemorySource::new().with("flat.rubric", twice.unwrap());
        let again = compile(&third, "flat.rubric").rubric.unwrap();
        prop_assert_eq!(again.digest, rubric.digest);
    }

    #[test]
    fn every_element_says_where_it_came_from(changes in changes()) {
        let text = local(&changes);
        let rubric = compiled(&text).rubric.unwrap();
        let provenance = &rubric.provenance;
        for (key, origin) in &provenance.elements {
            prop_assert!(origin.line > 0 && !origin.rubric.starts_with(' '), "{key}: {origin:?}");
            prop_assert_eq!(origin.because.is_some(), key.starts_with("new-"), "{}", key);
        }
        let changed = provenance.elements.values().filter(|origin| !origin.changes.is_empty()).count();
        let is_other = |change: &&Change| matches!(change, Change::Remove(_) | Change::Add { .. });
        let others = changes.iter().filter(is_other).count();
        prop_assert_eq!(changed, changes.len() - others);
        let removed = changes.iter().filter(|change| matches!(change, Change::Remove(_))).count();
        prop_assert_eq!(provenance.removed.len(), removed);
    }

    #[test]
    fn nothing_is_lost_of_texts_with_words_lost_doubled_or_swapped(
        places in prop::collection::vec((any::<Index>(), any::<Index>(), 0..3_u8), 1..4),
    ) {
        let mut words: Vec<&str> = LOCAL.split_inclusive([' ', '\n', '{', '}']).collect();
        for (one, other, what) in places {
            let (one, other) = (one.index(words.len()), other.index(words.len()));
            match what {
                0 => { words.remove(one); }
                1 => { let word = words[other]; words.insert(one, word); }
                _ => words.swap(one, other),
            }
        }
        let text = words.concat();
        let compilation = compiled(&text);
        let is_wrong = compilation.diagnostics.iter().any(|one| one.is_error());
        prop_assert_eq!(compilation.rubric.is_some(), !is_wrong, "{}", text);
        for diagnostic in &compilation.diagnostics {
            let spans = diagnostic.related.iter().map(|label| label.span);
            for span in std::iter::once(diagnostic.span).chain(spans) {
                let file = compilation.files.get(span.file).expect("a file that was read");
                prop_assert!(file.text().get(span.range()).is_some(), "{diagnostic:?}");
            }
        }
        let Resolution { compilation, text: flat, .. } = resolve(&source(&text), "local.rubric");
        if let (Some(rubric), Some(flat)) = (compilation.rubric, flat) {
            let again = compile(&MemorySource::new().with("f.rubric", flat.as_str()), "f.rubric");
            let digest = again.rubric.map(|rubric| rubric.digest);
            prop_assert_eq!(digest, Some(rubric.digest), "{}\n{}", text, flat);
        }
    }
}

const PLAIN: &str = "rubric our-plan \"Our plan\" extends county/plan 1 {\n  version 1.0.0\n}\n";

fn locked(lock: &str) -> MemorySource {
    source(PLAIN).with("rubric.lock", lock)
}

fn codes(source: &MemorySource) -> Vec<Code> {
    let compilation = compile(source, "local.rubric");
    compilation.diagnostics.iter().map(|one| one.code).collect()
}

#[test]
fn what_changes_under_the_lock_is_told() {
    let (_, made) = lock(&source(PLAIN), "local.rubric", None);
    let made = made.unwrap().unwrap();
    let paths: Vec<&str> = made.locked.iter().map(|one| one.path.as_str()).collect();
    // What its own files name is not kept elsewhere.
    assert_eq!(paths, ["county/plan", "county/agencies"]);
    assert_eq!(codes(&locked(&made.text)), []);

    let changed = PLAN.replace("Views", "Wishes");
    let source = locked(&made.text).with("county/plan.rubric", changed.as_str());
    assert_eq!(codes(&source), [Code::ChangedUnderLock]);
    let (_, again) = lock(&source, "local.rubric", Some(made.text.as_bytes()));
    let again = again.unwrap().unwrap();
    assert_eq!(codes(&source.with("rubric.lock", again.text.as_str())), []);

    // Line ends are no change: a version control system may have its own.
    let windows = PLAN.replace('\n', "\r\n");
    assert_eq!(
        codes(&locked(&made.text).with("county/plan.rubric", windows)),
        []
    );

    let newer = PLAN.replace("1.3.0", "1.4.0");
    let source = locked(&made.text).with("county/plan.rubric", newer);
    let compilation = compile(&source, "local.rubric");
    let said: Vec<&str> = compilation
        .diagnostics
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["`county/plan` is version 1.4.0 here, and version 1.3.0 in `rubric.lock`"]
    );
}

#[test]
fn a_lock_that_cannot_be_understood_is_told_and_kept() {
    for text in [
        "",
        "{",
        "[]",
        "{\"format\":\"rubric-lock/9\",\"rubrics\":{}}",
        "{\"format\":\"rubric-lock/1\",\"rubrics\":{},\"more\":1}",
    ] {
        assert_eq!(codes(&locked(text)), [Code::BadLock], "{text}");
        let (_, made) = lock(&locked(text), "local.rubric", Some(text.as_bytes()));
        assert!(made.unwrap().is_err(), "{text}");
    }
}

#[test]
fn a_lock_speaks_of_one_rubric_of_several() {
    let (_, made) = lock(&source(PLAIN), "local.rubric", None);
    let made = made.unwrap().unwrap().text;
    let both = source(PLAIN)
        .with("other.rubric", PLAIN)
        .with("rubric.lock", made.as_str());
    assert_eq!(compile(&both, "other.rubric").diagnostics, []);
    let (_, more) = lock(&both, "other.rubric", Some(made.as_bytes()));
    let more = more.unwrap().unwrap().text;
    assert!(
        more.contains("\"local.rubric\"") && more.contains("\"other.rubric\""),
        "{more}"
    );
}
