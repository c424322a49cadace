//! The one layout, and that nothing is lost on the way to it.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pest::Parser as _;
use proptest::prelude::*;

use super::token::{Kind, Token, tokens};
use super::*;

fn formatted(text: &str) -> String {
    let file = SourceFile::new("a.rubric", text);
    format(FileId(0), &file).unwrap_or_else(|found| panic!("{found:#?}\n{text}"))
}

/// Whether it has nothing that would keep it from being laid out.
fn is_clean(text: &str) -> bool {
    let file = SourceFile::new("a.rubric", text);
    format(FileId(0), &file).is_ok()
}

fn tokens_of(text: &str) -> Vec<Token> {
    tokens(text, &Grammar::parse(Rule::file, text).unwrap())
}

fn comments(text: &str) -> Vec<String> {
    let comments = tokens_of(text)
        .into_iter()
        .filter(|token| token.kind == Kind::Comment);
    comments.map(|token| token.text).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = tokens_of(text)
        .into_iter()
        .filter(|token| token.kind != Kind::Comment);
    words.map(|token| token.text).collect()
}

/// That a layout says what its source says, and is laid out already.
fn assert_nothing_is_lost(source: &str) {
    let once = formatted(source);
    let mended = mended(FileId(0), &SourceFile::new("a.rubric", source)).unwrap();
    assert_eq!(
        comments(mended.text()),
        comments(&once),
        "comments of\n{source}\nbecame\n{once}"
    );
    assert_eq!(
        words(mended.text()),
        words(&once),
        "words of\n{source}\nbecame\n{once}"
    );
    assert_eq!(once, formatted(&once), "laid out again, from\n{source}");
}

/// Every rubric of the conformance suite and the library that can be laid out.
fn rubrics() -> &'static [(PathBuf, String)] {
    static RUBRICS: OnceLock<Vec<(PathBuf, String)>> = OnceLock::new();
    RUBRICS.get_or_init(read_rubrics)
}

fn read_rubrics() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("rubric-lang/suite"), root.join("stdlib-rubrics")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rubric")
            {
                let text = fs::read_to_string(&path).unwrap();
                if is_clean(&text) {
                    found.push((path, text));
                }
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_whole_suite_keeps_its_words_and_comments_and_is_laid_out_once() {
    let rubrics = rubrics();
    assert!(rubrics.len() > 50, "{} rubrics", rubrics.len());
    for (_, text) in rubrics {
        assert_nothing_is_lost(text);
    }
}

#[test]
fn a_comment_behind_any_token_is_kept_in_its_place() {
    for (path, text) in rubrics() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if text.len() > 5_000 {
            continue;
        }
        let mended = mended(FileId(0), &SourceFile::new("a.rubric", text.as_str())).unwrap();
        let text = mended.text();
        let ends: Vec<usize> = tokens_of(text)
            .windows(2)
            .filter(|pair| pair[0].kind != Kind::Comment)
            .map(|pair| text[..pair[1].start].trim_end().len())
            .collect();
        let with_comments = |places: &[usize]| {
            let mut text = text.to_owned();
            for (number, at) in places.iter().enumerate().rev() {
                text.insert_str(*at, &format!(" # comment {number}\n"));
            }
            text
        };
        let possible: Vec<usize> = ends
            .into_iter()
            .filter(|at| is_clean(&with_comments(&[*at])))
            .collect();
        for at in &possible {
            assert_nothing_is_lost(&with_comments(&[*at]));
        }
        let all = with_comments(&possible);
        assert!(is_clean(&all), "{name}");
        assert_nothing_is_lost(&all);
    }
}

/// What stands between the tokens of a text, written anew by `space`.
fn respaced(text: &str, mut space: impl FnMut(&str) -> String) -> String {
    let tokens = tokens_of(text);
    let mut respaced = String::new();
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        respaced.push_str(&space(&text[end..token.start]));
        let next = tokens.get(index + 1).map_or(text.len(), |next| next.start);
        end = token.start + text[token.start..next].trim_end().len();
        respaced.push_str(&text[token.start..end]);
    }
    respaced + &text[end..]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spaces_within_lines_make_no_difference(
        chosen in any::<prop::sample::Index>(),
        spaces in prop::collection::vec(prop::sample::select(vec![" ", "  ", "\t", "     "]), 1..50),
    ) {
        let rubrics = rubrics();
        let text = formatted(&chosen.get(rubrics).1);
        let mut spaces = spaces.iter().cycle();
        let respaced = respaced(&text, |between| match between.contains('\n') || between.is_empty() {
            true => between.to_owned(),
            false => (*spaces.next().unwrap()).to_owned(),
        });
        prop_assert_eq!(text, formatted(&respaced));
    }
}

