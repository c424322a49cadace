//! What is promised of every text whatever.

use proptest::prelude::*;

use super::{Parse, parse};
use crate::ast::{Block, Item};
use crate::diagnostic::Code;
use crate::source::{FileId, SourceFile, Span};

const STANDARD: &str = include_str!("../../../stdlib-rubrics/ehc-plan/ehc-plan.rubric");

fn read(text: &str) -> Parse {
    parse(FileId(0), &SourceFile::new("test.rubric", text))
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text)
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect()
}

/// Everything a tree and its diagnostics promise, whatever the text.
fn check(text: &str) {
    let parse = read(text);
    let whole = Span {
        file: FileId(0),
        start: 0,
        end: u32::try_from(text.len()).unwrap(),
    };
    assert_eq!(parse.tree.span, whole);
    check_items(text, &parse.tree.items, whole);
    let mut said: Vec<Span> = parse.tree.items.iter().map(Item::span).collect();
    for diagnostic in &parse.diagnostics {
        let fixes = diagnostic
            .fix
            .iter()
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        let related = diagnostic.related.iter().map(|label| label.span);
        for span in fixes.chain(related).chain([diagnostic.span]) {
            check_span(text, span, whole);
            said.push(span);
        }
        if let Some(fix) = &diagnostic.fix {
            assert!(
                fix.edits
                    .windows(2)
                    .all(|pair| pair[0].span.end <= pair[1].span.start),
                "edits overlap: {fix:?}"
            );
        }
    }
    check_nothing_is_lost(text, &mut said, parse.tree.written_in.is_some());
}

fn check_span(text: &str, span: Span, parent: Span) {
    assert!(span.start <= span.end, "{span:?} is reversed");
    assert!(
        span.start >= parent.start && span.end <= parent.end,
        "{span:?} leaves {parent:?}"
    );
    assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
}

fn check_items(text: &str, items: &[Item], parent: Span) {
    let mut from = parent.start;
    for item in items {
        let span = item.span();
        check_span(
            text,
            span,
            Span {
                start: from,
                ..parent
            },
        );
        from = span.end;
        let block = match item {
            Item::Declaration(declaration) => declaration.block.as_ref(),
            Item::Entry(entry) => entry.block.as_ref(),
            Item::Overlay(overlay) => overlay.block.as_ref(),
            Item::Broken(broken) => broken.block.as_ref(),
            Item::Property(_) | Item::Comment(_) => None,
        };
        if let Some(Block { open, items, close }) = block {
            let end = close.map_or(span.end, |close| close.start);
            check_items(
                text,
                items,
                Span {
                    start: open.end,
                    end,
                    ..span
                },
            );
        }
    }
}

/// Every character that is not space or stray punctuation belongs to an item or a diagnostic.
fn check_nothing_is_lost(text: &str, said: &mut [Span], written_in: bool) {
    said.sort_unstable();
    let mut covered = 0;
    let mut said = said.iter().peekable();
    for (at, character) in text.char_indices() {
        while let Some(span) = said.next_if(|span| span.start as usize <= at) {
            covered = covered.max(span.end as usize);
        }
        let blank =
            character.is_whitespace() || character.is_control() || ":;=,".contains(character);
        let invisible = matches!(
            character,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
        );
        assert!(
            blank || invisible || written_in || at < covered,
            "{character:?} at {at} is lost in {text:?}"
        );
    }
}

fn tokens() -> impl Strategy<Value = String> {
    let words = [
        "rubric",
        "section",
        "criterion",
        "scale",
        "grades",
        "limit",
        "test",
        "fact",
        "owner",
        "weight",
        "guidance",
        "when",
        "and",
        "or",
        "not",
        "is",
        "at",
        "least",
        "most",
        "any",
        "all",
        "no",
        "every",
        "of",
        "in",
        "it",
        "(",
        ")",
        "{",
        "}",
        "{",
        "}",
        "\"",
        "\"\"\"",
        "\"Title\"",
        "\u{201C}Title\u{201D}",
        "#",
        "\n",
        "\n",
        "\n  ",
        "3",
        "70%",
        "2026-09-01",
        "1.0.0",
        "name",
        "C",
        "from",
        "otherwise",
        "levels",
        "checklist",
        "ticked",
        ",",
        ":",
        "•",
        "–",
        "share of audits where",
        "score of",
        "one of",
        "extends",
        "add to",
        "std/x 1",
        "expect",
        "answer",
        "applies when",
        "\u{E}",
        "\u{F}",
        "\u{10}",
        "\0",
        "\r",
        "\u{2028}",
        "\u{FEFF}",
        "\u{AD}",
        "é",
        "１２",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.join(" "))
}

