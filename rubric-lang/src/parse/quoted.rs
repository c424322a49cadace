//! Titles in quotes where a name belongs: `at most "Requires improvement"`.

use std::collections::{HashMap, HashSet};

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::value::better_name;
use crate::ast::{Name, Parsed};
use crate::diagnostic::{Code, Diagnostic};

/// What has a title: its name; nothing where things of several names have it.
#[derive(Default)]
pub(super) struct Titles {
    titles: HashMap<String, Option<String>>,
    /// Everything that is declared, in small letters.
    names: HashSet<String>,
}

impl Titles {
    /// The titles and names of a file, if something in it may be meant as one of them.
    pub(super) fn of(file: &Pair<'_, Rule>) -> Self {
        let mut titles = Self::default();
        let all = || file.clone().into_inner().flatten();
        let asks = |pair: Pair<'_, Rule>| {
            matches!(
                pair.as_rule(),
                Rule::quoted_name | Rule::broken | Rule::unknown_block
            )
        };
        if all().any(asks) {
            all().for_each(|pair| titles.note(&pair));
        }
        titles
    }

    /// Whether the file declares something by this name.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.names.contains(&name.to_lowercase())
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
                Rule::name | Rule::header_name => {
                    let declared = part.as_str().trim();
                    self.names.insert(declared.to_lowercase());
                    name = Some(declared.to_owned());
                }
                Rule::text => {
                    let named = self
                        .titles
                        .entry(title(part.as_str()))
                        .or_insert(name.clone());
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
        let titled = self.titles.titles.get(&title(written)).cloned().flatten();
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
