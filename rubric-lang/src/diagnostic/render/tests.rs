//! What every renderer has in common, and what each looks like.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{HumanOptions, human, json, plain, sarif, short};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files, SourceFile, Span};

/// Every form of the diagnostics.
fn all_forms(files: &Files, diagnostics: &[Diagnostic]) -> Vec<String> {
    let colour = HumanOptions {
        colour: true,
        width: 60,
        unicode: false,
    };
    vec![
        human(files, diagnostics, &HumanOptions::default()),
        human(files, diagnostics, &colour),
        plain(files, diagnostics),
        short(files, diagnostics),
        json(files, diagnostics),
        sarif(files, diagnostics),
    ]
}

/// Where a text stands in a file.
fn find(files: &Files, file: FileId, text: &str) -> Span {
    let start = files.get(file).unwrap().text().find(text).unwrap();
    let end = start + text.len();
    Span {
        file,
        start: start.try_into().unwrap(),
        end: end.try_into().unwrap(),
    }
}

fn sample() -> (Files, Vec<Diagnostic>) {
    let mut files = Files::new();
    let text = "\u{feff}rubric plan \"Plän\" {\r\n  version 1.0.0\r\n\tsection C \"Härte\" { weigth 3 }\r\n\
                \r\n  section D \"Other\" {\r  }\n  use agencies\n  owner health\n}\n";
    let main = files.add(SourceFile::new("plans/my plan.rubric", text));
    let shared = files.add(SourceFile::new(
        "shared/agencies.rubric",
        "\nowner health \"Health\"\n",
    ));
    let diagnostics = vec![
        Diagnostic::new(
            Code::UnknownStatement,
            find(&files, main, "weigth"),
            "`weigth` is not a word of the language",
        )
        .label("not known")
        .help("did you mean `weight`?")
        .fix(find(&files, main, "weigth"), "weight"),
        Diagnostic::new(
            Code::DuplicateName,
            find(&files, main, "health"),
            "the owner `health` is declared twice",
        )
        .label("declared again")
        .related(find(&files, shared, "health"), "declared here first")
        .related(find(&files, main, "version"), "this is in the same file"),
        Diagnostic::new(
            Code::StrayPunctuation,
            find(&files, main, "\"Plän\""),
            "a stray comma",
        )
        .fix(find(&files, main, "1.0.0").at_end(), ","),
        Diagnostic::new(
            Code::UnclosedBlock,
            find(&files, main, "{\r  }\n  use"),
            "the block is never closed",
        )
        .label("opened here"),
        Diagnostic::new(
            Code::MoreProblems,
            Span {
                file: main,
                start: 9999,
                end: 9999,
            },
            "past the end\u{1b}[31m",
        ),
        Diagnostic::new(
            Code::MoreProblems,
            Span {
                file: FileId(7),
                start: 1,
                end: 2,
            },
            "in no file",
        ),
    ];
    (files, diagnostics)
}

#[test]
fn human_form() {
    let (files, diagnostics) = sample();
    insta::assert_snapshot!(human(&files, &diagnostics, &HumanOptions::default()));
}

