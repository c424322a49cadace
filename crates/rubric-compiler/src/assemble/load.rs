//! Reading a file, and those it names.

use std::collections::HashMap;

use rubric_lang::ast::{Block, Declaration, Item, Kind, Parsed, Path, PropertyKind, Text, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Files, Span};

use super::origins::Origins;
use super::units::{Unit, UnitId};
use super::{Assembled, lock, overlay};
use crate::bounds::DEEPEST;
use crate::check::{language_version, version_of};
use crate::nearest::Suggestions;
use crate::read::read_text;
use crate::source::{Location, Source};
use crate::words;

/// What is being read, and what asked for it.
pub(super) struct Open {
    pub(super) location: Location,
    pub(super) named: String,
    pub(super) by: Option<Span>,
}

/// Reads files, and remembers what was read.
pub(super) struct Loader<'s> {
    pub(super) source: &'s dyn Source,
    pub(super) files: Files,
    pub(super) origins: Origins,
    pub(super) reading: Vec<Diagnostic>,
    pub(super) found: Vec<Diagnostic>,
    pub(super) open: Vec<Open>,
    pub(super) trees: HashMap<Location, (FileId, Tree)>,
    /// The libraries that are in the rubric already, by name.
    pub(super) libraries: HashMap<String, (UnitId, Span)>,
    pub(super) bytes: usize,
    pub(super) lock: Option<lock::Lock>,
    pub(super) suggestions: Suggestions,
}

/// Reads a file and all that it is built on.
pub fn load(source: &dyn Source, path: &str) -> Assembled {
    let mut loader = Loader {
        source,
        files: Files::new(),
        origins: Origins::default(),
        reading: Vec::new(),
        found: Vec::new(),
        open: Vec::new(),
        trees: HashMap::new(),
        libraries: HashMap::new(),
        bytes: 0,
        lock: None,
        suggestions: Suggestions::default(),
    };
    let tree = loader.first(path);
    Assembled {
        files: loader.files,
        tree,
        origins: loader.origins,
        reading: loader.reading,
        assembling: loader.found,
    }
}