fn mutations() -> impl Strategy<Value = String> {
    let edit = (
        any::<prop::sample::Index>(),
        0_usize..30,
        "[{}\"#a-z \n(“]{0,4}",
    );
    (
        any::<prop::sample::Index>(),
        prop::collection::vec(edit, 1..5),
    )
        .prop_map(|(start, edits)| {
            // A window keeps each case small; over many cases the windows cover the whole.
            let lines: Vec<&str> = STANDARD.split_inclusive('\n').collect();
            let first = start.index(lines.len());
            let mut text: Vec<char> = lines
                .iter()
                .skip(first)
                .take(60)
                .flat_map(|line| line.chars())
                .collect();
            for (at, removed, put) in edits {
                let at = at.index(text.len() + 1);
                let end = (at + removed).min(text.len());
                text.splice(at..end, put.chars());
            }
            text.into_iter().collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_tokens_are_read(text in tokens()) {
        check(&text);
    }

    #[test]
    fn any_mutation_of_a_real_standard_is_read(text in mutations()) {
        check(&text);
    }
}

#[test]
fn the_real_standard_is_read_without_a_word() {
    assert_eq!(codes(STANDARD), Vec::<&str>::new());
    check(STANDARD);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let text = "rubric r \"R\" {\n  introduction \"\"\"\n    One\n      two\n    \"\"\"\n}\n";
    let value = |text: &str| {
        let Parse { tree, diagnostics } = read(text);
        assert_eq!(diagnostics, []);
        let debug = format!("{tree:?}");
        let start = debug.find("value: \"One").unwrap();
        let (value, _) = debug.split_at(start).1.split_once("\", long").unwrap();
        value.to_owned()
    };
    let expected = value(text);
    assert_eq!(expected, "value: \"One\\n  two");
    assert_eq!(value(&text.replace('\n', "\r\n")), expected);
    assert_eq!(value(&text.replace('\n', "\r")), expected);
    assert_eq!(value(&format!("\u{FEFF}{text}")), expected);
}

#[test]
fn characters_that_no_text_has_are_read_as_spaces_and_told() {
    let text = "rubric r \"R\u{7}\" {\u{F}\n  publisher \"P\u{E}\u{10}\"\n}\n";
    let found = read(text).diagnostics;
    assert_eq!(
        found.iter().map(|found| found.code).collect::<Vec<_>>(),
        [Code::OddSpaces]
    );
    assert_eq!(found[0].fix.as_ref().unwrap().edits.len(), 4);
}

#[test]
fn nesting_is_bounded_before_the_grammar_runs() {
    let nested = |depth: usize| {
        format!(
            "{}{}",
            "section a \"A\" {\n".repeat(depth),
            "}\n".repeat(depth)
        )
    };
    assert_eq!(codes(&nested(64)), Vec::<&str>::new());
    assert_eq!(codes(&nested(65)), ["R0003"]);
    assert_eq!(codes(&nested(20_000)), ["R0003"]);
    assert_eq!(codes(&"{".repeat(200_000)), ["R0003"]);
    let parentheses = |depth: usize| {
        format!(
            "limit a \"A\" {{\n  when {}a is b{}\n}}\n",
            "(".repeat(depth),
            ")".repeat(depth)
        )
    };
    assert_eq!(codes(&parentheses(64)), Vec::<&str>::new());
    assert_eq!(codes(&parentheses(65)), ["R0003"]);
    assert_eq!(codes(&parentheses(200_000)), ["R0003"]);
}

#[test]
fn the_deepest_file_is_read_on_a_small_stack() {
    let depth = 60;
    let text = format!(
        "{}criterion a \"A\" {{ applies when {}a is b{} }}\n{}",
        "section a \"A\" {\n".repeat(depth),
        "(".repeat(64),
        ")".repeat(64),
        "}\n".repeat(depth)
    );
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(move || codes(&text))
        .unwrap();
    assert_eq!(thread.join().unwrap(), Vec::<&str>::new());
}

#[test]
fn a_row_of_nots_is_bounded() {
    let text = format!(
        "limit a \"A\" {{ overall at most b when {}a is b }}",
        "not ".repeat(50_000)
    );
    assert_eq!(codes(&text), ["R0110"]);
}

#[test]
fn a_large_file_of_mistakes_has_one_message_for_each() {
    let section =
        |lines: String| format!("rubric r \"R\" {{\n  section a \"A\" {{\n{lines}  }}\n}}\n");
    let unclosed = section("    criterion x \"X\" {\n      weight 3\n".repeat(3_000));
    assert_eq!(codes(&unclosed), vec!["R0105"; 3_000]);
    let unknown = section("    wieght 3\n".repeat(16_000));
    assert_eq!(codes(&unknown), vec!["R0101"; 16_000]);
}

#[test]
fn codes_are_in_order_and_never_repeated() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
}