#[test]
fn indentation_and_surplus_empty_lines_make_no_difference() {
    for (_, text) in rubrics() {
        let text = formatted(text);
        let flat = respaced(&text, |between| match between.matches('\n').count() {
            0 => between.to_owned(),
            1 => "\n".to_owned(),
            _ => "\n \n\t\n\n".to_owned(),
        });
        assert_eq!(text, formatted(&flat));
    }
}

#[test]
fn a_file_keeps_its_line_ends() {
    for (_, text) in rubrics() {
        let windows = formatted(&text.replace("\r\n", "\n").replace('\n', "\r\n"));
        assert_eq!(
            windows.matches('\n').count(),
            windows.matches("\r\n").count()
        );
        assert_eq!(
            formatted(&text.replace("\r\n", "\n")),
            windows.replace("\r\n", "\n")
        );
    }
}

/// A source beside its layout.
fn shown(source: &str) -> String {
    format!("{source}\n---- becomes\n\n{}", formatted(source))
}

macro_rules! layouts {
    ($($name:ident: $source:literal)*) => {
        $(#[test]
        fn $name() {
            let source = $source.trim_start_matches('\n');
            assert_nothing_is_lost(source);
            insta::assert_snapshot!(stringify!($name), shown(source));
        })*
    };
}

layouts! {
    words_that_stand_for_something_have_their_values_in_a_column: r#"
rubric a "A" { Version 1.0.0
Jurisdiction   "England"
   audits "EHC plan"   # what is judged

 section C "Needs" { weight 60%
   owner health
   essential
   applies when has-needs is yes
   cites code "9.62"
   cites regulations "12(1)(c)"
   means partly "Most."
   means not-met "None."
 } }
"#
    lists_have_columns: r#"
scale evidence "Evidence" {
met "Met" 3
mostly-met "Mostly met" 2 { comment required }

# from here on a cause is needed
not-met "Not met" 0 { comment required cause required }
n-a "Not applicable" excluded
}
"#
    a_block_stays_on_its_line_while_it_fits_there: r#"
criterion a "Short" { weight 2   essential }
criterion needs-are-described "Needs are described" {weight 1.5}
criterion provision-is-specific "Provision says what, who, how often and for how long" { weight 2 essential statutory }
criterion current "Current" { weight 2 # agreed in June
essential }
section x "Two" { criterion a "A" criterion b "B" }
owner health "Health" {
}
"#
    a_condition_keeps_to_one_line_or_has_a_line_for_each_part: r#"
limit a "A" { overall at most good
when needs is not-met and provision is not-met }
limit b "B" { overall at most good
when needs is not-met
and provision is not-met or ( outcomes is not-met
or advice is not-met ) }
limit c "C" { overall at most good
when needs-identified is not-met and provision-specified is below mostly and outcomes-measurable is below mostly }
limit d "D" { overall at most good
when at least 3 of (needs-identified, needs-current, needs-sourced, provision-specified, outcomes-measurable, advice-attached) are below mostly }
"#
    a_second_condition_has_a_line_of_its_own_where_the_first_has: r#"
indicator a "A" { share of audits where section C is at least good among audits where has-health-needs is yes }
indicator b "B" {
share of audits where section C is at least good among audits where has-health-needs is yes }
indicator c "C" { share of audits where section C is at least good
among audits where has-health-needs is yes or age is below 5 }
indicator d "D" {
share of audits where all sections owned by health are at least good and all sections owned by social-care are at least good # both
# of them
among audits where has-health-needs is yes
or has-social-care-needs is yes
target at least 85%
}
"#
    comments_stay_where_they_belong: r#"
# before all
section C "Needs" # of the child
# and of the young person
{ # agreed
  # the owner
  owner health # since 2026

  limit a "A" {
    overall at most good # not more
    when needs is met # first
    # between
    and # second
    ( provision is met or # third
    outcomes is met ) # last
  } # end of limit
  # at the end
} # after all
# the very end
"#
    texts_keep_what_they_say: r#"
section C "Needs" {
      guidance """
   One line.

     - indented
   """
   prompt """On one "line"."""
   means partly """First line
     second line"""
   because """
   """
   leave-out """Letters that say "sorry""""
}
source a "A" { provision "1""One" }
"#
    what_a_word_processor_did_is_mended: "
section C “Needs” {
  •\u{9}weight:\u{A0}60%;
  owner health,
  guidance “The “golden” thread”
  prompt “A \"quoted\" word”
  means partly “Ends in \"quotes\"”
}
"
}
