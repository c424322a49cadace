//! What holds of every text whatever.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod support;

use proptest::prelude::*;
use proptest::sample::Index;
use rubric_compiler::fix::fix;
use rubric_compiler::source::MemorySource;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::format::format;
use rubric_lang::source::{FileId, SourceFile};
use rubric_model::canonical::to_canonical_json;
use support::compiled;

const EXAMPLE: &str = include_str!("../../../rubric-lang/suite/a-whole-example.rubric");
const STANDARD: &str = include_str!("../../../stdlib-rubrics/ehc-plan/ehc-plan.rubric");

/// What holds of what comes of any text.
fn lawful(text: &str) -> Result<(), TestCaseError> {
    let compilation = compiled(text);
    let errors = compilation.diagnostics.iter().any(Diagnostic::is_error);
    prop_assert_eq!(compilation.rubric.is_some(), !errors);
    let mut places: Vec<_> = compilation.diagnostics.iter().map(|one| one.span).collect();
    let given = places.clone();
    places.sort();
    prop_assert_eq!(given, places);
    for diagnostic in &compilation.diagnostics {
        for span in std::iter::once(diagnostic.span)
            .chain(diagnostic.related.iter().map(|related| related.span))
        {
            prop_assert!(
                text.get(span.range()).is_some(),
                "{} at {:?}",
                diagnostic.message,
                span
            );
        }
    }
    if let Some(rubric) = compilation.rubric {
        let bytes = to_canonical_json(&rubric).unwrap();
        let again = compiled(text).rubric.unwrap();
        prop_assert_eq!(&bytes, &to_canonical_json(&again).unwrap());
        let laid_out = format(FileId(0), &SourceFile::new("a.rubric", text));
        if let Ok(laid_out) = laid_out {
            let again = compiled(&laid_out).rubric;
            prop_assert!(again.is_some(), "it compiles no more:\n{laid_out}");
            prop_assert_eq!(&rubric.digest, &again.unwrap().digest, "{}", laid_out);
            let twice = format(FileId(0), &SourceFile::new("a.rubric", laid_out.as_str()));
            prop_assert_eq!(twice, Ok(laid_out));
        }
        let rubric = rubric_engine::Rubric::from_json(bytes.as_bytes());
        prop_assert!(rubric.is_ok(), "{:?}", rubric.err());
        let _ = rubric_compiler::run_tests(&rubric.expect("it is"), &compilation.tests);
    }
    Ok(())
}

/// What holds of the fixes of any text: they add no errors, take away no remark, leave nothing for a
/// second time, and keep the meaning of what compiles.
fn mendable(text: &str) -> Result<(), TestCaseError> {
    let mended = |text: &str| {
        fix(
            &MemorySource::new().with("test.rubric", text),
            "test.rubric",
        )
    };
    let errors = |all: &[Diagnostic]| all.iter().filter(|one| one.is_error()).count();
    let before = compiled(text);
    let after = mended(text);
    let left = &after.compilation;
    prop_assert!(errors(&left.diagnostics) <= errors(&before.diagnostics));
    let new = after.text.as_deref().unwrap_or(text);
    prop_assert!(new.matches('#').count() >= text.matches('#').count());
    prop_assert_eq!(mended(new).made, vec![], "{}", new);
    let reworded = after
        .made
        .iter()
        .any(|made| made.code == Code::IsNotReadsTwice);
    if let Some(rubric) = before.rubric.filter(|_| !reworded) {
        let digest = left.rubric.as_ref().map(|rubric| rubric.digest.as_str());
        prop_assert_eq!(digest, Some(rubric.digest.as_str()), "{}", new);
    }
    Ok(())
}

/// A real standard with lines lost, doubled or put in place of others.
fn changed_standard() -> impl Strategy<Value = String> {
    let change = (0..3_u8, any::<Index>(), any::<Index>());
    prop::collection::vec(change, 1..4).prop_map(|changes| {
        let mut lines: Vec<&str> = STANDARD.lines().collect();
        for (what, one, other) in changes {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match what {
                0 => {
                    lines.remove(one);
                }
                1 => lines.insert(one, lines[other]),
                _ => lines[one] = lines[other],
            }
        }
        lines.join("\n")
    })
}

fn words() -> Vec<&'static str> {
    EXAMPLE.split_inclusive([' ', '\n', '{', '}']).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn of_texts_with_words_lost_doubled_or_swapped(places in prop::collection::vec((any::<Index>(), any::<Index>(), 0..3_u8), 1..4)) {
        let mut words = words();
        for (one, other, what) in places {
            let (one, other) = (one.index(words.len()), other.index(words.len()));
            match what {
                0 => { words.remove(one); }
                1 => { let word = words[other]; words.insert(one, word); }
                _ => words.swap(one, other),
            }
        }
        lawful(&words.concat())?;
        mendable(&words.concat())?;
    }

    #[test]
    fn of_texts_of_any_words(places in prop::collection::vec(any::<Index>(), 0..60)) {
        let words = words();
        let text: Vec<&str> = places.iter().map(|place| words[place.index(words.len())]).collect();
        let text = format!("rubric r \"R\" {{ {} }}", text.concat());
        lawful(&text)?;
        mendable(&text)?;
    }

    #[test]
    fn of_any_text(text in "\\PC{0,200}") {
        lawful(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn of_a_real_standard_with_lines_lost_doubled_or_replaced(text in changed_standard()) {
        lawful(&text)?;
    }
}
