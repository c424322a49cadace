//! Reading a file, and those it names.

use std::collections::HashMap;

use rubric_lang::ast::{Block, Declaration, Item, Kind, Parsed, Path, PropertyKind, Text, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Files, Span};
use semver::{Version, VersionReq};

use super::origins::Origins;
use super::path::{Refused, within};
use super::units::{Unit, UnitId};
use super::{Assembled, lock, overlay};
use crate::bounds::{DEEPEST, MOST_FILES, MOST_SOURCE_BYTES};
use crate::check::{language_version, version_of};
use crate::nearest::Suggestions;
use crate::read::{read_bytes, read_text};
use crate::source::{Location, ReadError, ReadErrorKind, Source};
use crate::words;

/// What is being read, and what asked for it.
struct Open {
    location: Location,
    named: String,
    by: Option<Span>,
}

pub(super) struct Loader<'s> {
    source: &'s dyn Source,
    pub(super) files: Files,
    pub(super) origins: Origins,
    reading: Vec<Diagnostic>,
    pub(super) found: Vec<Diagnostic>,
    open: Vec<Open>,
    trees: HashMap<Location, (FileId, Tree)>,
    /// The libraries that are in the rubric already, by name.
    libraries: HashMap<String, (UnitId, Span)>,
    bytes: usize,
    lock: Option<lock::Lock>,
    suggestions: Suggestions,
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

    fn unit(&mut self, location: &Location, path: &str, named: Option<&str>) -> UnitId {
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
    fn flat(&mut self, mut declaration: Declaration, unit: UnitId) -> Declaration {
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
                    .help("name the same one in both places; where another standard names the older, take its newer version"),
            );
            return None;
        }
        self.libraries.insert(name.to_ascii_lowercase(), (id, span));
        let items = library.block.map_or_else(Vec::new, |block| block.items);
        let is_shared = |item: &Item| !matches!(item, Item::Property(property) if !matches!(property.kind, PropertyKind::Use(_) | PropertyKind::Include(_)));
        Some(items.into_iter().filter(is_shared).collect())
    }

    /// A rubric or library that is named, flat, if it is one that will do.
    fn dependency(
        &mut self,
        path: &Path,
        unit: UnitId,
        kind: Kind,
    ) -> Option<(Declaration, UnitId)> {
        let span = span_of(path);
        let (location, named, wanted) = match path {
            Path::File { file, version } => (self.beside(file, unit)?, None, version.as_ref()),
            Path::Library { name, version } => {
                let Some(location) = self.source.library(&name.text) else {
                    self.no_such_library(&name.text, name.span);
                    return None;
                };
                (location, Some(name.text.as_str()), version.as_ref())
            }
        };
        let shown = match path {
            Path::File { file, .. } => file.value.as_str(),
            Path::Library { name, .. } => name.text.as_str(),
        };
        let known = self
            .trees
            .get(&location)
            .map(|(file, _)| self.origins.units.of(*file));
        let (declaration, id) = self.opened(&location, shown, span, |loader| {
            let id = known.unwrap_or_else(|| loader.unit(&location, shown, named));
            let (_, tree) = loader.parsed(&location, shown, id, span)?;
            let declaration = loader.declared(tree, kind, shown, span)?;
            Some((loader.flat(declaration, id), id))
        })?;
        self.version_will_do(id, wanted, &declaration, span)?;
        self.agrees_with_lock(id, span);
        Some((declaration, id))
    }

    /// The rubric or library of a file that is one.
    fn declared(&mut self, tree: Tree, kind: Kind, shown: &str, span: Span) -> Option<Declaration> {
        let mut other = None;
        for item in tree.items {
            if let Item::Declaration(declaration) = item {
                if declaration.kind == kind {
                    return Some(*declaration);
                }
                other = other.or(Some((declaration.kind, declaration.kind_span)));
            }
        }
        let wanted = kind.keyword();
        let (is, help) = match (other, kind) {
            (Some((Kind::Library, _)), _) => ("a library", "bring its declarations in with `use`"),
            (Some((Kind::Rubric, _)), _) => (
                "a rubric",
                "build on it with `extends`; what several rubrics share stands in a `library`",
            ),
            (_, Kind::Library) => (
                "no library",
                "`use` brings in a library: `library agencies \"Agencies\" { version 1.0.0 … }`; a part of this rubric is brought in with `include`",
            ),
            _ => ("no rubric", "name a file that declares a rubric"),
        };
        let mut diagnostic = Diagnostic::new(
            Code::WrongKindOfFile,
            span,
            format!("`{shown}` is {is}, and {} is needed here", words::a(wanted)),
        )
        .label(format!("not {}", words::a(wanted)))
        .help(help);
        if let Some((_, at)) = other {
            diagnostic = diagnostic.related(at, "declared here");
        }
        self.say(diagnostic);
        None
    }

    fn version_will_do(
        &mut self,
        id: UnitId,
        wanted: Option<&rubric_lang::ast::Word>,
        declaration: &Declaration,
        span: Span,
    ) -> Option<()> {
        let unit = self.origins.units.get(id)?.clone();
        let Ok(version) = Version::parse(&unit.version) else {
            // One that is written otherwise is said where it stands.
            if unit.version.is_empty() {
                let at = declaration
                    .name
                    .value()
                    .map_or(declaration.kind_span, |name| name.span);
                self.say(
                    Diagnostic::new(
                        Code::MissingStatement,
                        at,
                        format!("`{}` has no version", unit.name),
                    )
                    .label("others are built on it")
                    .help("write `version 1.0.0` at its top"),
                );
            } else {
                crate::check::version(declaration, &mut self.found);
            }
            return Some(());
        };
        let Some(wanted) = wanted else {
            return Some(());
        };
        let Some(requirement) = requirement(&wanted.text) else {
            self.say(
                Diagnostic::new(
                    Code::BadRequirement,
                    wanted.span,
                    format!("`{}` is not a version that can be asked for", wanted.text),
                )
                .label("asked for here")
                .help(format!(
                    "write `{}` for any version {}.x, or `={version}` for this one alone",
                    version.major, version.major
                )),
            );
            return Some(());
        };
        if !requirement.matches(&version) {
            self.say(
                Diagnostic::new(
                    Code::VersionNotMet,
                    wanted.span,
                    format!("`{}` is version {version} here, and `{}` does not allow that", unit.path, wanted.text),
                )
                .label(allowed(&wanted.text))
                .related(span, "named here")
                .help(format!("write `{}` to build on what is here, and see with `rubric diff` what is different in it", version.major)),
            );
        }
        Some(())
    }

    fn no_such_library(&mut self, name: &str, span: Span) {
        let known = self.source.libraries();
        let near = self
            .suggestions
            .nearest(name, known.iter().map(String::as_str));
        let is_file = name.to_ascii_lowercase().ends_with(".rubric");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if is_file => format!("a file stands in quotes: `\"{name}\"`"),
            None if known.is_empty() => "name the folder it is in with `--library`".to_owned(),
            None => format!(
                "there is {}; name the folder of others with `--library`",
                words::list(known.iter().map(String::as_str))
            ),
        };
        let mut diagnostic =
            Diagnostic::new(Code::PartNotFound, span, format!("there is no `{name}`"))
                .label("named here")
                .help(help);
        if let Some(near) = near {
            diagnostic = diagnostic.fix(span, near);
        } else if is_file {
            diagnostic = diagnostic.fix(span, format!("\"{name}\""));
        }
        self.say(diagnostic);
    }

    /// The file that a text names, in the folder of the rubric.
    fn beside(&mut self, text: &Text, unit: UnitId) -> Option<Location> {
        let folder = self.origins.units.get(unit)?.folder.clone();
        let around = self.origins.units.relative(&self.files, text.span.file);
        let refused = match within(around, &text.value) {
            Ok(file) => return Some(Location { folder, file }),
            Err(refused) => refused,
        };
        let written = &text.value;
        let (what, help) = match refused {
            Refused::Empty => (
                "the path of a file is missing".to_owned(),
                "write the path of a file: `\"sections/c-health.rubric\"`",
            ),
            Refused::Absolute => (
                format!("`{written}` is not a path in the folder of the rubric"),
                "keep the file in the folder of the rubric, and write its path from there",
            ),
            Refused::Leaves => (
                format!("`{written}` leaves the folder of the rubric"),
                "keep the file in that folder; what several folders share is a library, whose folder is named with `--library`",
            ),
        };
        self.say(
            Diagnostic::new(Code::OutsideFolder, text.span, what)
                .label("not followed")
                .help(help),
        );
        None
    }

    /// Does something with a file that is open meanwhile, unless it is open already.
    fn opened<T>(
        &mut self,
        location: &Location,
        named: &str,
        span: Span,
        with: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if let Some(first) = self.open.iter().position(|open| open.location == *location) {
            let round: Vec<&Open> = self.open.iter().skip(first).collect();
            let mut names: Vec<&str> = round.iter().map(|open| open.named.as_str()).collect();
            names.push(named);
            let message = format!("`{named}` is built on itself: {}", names.join(" → "));
            let mut diagnostic = Diagnostic::new(Code::BuiltOnItself, span, message)
                .label("and so round again")
                .help("take one of these lines out");
            for open in round.iter().skip(1) {
                if let Some(by) = open.by {
                    diagnostic = diagnostic.related(by, format!("`{}` is named here", open.named));
                }
            }
            self.found.push(diagnostic);
            return None;
        }
        self.open.push(Open {
            location: location.clone(),
            named: named.to_owned(),
            by: Some(span),
        });
        let result = with(self);
        self.open.pop();
        result
    }

    /// The tree of a file, read once.
    fn parsed(
        &mut self,
        location: &Location,
        shown: &str,
        unit: UnitId,
        span: Span,
    ) -> Option<(FileId, Tree)> {
        if let Some((file, tree)) = self.trees.get(location) {
            let (file, tree) = (*file, tree.clone());
            // What is put in again and again counts each time.
            let size = self.files.get(file).map_or(0, |file| file.text().len());
            return self.has_room(size, span).then_some((file, tree));
        }
        if self.files.iter().count() >= MOST_FILES {
            self.too_many(
                span,
                &format!("a rubric is made of at most {MOST_FILES} files"),
            );
            return None;
        }
        let bytes = match self.source.read_in(&location.folder, &location.file) {
            Ok(bytes) => bytes,
            Err(ReadError {
                kind: ReadErrorKind::Outside,
                ..
            }) => {
                let message = format!("`{shown}` leaves the folder of the rubric through a link");
                self.say(
                    Diagnostic::new(Code::OutsideFolder, span, message)
                        .label("not followed")
                        .help("keep the file itself in that folder; what several folders share is a library, whose folder is named with `--library`"),
                );
                return None;
            }
            Err(error) => {
                let message = if error.kind == ReadErrorKind::Missing {
                    format!("there is no file `{shown}`")
                } else {
                    format!("`{shown}` cannot be read: {error}")
                };
                self.say(
                    Diagnostic::new(Code::PartNotFound, span, message)
                        .label("named here")
                        .help(format!("it is looked for as `{}`", location.path())),
                );
                return None;
            }
        };
        if !self.has_room(bytes.len(), span) {
            return None;
        }
        let id = FileId(u32::try_from(self.files.iter().count()).unwrap_or(u32::MAX));
        let (file, mut diagnostics) = read_bytes(&location.path(), bytes, id);
        let is_text = diagnostics.is_empty();
        let tree = is_text.then(|| {
            let parsed = parse(id, &file);
            diagnostics = parsed.diagnostics;
            parsed.tree
        });
        self.files.add(file);
        self.origins.units.add_file(unit, id, Some(span));
        self.reading.append(&mut diagnostics);
        let tree = tree?;
        language_version(&tree, &mut self.found);
        self.trees.insert(location.clone(), (id, tree.clone()));
        Some((id, tree))
    }

    /// Whether a file is not too much with all that was read before; that it is, is said.
    fn has_room(&mut self, bytes: usize, span: Span) -> bool {
        // Putting in a file takes its time, however small it is.
        const LEAST: usize = 256;
        let before = self.bytes;
        self.bytes = before.saturating_add(bytes.max(LEAST));
        // Said once.
        if self.bytes > MOST_SOURCE_BYTES && before <= MOST_SOURCE_BYTES {
            let mebibytes = MOST_SOURCE_BYTES / (1024 * 1024);
            let message = format!("all files of a rubric together are at most {mebibytes} MiB");
            self.too_many(span, &message);
        }
        self.bytes <= MOST_SOURCE_BYTES
    }

    fn too_many(&mut self, span: Span, message: &str) {
        self.say(
            Diagnostic::new(Code::TooManyThings, span, message)
                .label("no further than this")
                .help("keep what belongs together in one file"),
        );
    }

    fn read_lock(&mut self) {
        let Some(folder) = self.open.first().map(|open| open.location.folder.clone()) else {
            return;
        };
        let Some(first) = self.open.first().map(|open| open.location.file.clone()) else {
            return;
        };
        match self.source.read_in(&folder, lock::FILE) {
            Ok(bytes) => match lock::Lock::read(&bytes, &first) {
                Ok(lock) => self.lock = lock,
                Err(message) => self.found.push(
                    Diagnostic::new(Code::BadLock, Span::default(), message).help(format!(
                        "take it away, and write it anew with `rubric lock {first}`"
                    )),
                ),
            },
            Err(error) if error.kind == ReadErrorKind::Missing => {}
            Err(error) => self.found.push(Diagnostic::new(
                Code::BadLock,
                Span::default(),
                format!("`{}` cannot be read: {error}", lock::FILE),
            )),
        }
    }

    fn agrees_with_lock(&mut self, id: UnitId, span: Span) {
        let (Some(lock), Some(unit)) = (&self.lock, self.origins.units.get(id)) else {
            return;
        };
        let Some(locked) = lock::locked(unit, &self.files) else {
            return;
        };
        let what = match lock.find(&locked.path) {
            None => format!("`{}` is not in `{}`", locked.path, lock::FILE),
            Some(one) if one.version != locked.version => format!(
                "`{}` is version {} here, and version {} in `{}`",
                locked.path,
                locked.version,
                one.version,
                lock::FILE
            ),
            Some(one) if one.digest != locked.digest => format!(
                "`{}` has changed since `{}` was written, though it is still version {}",
                locked.path,
                lock::FILE,
                locked.version
            ),
            Some(_) => return,
        };
        let file = self
            .open
            .first()
            .map_or("", |open| open.named.as_str())
            .to_owned();
        self.say(
            Diagnostic::new(Code::ChangedUnderLock, span, what)
                .label("not what was locked")
                .help(format!(
                    "see what is different, then accept it with `rubric lock {file}`"
                )),
        );
    }

    /// Says something.
    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}

fn span_of(path: &Path) -> Span {
    let (what, version) = match path {
        Path::File { file, version } => (file.span, version),
        Path::Library { name, version } => (name.span, version),
    };
    version
        .as_ref()
        .map_or(what, |version| what.to(version.span))
}

/// What is asked for: a version, or only the beginning of one.
fn requirement(text: &str) -> Option<VersionReq> {
    let number = text.strip_prefix('=').unwrap_or(text).trim_start();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    number
        .split('.')
        .all(is_number)
        .then(|| VersionReq::parse(text).ok())?
}

/// What a requirement allows, in words.
fn allowed(wanted: &str) -> String {
    if let Some(exact) = wanted.strip_prefix('=') {
        return format!("only {}", exact.trim());
    }
    let parts: Vec<&str> = wanted.split('.').collect();
    match parts.as_slice() {
        [major] => format!("{major}.0.0 or a later {major}.x"),
        [major, minor] => format!("{major}.{minor}.0 or a later {major}.x"),
        [major, ..] => format!("{wanted} or a later {major}.x"),
        [] => String::new(),
    }
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
