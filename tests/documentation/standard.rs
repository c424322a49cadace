//! Standards made of what the book shows.

use rubric_compiler::Compilation;
use rubric_compiler::source::{Location, MemorySource, ReadError, Source};
use rubric_lang::ast::{Declaration, Item, Kind};
use rubric_lang::diagnostic::render;
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, SourceFile};
use rubric_verify::check_all;
use std::collections::BTreeMap;

use crate::page::Page;

/// What the parts of a standard in the book belong to.
pub const BASE: &str = r#"
  version 1.0.0
  default scale  evidence
  default grades judgement

  source regulations "Special Educational Needs and Disability Regulations 2014" {
    provision "12(1)(c)" "Health needs that relate to special educational needs"
  }
  owner education "Education"
  owner health    "Health"
  fact has-health-needs "Does the advice describe health needs?" { yes-no }
  fact age              "Age in years"                           { number 0 to 25 }
  fact setting "Type of setting" { one-of { mainstream "Mainstream"  special "Special school" } }
  scale evidence "Strength of evidence" {
    met            "Met"            3
    mostly         "Mostly met"     2
    partly         "Partly met"     1
    not-met        "Not met"        0
    not-applicable "Not applicable" excluded
  }
  grades judgement "Judgement" {
    outstanding          "Outstanding"          from 90%
    good                 "Good"                 from 70%
    requires-improvement "Requires improvement" from 45%
    inadequate           "Inadequate"           otherwise
  }
  section C "Health needs" {
    owner health
    criterion needs-identified "Every health need is in the plan" { essential  statutory  tag golden-thread  scale evidence without not-applicable }
    criterion needs-effect     "The effect of each need is described" { tag golden-thread }
    criterion needs-current    "The description is current"
  }
  section G "Health provision" {
    owner health
    criterion provision-specified "Provision is specific" {
      checklist { what "What"  who "Who"  how-often "How often" }
      levels evidence { met when all  mostly when at least 2  not-met otherwise }
    }
    criterion outcomes-served "Provision serves an outcome" { proportion "provisions" { none excluded } }
    criterion advice-days "Days until the advice came" {
      number "days" 0 to 365
      levels evidence { met up to 42  not-met otherwise }
    }
    criterion right-child "Everything is about this child" { yes-no }
  }
"#;

/// What the examples of a page may name: its `rubric,library` blocks, by path, and the standard library.
#[derive(Clone, Default)]
pub struct Shelf(MemorySource);

impl Shelf {
    pub fn of(page: &Page) -> Self {
        let blocks = page.blocks();
        let parts = blocks.iter().filter(|block| block.kind == "rubric,library");
        let files = parts.fold(MemorySource::new(), |files, block| {
            files.with(block.file.unwrap_or_default(), block.text)
        });
        Self(files)
    }

    pub fn with(self, path: &str, text: &str) -> Self {
        Self(self.0.with(path, text))
    }

    /// What `rubric check` makes of a text beside these files, which are in a folder of libraries too.
    pub fn compiled(&self, text: &str) -> Compilation {
        self.compiled_as("page.rubric", text)
    }

    /// The same, of a text with a path of its own, from which others in it are taken.
    pub fn compiled_as(&self, path: &str, text: &str) -> Compilation {
        check_all(&self.clone().with(path, text), path)
    }
}

impl Source for Shelf {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        match path.strip_prefix("std/") {
            Some(file) => Ok(stdlib_rubrics::read(file)
                .ok_or_else(ReadError::missing)?
                .to_vec()),
            None => self.0.read(path),
        }
    }

    fn library(&self, name: &str) -> Option<Location> {
        match stdlib_rubrics::find(name) {
            Some(path) => Some(Location::of(&format!("std/{path}"))),
            None => self.0.library(name),
        }
    }
}

/// Whether a text declares a rubric or a library, and is no part of one.
pub fn is_whole(text: &str) -> bool {
    let parsed = parse(FileId(0), &SourceFile::new("part.rubric", text));
    parsed.tree.items.iter().any(|item| {
        matches!(item, Item::Declaration(one) if matches!(one.kind, Kind::Rubric | Kind::Library))
    })
}

/// What `rubric check` makes of a text alone.
pub fn compiled(text: &str) -> Compilation {
    Shelf::default().compiled(text)
}

pub fn errors(compilation: &Compilation) -> Vec<String> {
    let (files, all) = (&compilation.files, &compilation.diagnostics);
    let wrong: Vec<_> = all.iter().filter(|one| one.is_error()).cloned().collect();
    if wrong.is_empty() {
        Vec::new()
    } else {
        vec![render::plain(files, &wrong)]
    }
}

/// What a text declares, by kind and name; criteria, sections and facts share their names.
pub fn declared(items: &[Item], found: &mut BTreeMap<(Kind, String), (usize, usize)>) {
    for item in items {
        let Item::Declaration(declaration) = item else {
            continue;
        };
        let Declaration {
            span,
            name,
            kind,
            block,
            ..
        } = declaration.as_ref();
        let kind = if matches!(kind, Kind::Section | Kind::Fact) {
            Kind::Criterion
        } else {
            *kind
        };
        if let Some(name) = name.value() {
            let range = span.range();
            found.insert((kind, name.text.to_lowercase()), (range.start, range.end));
        }
        declared(block.as_ref().map_or(&[], |block| &block.items), found);
    }
}

pub fn declared_in(text: &str) -> BTreeMap<(Kind, String), (usize, usize)> {
    let mut found = BTreeMap::new();
    let parsed = parse(FileId(0), &SourceFile::new("part.rubric", text));
    declared(&parsed.tree.items, &mut found);
    found
}

/// A part of a standard, in [`BASE`] in place of what it declares anew.
pub fn whole(part: &str) -> String {
    let anew = declared_in(part);
    let mut base = BASE.to_owned();
    let mut removed: Vec<(usize, usize)> = declared_in(BASE)
        .into_iter()
        .filter(|(key, _)| anew.contains_key(key))
        .map(|(_, range)| range)
        .collect();
    removed.sort_unstable();
    // What stands in something that goes, goes with it.
    let outermost = removed
        .iter()
        .filter(|(start, end)| !removed.iter().any(|(from, to)| from < start && end < to));
    for (start, end) in outermost.rev() {
        base.replace_range(*start..*end, "");
    }
    let first = part.split_whitespace().find(|word| !word.starts_with('#'));
    let part = match first {
        Some("criterion") => format!("section part \"Part\" {{\n{part}}}\n"),
        _ => part.to_owned(),
    };
    format!("rubric book \"Book\" {{\n{base}\n{part}}}\n")
}

/// A standard in which each of these lines is a condition.
pub fn with_conditions(lines: &str) -> String {
    let conditions = lines.lines().filter(|line| !line.trim().is_empty());
    let indicators = conditions.enumerate().map(|(number, condition)| {
        format!("indicator line-{number} \"Line\" {{\n  count of audits where {condition}\n}}\n")
    });
    whole(&indicators.collect::<String>())
}
