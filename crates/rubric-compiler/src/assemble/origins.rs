//! What overlays did to what they are built on, for provenance.

use std::collections::BTreeMap;

use rubric_lang::ast::Kind;
use rubric_lang::source::{Files, Span};
use rubric_model::rubric::{Change, Removed, Said};

use super::units::Units;

/// What a change of a title is called.
pub const TITLE: &str = "title";

/// What overlays did, by element.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The rubrics and libraries, with their files.
    pub units: Units,
    /// Why an overlay added an element.
    pub added: BTreeMap<String, String>,
    /// How overlays changed an element, oldest first.
    pub changed: BTreeMap<String, Vec<Change>>,
    /// What overlays removed.
    pub removed: Vec<Removed>,
    /// Where names were removed, for what still speaks of them.
    pub removed_at: Vec<(Kind, String, Span)>,
}

impl Origins {
    /// The rubric that a place belongs to, the path of its file, and the line.
    pub fn place(&self, files: &Files, span: Span) -> (String, String, u32) {
        let unit = self.units.get(self.units.of(span.file));
        let line = files
            .get(span.file)
            .map_or(0, |file| file.position(span.start).line);
        let file = self.units.relative(files, span.file).to_owned();
        (
            unit.map_or_else(String::new, |unit| unit.label()),
            file,
            line,
        )
    }

    /// Whether all of it stands in one file.
    pub fn is_one_file(&self) -> bool {
        self.units
            .iter()
            .map(|unit| unit.files.len())
            .sum::<usize>()
            == 1
    }

    /// Notes a change.
    pub fn change(
        &mut self,
        files: &Files,
        (kind, name): (Kind, &str),
        at: Span,
        what: Vec<Said>,
        because: &str,
    ) {
        let (rubric, file, line) = self.place(files, at);
        let reworded = kind == Kind::Criterion && what.iter().any(|said| said.of == TITLE);
        let change = Change {
            rubric,
            file,
            line,
            what,
            because: because.to_owned(),
            not_comparable: reworded,
        };
        self.changed
            .entry(key(kind, name))
            .or_default()
            .push(change);
    }

    /// Notes that something is gone.
    pub fn remove(&mut self, files: &Files, key: &str, title: &str, at: Span, because: &str) {
        let (rubric, file, line) = self.place(files, at);
        self.removed.push(Removed {
            element: key.to_owned(),
            title: title.to_owned(),
            rubric,
            file,
            line,
            because: because.to_owned(),
        });
    }
}

/// The key that provenance has for an element: a bare name for criteria, sections and facts,
/// `kind name` for all others.
pub fn key(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Section | Kind::Criterion | Kind::Fact => name.to_owned(),
        kind => format!("{} {name}", kind.keyword()),
    }
}
