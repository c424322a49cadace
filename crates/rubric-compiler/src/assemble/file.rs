//! Reading the files that a rubric names, each once, and never without end.

use rubric_lang::ast::{Text, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Span};

use super::load::{Loader, Open};
use super::path::{Refused, within};
use super::units::UnitId;
use crate::bounds::{MOST_FILES, MOST_SOURCE_BYTES};
use crate::check::language_version;
use crate::read::read_bytes;
use crate::source::{Location, ReadError, ReadErrorKind};

impl Loader<'_> {
    /// The file that a text names, in the folder of the rubric.
    pub(super) fn beside(&mut self, text: &Text, unit: UnitId) -> Option<Location> {
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
    pub(super) fn opened<T>(
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
    pub(super) fn parsed(
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
    pub(super) fn has_room(&mut self, bytes: usize, span: Span) -> bool {
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

    pub(super) fn too_many(&mut self, span: Span, message: &str) {
        self.say(
            Diagnostic::new(Code::TooManyThings, span, message)
                .label("no further than this")
                .help("keep what belongs together in one file"),
        );
    }
}
