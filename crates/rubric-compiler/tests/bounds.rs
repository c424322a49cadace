//! Everything has a limit: what is just within it compiles, and what is just beyond is refused in
//! words of its own, before the engine refuses it in others.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod support;

use rubric_compiler::bounds::{
    DEEPEST, LONGEST_TEXT, MOST_CHOICES, MOST_CRITERIA, MOST_DECLARATIONS, MOST_DEPTH,
    MOST_MEMBERS, MOST_NOTS, MOST_PLACES, MOST_PROBLEMS, MOST_SECTIONS, MOST_STATEMENTS,
    MOST_TEST_ANSWERS,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use support::compiled;

/// A rubric with more in it, and more in its one section.
fn rubric(more: &str, in_section: &str) -> String {
    format!(
        "rubric r \"R\" {{\n version 1.0.0\n scale s \"S\" {{ met \"Met\" 1  not-met \"Not met\" 0 }}\n \
         grades g \"G\" {{ good \"Good\" from 50%  weak \"Weak\" otherwise }}\n default scale s\n default grades g\n\
         {more}\n section c \"C\" {{ criterion c1 \"Is it?\"\n{in_section}\n}}\n}}\n"
    )
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

/// What is refused, with its message; notes and warnings aside.
fn errors(text: &str) -> Vec<(Code, String)> {
    let compilation = compiled(text);
    let errors = compilation
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .map(|one| (one.code, one.message.clone()))
        .collect::<Vec<_>>();
    assert_eq!(compilation.rubric.is_some(), errors.is_empty());
    errors
}

/// So many compile, and one more is refused with one message.
#[track_caller]
fn bounded(most: usize, code: Code, message: &str, text: impl Fn(usize) -> String) {
    assert_eq!(errors(&text(most)), [], "within");
    assert_eq!(errors(&text(most + 1)), [(code, message.to_owned())]);
}

#[test]
fn lists() {
    let many_things = Code::TooManyThings;
    bounded(
        MOST_PLACES,
        many_things,
        "a scale has at most 64 levels",
        |count| {
            let levels = many(count, |i| format!("l{i} \"L\" {}", count - i));
            rubric(&format!("scale x \"X\" {{ {levels} }}"), "")
        },
    );
    bounded(
        MOST_PLACES,
        many_things,
        "a ladder has at most 64 grades",
        |count| {
            let rungs = many(count - 1, |i| format!("g{i} \"G\" from {}%", 99 - i));
            rubric(
                &format!("grades x \"X\" {{ {rungs} z \"Z\" otherwise }}"),
                "",
            )
        },
    );
    bounded(
        MOST_CHOICES,
        many_things,
        "a checklist has at most 1000 items",
        |count| {
            let items = many(count, |i| format!("i{i} \"An item\""));
            rubric(
                "",
                &format!("criterion c2 \"Is it?\" {{ checklist {{\n{items}}} }}"),
            )
        },
    );
    bounded(
        MOST_CHOICES,
        many_things,
        "a fact has at most 1000 options",
        |count| {
            let options = many(count, |i| format!("o{i} \"An option\""));
            rubric(&format!("fact f \"F\" {{ one-of {{\n{options}}} }}"), "")
        },
    );
    bounded(
        MOST_CHOICES,
        many_things,
        "a rubric has at most 1000 causes",
        |count| rubric(&many(count, |i| format!("cause x{i} \"X\"")), ""),
    );
}

#[test]
fn a_mapping_has_so_many_lines() {
    // More lines than levels are another mistake besides: the refusal is among what is said.
    let rules = many(MOST_CHOICES, |i| format!("met from {}", MOST_CHOICES - i));
    let text = rubric(
        "",
        &format!(
            "criterion n \"N\" {{ number \"days\" 0 to 9 levels s {{ {rules} not-met otherwise }} }}"
        ),
    );
    let message = "a mapping has at most 1000 lines".to_owned();
    assert!(errors(&text).contains(&(Code::TooManyThings, message)));
}

#[test]
fn declarations() {
    bounded(
        MOST_SECTIONS,
        Code::TooManyThings,
        "this rubric has more than 1000 sections",
        |count| {
            rubric(
                &many(count - 1, |i| {
                    format!("section s{i} \"S\" {{ criterion d{i} \"Is it?\" }}")
                }),
                "",
            )
        },
    );
    bounded(
        MOST_CRITERIA,
        Code::TooManyThings,
        "this rubric has more than 10000 criteria",
        |count| {
            rubric(
                "",
                &many(count - 1, |i| format!("criterion d{i} \"Is it?\"")),
            )
        },
    );
    // With the scale, the grades and the section.
    bounded(
        MOST_DECLARATIONS,
        Code::TooManyThings,
        "this rubric declares more than 10000 things",
        |count| rubric(&many(count - 3, |i| format!("owner o{i} \"O\"")), ""),
    );
    bounded(
        MOST_STATEMENTS,
        Code::TooManyThings,
        "a criterion has at most 10000 lines",
        |count| {
            let tags = many(count, |i| format!("tag t{i}"));
            rubric("", &format!("criterion c2 \"Is it?\" {{\n{tags}}}"))
        },
    );
}

#[test]
fn texts() {
    for what in ["guidance", "title"] {
        bounded(
            LONGEST_TEXT,
            Code::TextTooLong,
            &format!("this {what} has more than 100000 characters"),
            |length| {
                // Characters are counted, not bytes.
                let text = "é".repeat(length);
                match what {
                    "title" => rubric(&format!("owner o \"{text}\""), ""),
                    _ => rubric("", &format!("guidance \"{text}\"")),
                }
            },
        );
    }
}

fn limit(condition: &str) -> String {
    rubric(
        &format!("limit l \"L\" {{ overall at most weak\n when {condition} }}"),
        "",
    )
}

#[test]
fn conditions() {
    let nested =
        |open: &str, count: usize| format!("{}c1 is met{}", open.repeat(count), ")".repeat(count));
    assert_eq!(errors(&limit(&nested("(", DEEPEST))), []);
    let codes = |text: &str| {
        errors(text)
            .into_iter()
            .map(|(code, _)| code)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes(&limit(&nested("(", DEEPEST + 1))),
        [Code::NestedTooDeep]
    );
    // Each `and` is a level, and so is a comparison; parentheses alone are none.
    bounded(
        MOST_DEPTH,
        Code::NestedTooDeep,
        "this condition is nested more than 64 deep",
        |depth| limit(&nested("c1 is met and (", depth - 1)),
    );
    assert_eq!(
        codes(&limit(&nested(
            &format!("{}(", "not ".repeat(MOST_NOTS)),
            10
        ))),
        [Code::NestedTooDeep]
    );
    assert_eq!(
        codes(&limit(&format!("{}c1 is met", "not ".repeat(MOST_NOTS)))),
        []
    );
    assert_eq!(
        codes(&limit(&format!(
            "{}c1 is met",
            "not ".repeat(MOST_NOTS + 1)
        ))),
        [Code::BadCondition]
    );
}

#[test]
fn what_conditions_come_to() {
    let group = |limits: usize| {
        let criteria = many(9_999, |i| format!("criterion d{i} \"Is it?\""));
        let limits = many(limits, |i| {
            format!("limit l{i} \"L\" {{ overall at most weak  when no criterion is met }}")
        });
        errors(&rubric(&limits, &criteria))
    };
    assert_eq!(group(MOST_MEMBERS / 10_000 / 3), []);
    let refused = group(MOST_MEMBERS / 10_000 + 1);
    let [(Code::TooManyThings, message)] = refused.as_slice() else {
        panic!("{refused:?}")
    };
    assert!(
        message.contains("conditions come to more than 1000000 comparisons and members"),
        "{message}"
    );
}

#[test]
fn what_tests_come_to() {
    let tests = |count: usize, expectations: usize| {
        let criteria = many(999, |i| format!("criterion d{i} \"Is it?\""));
        let expects = many(expectations, |_| "expect overall is good".to_owned());
        let tests = many(count, |i| {
            format!("test t{i} \"T\" {{ answer every criterion met\n{expects}}}")
        });
        errors(&rubric(&tests, &criteria))
    };
    assert_eq!(tests(MOST_TEST_ANSWERS / 1_000 - 1, 1), []);
    assert_eq!(
        tests(MOST_TEST_ANSWERS / 1_000 + 1, 1),
        [(
            Code::TooManyThings,
            "the tests of this rubric give more than 1000000 answers".to_owned()
        )]
    );
    assert_eq!(
        tests(20, 5_000),
        [(
            Code::TooManyThings,
            "the tests of this rubric are more than can be run".to_owned()
        )]
    );
}

#[test]
fn fractions() {
    let scales = |count: usize| {
        // Points whose highest have hardly a divisor in common.
        let scale = |i| {
            format!(
                "scale x{i} \"X\" {{ a \"A\" {}.000001  b \"B\" 1  c \"C\" 0 }}",
                987_654_321_011 + 14 * i
            )
        };
        errors(&rubric(&many(count, scale), ""))
    };
    assert_eq!(scales(50), []);
    let message = "`r` cannot be scored: points and weights have no common denominator of at most 1000 digits";
    assert_eq!(scales(100), [(Code::TooManyThings, message.to_owned())]);
}

#[test]
fn a_compiled_rubric_that_could_not_be_read_again_is_refused() {
    // Short lines that are long once they are compiled.
    let letter = |first: u8, place: usize| char::from(first + u8::try_from(place).unwrap());
    let levels = many(MOST_PLACES, |i| {
        let name = [letter(b'q', i / 26), letter(b'a', i % 26)];
        format!("{} \"\\\" {}", String::from_iter(name), 97 - i)
    });
    let scales = many(6_300, |i| format!("scale x{i} \"\\\" {{\n{levels}}}"));
    let message = "`r` cannot be scored: compiled, it is larger than 16 MiB";
    assert_eq!(
        errors(&rubric(&scales, "")),
        [(Code::TooManyThings, message.to_owned())]
    );
}

#[test]
fn of_very_many_problems_the_worst_are_told() {
    let warned = |i| format!("criterion d{i} \"Is it?\" {{ tag x  essential  unscored }}");
    let wrong = "criterion e \"Is it?\" { weight 0 }";
    let misplaced = many(50, |_| "essential".to_owned());
    let criteria = format!("{}{wrong}", many(MOST_CRITERIA - 2, warned));
    let text = rubric(&misplaced, &criteria);
    let told = compiled(&text).diagnostics;
    assert_eq!(told.len(), MOST_PROBLEMS + 1);
    let is = |code: Code| move |one: &&Diagnostic| one.code == code;
    assert_eq!(told.iter().filter(is(Code::ZeroWeight)).count(), 1);
    assert_eq!(told.iter().filter(is(Code::Misplaced)).count(), 50);
    let note = told.iter().find(is(Code::MoreProblems)).expect("a note");
    assert!(
        note.message
            .ends_with("more problems than the 10000 that are told")
    );
    assert!(told.is_sorted_by_key(|one| one.span));
}
