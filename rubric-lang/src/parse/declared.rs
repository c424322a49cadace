//! What a file declares, for messages that speak of it before names are looked up.

use std::collections::{HashMap, HashSet};

use pest::iterators::Pair;

use super::builder::parts;
use super::grammar::Rule;
use super::outline::QUOTES;
use crate::ast::Kind;

/// The scale whose levels messages show.
pub(super) struct ShownScale {
    pub(super) name: String,
    pub(super) best: String,
    pub(super) worst: String,
}

impl Default for ShownScale {
    fn default() -> Self {
        Self {
            name: "evidence".to_owned(),
            best: "met".to_owned(),
            worst: "not-met".to_owned(),
        }
    }
}

impl ShownScale {
    /// Levels for a number, in words.
    pub(super) fn levels_of_a_number(&self) -> String {
        let Self { name, best, worst } = self;
        format!("levels {name} {{ {best} up to 30  {worst} otherwise }}")
    }
}

/// What is declared, by its titles and names.
#[derive(Default)]
pub(super) struct Declared {
    /// The name of each title; nothing where things of several names have it.
    titles: HashMap<String, Option<String>>,
    /// The criteria, sections and facts.
    members: HashMap<String, Kind>,
    /// Everything, in small letters.
    names: HashSet<String>,
    default_scale: Option<String>,
    pub(super) scale: ShownScale,
}

impl Declared {
    /// What a file declares, if something in it may need to be told.
    pub(super) fn of(file: &Pair<'_, Rule>) -> Self {
        let mut declared = Self::default();
        let all = || file.clone().into_inner().flatten();
        let is_needed = |pair: Pair<'_, Rule>| {
            matches!(
                pair.as_rule(),
                Rule::quoted_name
                    | Rule::unquoted_title
                    | Rule::broken
                    | Rule::bad_value
                    | Rule::unknown_block
            )
        };
        if all().any(is_needed) {
            all().for_each(|pair| declared.note(&pair));
            let scales: Vec<_> = all().filter_map(|pair| scale(&pair)).collect();
            let is_default = |scale: &&ShownScale| {
                let default = declared.default_scale.as_deref();
                default.is_some_and(|name| name.eq_ignore_ascii_case(&scale.name))
            };
            let place = scales.iter().position(|scale| is_default(&scale));
            if let Some(scale) = scales.into_iter().nth(place.unwrap_or(0)) {
                declared.scale = scale;
            }
        }
        declared
    }

    /// The name of what has a title, or of a level or grade whose name it is in other letters.
    pub(super) fn titled(&self, written: &str) -> Option<String> {
        self.titles.get(&as_title(written)).cloned().flatten()
    }

    /// Whether the file declares something by this name.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.names.contains(&name.to_ascii_lowercase())
    }

    /// What has a name that criteria, sections and facts share.
    pub(super) fn member(&self, name: &str) -> Option<Kind> {
        self.members.get(&name.to_ascii_lowercase()).copied()
    }

    fn note(&mut self, pair: &Pair<'_, Rule>) {
        let kind = match pair.as_rule() {
            Rule::list_declaration | Rule::entry | Rule::item_entry => None,
            Rule::block_declaration => parts(pair.clone())
                .find(|part| part.as_rule() == Rule::block_kind)
                .and_then(|kind| Kind::from_keyword(kind.as_str().trim())),
            Rule::default => {
                let mut of = parts(pair.clone());
                let is_scale = of
                    .next()
                    .is_some_and(|kind| kind.as_str().trim().eq_ignore_ascii_case("scale"));
                let name = of.next().filter(|_| is_scale);
                self.default_scale = name
                    .map(|name| name.as_str().trim().to_owned())
                    .or(self.default_scale.take());
                return;
            }
            _ => return,
        };
        let mut name = None;
        for part in parts(pair.clone()) {
            match part.as_rule() {
                Rule::name | Rule::header_name => {
                    let written = part.as_str().trim();
                    self.names.insert(written.to_ascii_lowercase());
                    if let Some(kind @ (Kind::Criterion | Kind::Section | Kind::Fact)) = kind {
                        self.members.insert(written.to_ascii_lowercase(), kind);
                    }
                    if pair.as_rule() == Rule::entry {
                        let spoken = as_title(&written.replace('-', " "));
                        let written = Some(written.to_owned());
                        self.titles.entry(spoken).or_insert(written);
                    }
                    name = Some(written.to_owned());
                }
                Rule::text => {
                    let title = as_title(part.as_str());
                    let named = self.titles.entry(title).or_insert(name.clone());
                    if *named != name {
                        *named = None;
                    }
                }
                _ => {}
            }
        }
    }
}

/// A scale with two levels at least that have points.
fn scale(pair: &Pair<'_, Rule>) -> Option<ShownScale> {
    if pair.as_rule() != Rule::list_declaration {
        return None;
    }
    let mut name = None;
    let mut levels = Vec::new();
    for part in parts(pair.clone()) {
        match part.as_rule() {
            Rule::list_kind if part.as_str().trim().eq_ignore_ascii_case("scale") => {}
            Rule::list_kind => return None,
            Rule::header_name => name = Some(part.as_str().trim().to_owned()),
            Rule::list_block => {
                let entries = parts(part).filter(|part| part.as_rule() == Rule::entry);
                levels.extend(entries.filter_map(scored_level));
            }
            _ => {}
        }
    }
    match (name, levels.as_slice()) {
        (Some(name), [best, .., worst]) => Some(ShownScale {
            name,
            best: best.clone(),
            worst: worst.clone(),
        }),
        _ => None,
    }
}

fn scored_level(entry: Pair<'_, Rule>) -> Option<String> {
    let name = parts(entry.clone()).find(|part| part.as_rule() == Rule::name)?;
    let mut inner = parts(entry);
    let is_scored = inner.any(|part| part.as_rule() == Rule::points);
    is_scored.then(|| name.as_str().trim().to_owned())
}

/// A text in small letters and single spaces, without its quotes.
fn as_title(written: &str) -> String {
    let words: Vec<&str> = unquoted(written).split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What stands in quotes.
pub(super) fn unquoted(quoted: &str) -> &str {
    quoted
        .trim_matches(|character| QUOTES.contains(&character) || super::is_control(character))
        .trim()
}