#[test]
fn human_form_in_ascii_and_colour() {
    let (files, diagnostics) = sample();
    let options = HumanOptions {
        colour: true,
        width: 50,
        unicode: false,
    };
    let text = human(&files, &diagnostics[..1], &options);
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn plain_form() {
    let (files, diagnostics) = sample();
    insta::assert_snapshot!(plain(&files, &diagnostics));
}

#[test]
fn short_form() {
    let (files, diagnostics) = sample();
    insta::assert_snapshot!(short(&files, &diagnostics));
}

#[test]
fn json_form() {
    let (files, diagnostics) = sample();
    insta::assert_snapshot!(json(&files, &diagnostics[..2]));
}

#[test]
fn sarif_form() {
    let (files, diagnostics) = sample();
    let text = sarif(&files, &diagnostics[..2]);
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn nothing_to_say() {
    let files = Files::new();
    assert_eq!(human(&files, &[], &HumanOptions::default()), "");
    assert_eq!(plain(&files, &[]), "");
    assert_eq!(short(&files, &[]), "");
    assert_eq!(json(&files, &[]), "[]\n");
}

/// Sixteen thousand problems, each on a line of its own or all on one line.
#[test]
fn many_diagnostics_take_linear_time() {
    for separator in ["\n", " "] {
        let mut text = String::new();
        let mut spans = Vec::new();
        for number in 0_u32..16_000 {
            let start = u32::try_from(text.len()).unwrap();
            write!(text, "wörd{number}{separator}").unwrap();
            spans.push(Span {
                file: FileId(0),
                start,
                end: start + 5,
            });
        }
        let mut files = Files::new();
        files.add(SourceFile::new("many.rubric", text));
        let first = spans[0];
        let one = |span: &Span| {
            Diagnostic::new(Code::UnknownStatement, *span, "not known").related(first, "first")
        };
        let mut diagnostics: Vec<_> = spans.iter().map(one).collect();
        let one = &mut diagnostics[0];
        for span in &spans {
            *one = one.clone().related(*span, "and here").fix(*span, "word");
            if one.related.len() > 200 {
                break;
            }
        }
        let start = Instant::now();
        let forms = all_forms(&files, &diagnostics);
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{:?}",
            start.elapsed()
        );
        assert!(forms.iter().all(|form| form.len() < 100_000_000));
    }
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\t"),
        Just("\u{feff}"),
        Just("ä"),
        Just("𝄞"),
        Just("\u{1b}[2J"),
        Just("\u{0}"),
        Just("  "),
        Just("word"),
        Just("{"),
        Just("\u{301}"),
        Just("日本"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just("x x x x x x x x x x x x x x x x x x "),
    ];
    prop_oneof![
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "[a-z ]{0,1200}",
    ]
}

/// Diagnostics whose spans begin and end between characters of the text, in either of two files.
fn cases() -> impl Strategy<Value = (Files, Vec<Diagnostic>)> {
    let spans = proptest::collection::vec((any::<u16>(), any::<u16>(), any::<bool>()), 1..8);
    (texts(), texts(), spans, texts()).prop_map(|(one, two, spans, words)| {
        let boundary = |text: &str, at: u16| {
            let places: Vec<_> = (0..=text.len())
                .filter(|at| text.is_char_boundary(*at))
                .collect();
            u32::try_from(places[usize::from(at) % places.len()]).unwrap()
        };
        let spans: Vec<_> = spans
            .iter()
            .map(|(start, end, second)| {
                let text = if *second { &two } else { &one };
                let (start, end) = (boundary(text, *start), boundary(text, *end));
                let file = FileId(u32::from(*second));
                Span {
                    file,
                    start: start.min(end),
                    end: start.max(end),
                }
            })
            .collect();
        let mut first = Diagnostic::new(Code::UnknownName, spans[0], words.clone()).label("here");
        for span in &spans[1..] {
            first = first
                .related(*span, words.clone())
                .fix(*span, words.clone());
        }
        let last = *spans.last().unwrap();
        let second = Diagnostic::new(Code::CurlyQuotes, last, "short").fix(last, words);
        let mut files = Files::new();
        files.add(SourceFile::new("one.rubric", one));
        files.add(SourceFile::new("two.rubric", two));
        (files, vec![first, second])
    })
}

proptest! {
    #[test]
    fn no_text_and_no_span_stops_a_renderer((files, diagnostics) in cases()) {
        let forms = all_forms(&files, &diagnostics);
        for form in &forms[2..4] {
            prop_assert!(!form.chars().any(|shown| shown.is_control() && !"\n\t".contains(shown)));
        }
        prop_assert!(!forms[0].contains("Failed to read contents"));
        prop_assert_eq!(forms[3].lines().count(), 2);
        for form in &forms[4..] {
            prop_assert!(serde_json::from_str::<serde_json::Value>(form).is_ok());
        }
    }

    #[test]
    fn positions_are_those_of_the_source_file((files, diagnostics) in cases()) {
        let read: serde_json::Value = serde_json::from_str(&json(&files, &diagnostics)).unwrap();
        for (diagnostic, shown) in diagnostics.iter().zip(read.as_array().unwrap()) {
            let file = files.get(diagnostic.span.file).unwrap();
            for (offset, point) in [(diagnostic.span.start, "start"), (diagnostic.span.end, "end")] {
                let position = file.position(offset);
                prop_assert_eq!(&shown[point]["line"], position.line);
                prop_assert_eq!(&shown[point]["column"], position.column);
                prop_assert_eq!(&shown[point]["offset"], offset);
            }
        }
    }

    #[test]
    fn spans_between_bytes_and_past_the_end_stop_nothing(
        text in texts(), start in 0..2000_u32, length in 0..2000_u32,
    ) {
        let mut files = Files::new();
        let file = files.add(SourceFile::new("one.rubric", text));
        let span = Span { file, start, end: start + length };
        let back = Span { file, start: start + length, end: start };
        let diagnostic = Diagnostic::new(Code::UnknownName, span, "odd").related(back, "back");
        all_forms(&files, &[diagnostic]);
    }
}
