//! The rubrics and libraries of one compilation: which files are theirs, and who asked for them.

use std::collections::HashMap;

use rubric_lang::source::{FileId, Files, Span};
use rubric_model::rubric::Dependency;

/// Which of the rubrics and libraries.
pub type UnitId = usize;

/// A rubric or library.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name; empty where that could not be read.
    pub name: String,
    /// Its version; empty where there is none.
    pub version: String,
    /// The folder that holds all of its files.
    pub folder: String,
    /// What names it, as written without quotes: `std/common`. Nothing for those named by their file.
    pub named: Option<String>,
    /// The path that names it.
    pub path: String,
    /// Its files, in the order in which they were read.
    pub files: Vec<FileId>,
}

impl Unit {
    /// Name and version: `plan-health 1.0.0`.
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

/// All of them; the first is the one that is compiled.
#[derive(Clone, Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    of_file: HashMap<FileId, UnitId>,
    opened_by: HashMap<FileId, Span>,
}

impl Units {
    /// Adds one.
    pub fn add(&mut self, unit: Unit) -> UnitId {
        self.units.push(unit);
        self.units.len().saturating_sub(1)
    }

    /// One of them.
    pub fn get(&self, unit: UnitId) -> Option<&Unit> {
        self.units.get(unit)
    }

    /// One of them.
    pub fn get_mut(&mut self, unit: UnitId) -> Option<&mut Unit> {
        self.units.get_mut(unit)
    }

    /// All of them, in the order in which they were asked for.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// A file is one of a unit's, and was asked for by a statement; the first file by nobody.
    pub fn add_file(&mut self, unit: UnitId, file: FileId, opened_by: Option<Span>) {
        self.of_file.insert(file, unit);
        if let Some(unit) = self.units.get_mut(unit) {
            unit.files.push(file);
        }
        if let Some(span) = opened_by {
            self.opened_by.insert(file, span);
        }
    }

    /// Whose a file is.
    pub fn of(&self, file: FileId) -> UnitId {
        self.of_file.get(&file).copied().unwrap_or_default()
    }

    /// The statements that led to a file, the nearest first.
    pub fn led_to(&self, file: FileId) -> Vec<Span> {
        let mut chain = Vec::new();
        let mut at = file;
        while let Some(span) = self.opened_by.get(&at) {
            chain.push(*span);
            at = span.file;
            // Files are opened by files that were read before them.
            if chain.len() > self.opened_by.len() {
                break;
            }
        }
        chain
    }

    /// The path of a file from the folder of its unit.
    pub fn relative<'f>(&self, files: &'f Files, file: FileId) -> &'f str {
        let name = files.get(file).map_or("", |file| file.name());
        let folder = self
            .get(self.of(file))
            .map_or("", |unit| unit.folder.as_str());
        let inside = name.strip_prefix(folder).unwrap_or(name);
        inside.trim_start_matches(crate::source::is_separator)
    }

    /// What the first is built on.
    pub fn dependencies(&self) -> Vec<Dependency> {
        let rest = self.units.iter().skip(1);
        rest.map(|unit| Dependency {
            path: unit.path.clone(),
            name: unit.name.clone(),
            version: unit.version.clone(),
        })
        .collect()
    }
}