impl Loader<'_> {
    fn first(&mut self, path: &str) -> Option<Tree> {
        let location = Location::of(path);
        let (file, mut diagnostics) = read_text(self.source, path);
        let unit = self.unit(&location, path, None);
        if !diagnostics.is_empty() {
            self.origins.units.add_file(unit, FileId(0), None);
            self.reading = diagnostics;
            self.files.add(file);
            return None;
        }
        self.bytes = file.text().len();
        let id = self.files.add(file);
        self.origins.units.add_file(unit, id, None);
        let parsed = self.files.get(id).map(|file| parse(id, file))?;
        diagnostics = parsed.diagnostics;
        self.reading.append(&mut diagnostics);
        let mut tree = parsed.tree;
        language_version(&tree, &mut self.found);
        self.open.push(Open {
            named: location.file.clone(),
            location,
            by: None,
        });
        self.read_lock();
        let items = std::mem::take(&mut tree.items);
        tree.items = items
            .into_iter()
            .map(|item| match item {
                Item::Declaration(declaration)
                    if matches!(declaration.kind, Kind::Rubric | Kind::Library) =>
                {
                    Item::Declaration(Box::new(self.flat(*declaration, unit)))
                }
                other => other,
            })
            .collect();
        Some(tree)
    }

    pub(super) fn unit(&mut self, location: &Location, path: &str, named: Option<&str>) -> UnitId {
        self.origins.units.add(Unit {
            name: String::new(),
            version: String::new(),
            folder: location.folder.clone(),
            named: named.map(str::to_owned),
            path: path.to_owned(),
            files: Vec::new(),
        })
    }

    /// A rubric or library as if it had been written in one file.
    pub(super) fn flat(&mut self, mut declaration: Declaration, unit: UnitId) -> Declaration {
        if let Some(unit) = self.origins.units.get_mut(unit) {
            let name = declaration.name.value();
            unit.name = name.map_or_else(String::new, |name| name.text.clone());
            unit.version =
                version_of(&declaration).map_or_else(String::new, |word| word.text.clone());
        }
        // What the base uses is there before this uses it too.
        let extends = declaration.extends.take();
        let base = match extends.as_ref().map(|extends| &extends.path) {
            Some(Parsed::Value(path)) => self.dependency(path, unit, Kind::Rubric),
            Some(Parsed::Broken(_)) | None => None,
        };
        if let Some(block) = &mut declaration.block {
            let items = std::mem::take(&mut block.items);
            block.items = self.expanded(items, unit, 1, true);
        }
        match (base, extends) {
            (Some((base, _)), _) => overlay::apply(self, base, declaration, unit),
            (None, None) => {
                overlay::without_base(&declaration, &mut self.found);
                declaration
            }
            (None, extends) => {
                declaration.extends = extends;
                declaration
            }
        }
    }

    /// Items with what is included or used in the place of the statement that names it.
    fn expanded(&mut self, items: Vec<Item>, unit: UnitId, depth: usize, whole: bool) -> Vec<Item> {
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            let put = match &item {
                Item::Property(property) => match &property.kind {
                    PropertyKind::Include(Parsed::Value(text)) => {
                        self.included(text, unit, depth, whole)
                    }
                    PropertyKind::Use(Parsed::Value(path)) if whole => self.used(path, unit),
                    _ => None,
                },
                _ => None,
            };
            match (put, item) {
                (Some(put), _) => all.extend(put),
                (None, Item::Declaration(mut inner)) => {
                    self.expand_block(inner.block.as_mut(), unit, depth);
                    all.push(Item::Declaration(inner));
                }
                // What stands in a declaration is new: there is nothing in it to change.
                (None, Item::Overlay(inner)) if !whole => self.found.push(
                    Diagnostic::new(
                        Code::NotPartOfChange,
                        inner.verb_span,
                        "a change does not stand inside a declaration or another change",
                    )
                    .label("not here")
                    .help("write it in the rubric itself, with its own reason"),
                ),
                (None, Item::Overlay(mut inner)) => {
                    self.expand_block(inner.block.as_mut(), unit, depth);
                    all.push(Item::Overlay(inner));
                }
                (None, item) => all.push(item),
            }
        }
        all
    }

    fn expand_block(&mut self, block: Option<&mut Block>, unit: UnitId, depth: usize) {
        if let Some(block) = block {
            let items = std::mem::take(&mut block.items);
            block.items = self.expanded(items, unit, depth.saturating_add(1), false);
        }
    }

    fn included(
        &mut self,
        text: &Text,
        unit: UnitId,
        depth: usize,
        whole: bool,
    ) -> Option<Vec<Item>> {
        let location = self.beside(text, unit)?;
        self.opened(&location, &text.value, text.span, |loader| {
            let (_, tree) = loader.parsed(&location, &text.value, unit, text.span)?;
            let deep = depth.saturating_add(deepest(&tree.items));
            if deep > DEEPEST {
                loader.say(Diagnostic::new(
                    Code::NestedTooDeep,
                    text.span,
                    format!("with what this file holds, blocks are nested more than {DEEPEST} deep"),
                )
                .label("included here")
                .help("include it further out, or split its sections"));
                return None;
            }
            let mut items = Vec::with_capacity(tree.items.len());
            for item in tree.items {
                match item {
                    Item::Declaration(inner)
                        if matches!(inner.kind, Kind::Rubric | Kind::Library) =>
                    {
                        let kind = inner.kind.keyword();
                        let how = match inner.kind {
                            Kind::Library => "bring its declarations in with `use`",
                            _ => "take the line that declares it and its braces out, or build on it with `extends`",
                        };
                        loader.say(
                            Diagnostic::new(
                                Code::WrongKindOfFile,
                                text.span,
                                format!("`{}` is {}, not a part of this one", text.value, words::a(kind)),
                            )
                            .label("included here")
                            .related(inner.kind_span, "declared here")
                            .help(how),
                        );
                        return None;
                    }
                    item => items.push(item),
                }
            }
            Some(loader.expanded(items, unit, depth, whole))
        })
    }

    fn used(&mut self, path: &Path, unit: UnitId) -> Option<Vec<Item>> {
        let (library, id) = self.dependency(path, unit, Kind::Library)?;
        let span = span_of(path);
        let (name, version) = self
            .origins
            .units
            .get(id)
            .map(|unit| (unit.name.clone(), unit.version.clone()))?;
        let earlier = self.libraries.get(&name.to_ascii_lowercase()).copied();
        if let Some((other, at)) = earlier {
            let other_version = self
                .origins
                .units
                .get(other)
                .map(|unit| unit.version.clone())?;
            if other == id {
                return Some(Vec::new());
            }
            let what = if other_version == version {
                format!("two libraries are called `{name}`")
            } else {
                format!(
                    "the library `{name}` is used in two versions, {other_version} and {version}"
                )
            };
            self.say(
                Diagnostic::new(Code::TwoVersions, span, what)
                    .label(format!("{version} here"))
                    .related(at, format!("{other_version} here"))
                    .help("name the same one in both places, and of a standard that names the older its newer version; where they are different libraries, give one of them another name"),
            );
            return None;
        }
        self.libraries.insert(name.to_ascii_lowercase(), (id, span));
        let items = library.block.map_or_else(Vec::new, |block| block.items);
        let is_shared = |item: &Item| !matches!(item, Item::Property(property) if !matches!(property.kind, PropertyKind::Use(_) | PropertyKind::Include(_)));
        Some(items.into_iter().filter(is_shared).collect())
    }

    /// Says something.
    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}

pub(super) fn span_of(path: &Path) -> Span {
    let (what, version) = match path {
        Path::File { file, version } => (file.span, version),
        Path::Library { name, version } => (name.span, version),
    };
    version
        .as_ref()
        .map_or(what, |version| what.to(version.span))
}

/// How deep blocks are nested. The parser has bounded it.
fn deepest(items: &[Item]) -> usize {
    let of_block =
        |block: Option<&Block>| block.map_or(0, |block| deepest(&block.items).saturating_add(1));
    let depths = items.iter().map(|item| match item {
        Item::Declaration(declaration) => of_block(declaration.block.as_ref()),
        Item::Overlay(overlay) => of_block(overlay.block.as_ref()),
        Item::Broken(broken) => of_block(broken.block.as_ref()),
        Item::Property(_) | Item::Entry(_) | Item::Comment(_) => 0,
    });
    depths.max().unwrap_or_default()
}
