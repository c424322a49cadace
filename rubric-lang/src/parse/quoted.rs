//! Titles in quotes where a name belongs: `at most "Requires improvement"`.

use std::collections::HashMap;

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::value::better_name;
use crate::ast::{Name, Parsed};
use crate::diagnostic::{Code, Diagnostic};

/// What has a title: its name; nothing where things of several names have it.
#[derive(Default)]
pub(super) struct Titles(HashMap<String, Option<String>>);

impl Titles {
    /// The titles of a file, if some name in it stands in quotes.
    pub(super) fn of(file: &Pair<'_, Rule>) -> Self {
        let mut titles = Self::default();
        let all = || file.clone().into_inner().flatten();
        if all().any(|pair| pair.as_rule() == Rule::quoted_name) {
            all().for_each(|pair| titles.note(&pair));
        }
        titles
    }

    fn note(&mut self, pair: &Pair<'_, Rule>) {
        if !matches!(
            pair.as_rule(),
            Rule::list_declaration | Rule::block_declaration | Rule::entry | Rule::item_entry
        ) {
            return;
        }
        let mut name = None;
        for part in parts(pair.clone()) {
            match part.as_rule() {
                Rule::name | Rule::header_name => name = Some(part.as_str().trim().to_owned()),
                Rule::text => {
                    let named = self.0.entry(title(part.as_str())).or_insert(name.clone());
                    if *named != name {
                        *named = None;
                    }
                }
                _ => {}
            }
        }
    }
}

/// What stands in the quotes, in small letters and single spaces.
fn title(quoted: &str) -> String {
    let words: Vec<&str> = unquoted(quoted).split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn unquoted(quoted: &str) -> &str {
    quoted
        .trim_matches(|character| character == '"' || super::is_control(character))
        .trim()
}

impl Builder<'_> {
    /// The name that is meant, which is offered; it is used all the same.
    pub(super) fn quoted_name(&mut self, pair: &Pair<'_, Rule>) -> Parsed<Name> {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = unquoted(self.text(span));
        let titled = self.titles.0.get(&title(written)).cloned().flatten();
        let (what, name) = match titled {
            Some(name) => ("a title", Some(name)),
            None if better_name(written).as_deref() == Some(written) => {
                ("in quotes", Some(written.to_owned()))
            }
            None => ("a text", None),
        };
        let diagnostic = Diagnostic::new(
            Code::BadName,
            span,
            format!("`\"{written}\"` is {what}, and a name is needed here"),
        )
        .label("names stand without quotes");
        self.report(match (&name, better_name(written)) {
            (Some(name), _) => diagnostic
                .help(format!("write `{name}`"))
                .fix(span, name.clone()),
            (None, Some(better)) => {
                diagnostic.help(format!("write the name alone, one word such as `{better}`"))
            }
            (None, None) => diagnostic.help("write the name alone"),
        });
        name.map_or(Parsed::Broken(span), |text| {
            Parsed::Value(Name { span, text })
        })
    }
}
