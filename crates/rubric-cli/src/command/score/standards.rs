//! The versions of a standard that audits are scored by: each by the one in force on its date.

use std::path::{Path, PathBuf};

use rubric_compiler::compile;
use rubric_engine::Rubric;
use rubric_lang::diagnostic::render::one_line;
use rubric_model::rubric::Effective;
use serde::Deserialize;
use serde_json::Value;

use super::super::{Loaded, in_command, load, load_all};
use crate::arguments::DiagnosticsArguments;
use crate::failure::Failure;
use crate::input::versions;
use crate::terminal::Terminal;

/// One version of a standard.
struct Standard {
    rubric: Rubric,
    /// The file it came from, where a folder held several.
    file: PathBuf,
}

/// The versions of one standard, in the order in which they come into force; never none.
pub struct Standards(Vec<Standard>);

impl Standards {
    /// What a `RUBRIC` argument stands for, or nothing where it has errors. A folder may hold several
    /// versions.
    ///
    /// # Errors
    /// When it cannot be read, or a folder holds different standards.
    pub fn load(
        argument: &Path,
        diagnostics: &DiagnosticsArguments,
        terminal: &mut Terminal,
    ) -> Result<Option<Self>, Failure> {
        let mut files = versions::rubrics_in(argument)?;
        if files.is_empty() {
            files.push(argument.to_owned());
        }
        if let [only] = files.as_slice() {
            let loaded = load(only, compile, diagnostics, terminal)?;
            let standard = |Loaded { rubric, .. }| Standard {
                rubric,
                file: only.clone(),
            };
            return Ok(loaded.map(|loaded| Self(vec![standard(loaded)])));
        }
        let Some(loaded) = load_all(&files, compile, diagnostics, terminal)? else {
            return Ok(None);
        };
        let mut standards: Vec<Standard> = Vec::new();
        // A source stands for what was compiled of it.
        let (compiled, sources): (Vec<_>, Vec<_>) =
            (loaded.into_iter().zip(files)).partition(|(loaded, _)| loaded.source.is_none());
        for (Loaded { rubric, source }, file) in sources.into_iter().chain(compiled) {
            let is_told = |known: &Standard| {
                let (known, model) = (known.rubric.model(), rubric.model());
                let same_version = known.name == model.name && known.version == model.version;
                known.digest == model.digest || (same_version && source.is_none())
            };
            if !standards.iter().any(is_told) {
                standards.push(Standard { rubric, file });
            }
        }
        one_name(argument, &standards)?;
        standards.sort_by_cached_key(|one| {
            let model = one.rubric.model();
            let from = model
                .effective
                .as_ref()
                .map(|effective| effective.from.clone());
            (from, number_of(&model.version), one.file.clone())
        });
        Ok(Some(Self(standards)))
    }

    /// Their rubrics.
    pub fn rubrics(&self) -> impl Iterator<Item = &Rubric> {
        self.0.iter().map(|one| &one.rubric)
    }

    /// That two versions are in force on the same days, where it is so.
    #[must_use]
    pub fn overlaps(&self) -> Option<String> {
        let pairs = self.0.iter().enumerate().flat_map(|(place, one)| {
            let later = self.0.iter().skip(place.saturating_add(1));
            later.map(move |other| (one, other))
        });
        let overlapping: Vec<String> = pairs
            .filter(|(one, other)| overlap(one.effective(), other.effective()))
            .map(|(one, other)| format!("{} and {}", one.in_words(), other.in_words()))
            .collect();
        if overlapping.is_empty() {
            return None;
        }
        Some(format!(
            "versions are in force on the same days: {}",
            overlapping.join("; ")
        ))
    }

    /// The version that an audit is scored by, with its place; or why there is none.
    ///
    /// # Errors
    /// Where not exactly one version is in force on the audit's date, or the audit was made under another.
    pub fn of(&self, json: &[u8]) -> Result<(usize, &Rubric), String> {
        if self.0.len() == 1 {
            return self.at(0);
        }
        self.of_head(&Head::read(json))
    }

    /// The version that an audit of a date is scored by, with its place; or why there is none.
    ///
    /// # Errors
    /// Where not exactly one version is in force on that date.
    pub fn on(&self, date: Option<&str>) -> Result<(usize, &Rubric), String> {
        if self.0.len() == 1 {
            return self.at(0);
        }
        self.of_head(&Head {
            date: date.map(str::to_owned),
            ..Head::default()
        })
    }

    fn at(&self, place: usize) -> Result<(usize, &Rubric), String> {
        let found = self.0.get(place).map(|one| (place, &one.rubric));
        found.ok_or_else(|| "  there is no standard to score it by".to_owned())
    }

    fn of_head(&self, head: &Head) -> Result<(usize, &Rubric), String> {
        let Some(date) = head.date.as_deref().filter(|date| is_day(date)) else {
            // The version that it names, or the latest, says what is wrong with it.
            let latest = self.0.len().saturating_sub(1);
            let named = self.0.iter().position(|one| one.is_named(head));
            return self.at(named.unwrap_or(latest));
        };
        let holds = |(_, one): &(usize, &Standard)| {
            let is_followed = |effective: &Effective| {
                let mut others = self.0.iter().filter_map(Standard::effective);
                others.any(|other| other.from.as_str() <= date && follows(other, effective))
            };
            one.effective()
                .is_none_or(|effective| effective.holds(date) && !is_followed(effective))
        };
        let in_force: Vec<usize> = (self.0.iter().enumerate())
            .filter(holds)
            .map(|(place, _)| place)
            .collect();
        let [place] = in_force.as_slice() else {
            return Err(self.not_one(date, in_force.is_empty()));
        };
        let (place, rubric) = self.at(*place)?;
        let model = rubric.model();
        match &head.version {
            Some(version)
                if head.name.as_ref() == Some(&model.name) && *version != model.version =>
            {
                Err(self.made_under_another(head, version, date, place))
            }
            _ => Ok((place, rubric)),
        }
    }

    fn not_one(&self, date: &str, none: bool) -> String {
        let how_many = if none {
            "no version"
        } else {
            "more than one version"
        };
        let there_is: Vec<String> = self.0.iter().map(Standard::in_words).collect();
        format!(
            "  {how_many} is in force on the audit's date, {date}\n    help: there is {}",
            there_is.join("; ")
        )
    }

    fn made_under_another(&self, head: &Head, version: &str, date: &str, place: usize) -> String {
        let in_force = self.0.get(place);
        let now = in_force.map_or("", |one| one.rubric.model().version.as_str());
        let file = |found: Option<&Standard>, otherwise: &str| {
            found.map_or(otherwise.to_owned(), |one| in_command(&one.file, otherwise))
        };
        let old = file(self.0.iter().find(|one| one.is_named(head)), "OLD");
        let new = file(in_force, "NEW");
        format!(
            "  the audit was made under version `{}`; on its date, {date}, version `{now}` is in force\n    \
             help: carry it over with `rubric migrate --from {old} --to {new}`, or score it with \
             `--rubric {old}`",
            one_line(version)
        )
    }
}

impl Standard {
    fn effective(&self) -> Option<&Effective> {
        self.rubric.model().effective.as_ref()
    }

    fn is_named(&self, head: &Head) -> bool {
        let model = self.rubric.model();
        head.name.as_ref() == Some(&model.name) && head.version.as_ref() == Some(&model.version)
    }

    /// Its version and its days: `1.0.0 (from 2026-09-01 to 2027-08-31)`.
    fn in_words(&self) -> String {
        let days = match self.effective() {
            Some(Effective { from, to: Some(to) }) => format!("from {from} to {to}"),
            Some(Effective { from, to: None }) => format!("from {from}"),
            None => "on any day".to_owned(),
        };
        format!("{} ({days})", self.rubric.model().version)
    }
}

/// What an audit says of itself, looked at before it is read.
#[derive(Default)]
struct Head {
    date: Option<String>,
    name: Option<String>,
    version: Option<String>,
}

impl Head {
    /// Nothing where it cannot be read, or what is looked for is not text.
    fn read(json: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Audit {
            date: Option<Value>,
            rubric: Option<Value>,
        }
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let Ok(Audit { date, rubric }) = serde_json::from_slice(json) else {
            return Self::default();
        };
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let of = |member: &str| text(rubric.as_ref().and_then(|rubric| rubric.get(member)));
        Self {
            date: text(date.as_ref()),
            name: of("name"),
            version: of("version"),
        }
    }
}

/// Whether a text is of the form of a date.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a version takes the place of one that says no last day: what is published does not know yet
/// when the next one comes.
fn follows(later: &Effective, one: &Effective) -> bool {
    one.to.is_none() && later.from > one.from
}

fn overlap(one: Option<&Effective>, other: Option<&Effective>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return true;
    };
    let ends_before = |one: &Effective, other: &Effective| {
        one.to.as_ref().is_some_and(|to| *to < other.from) || follows(other, one)
    };
    !ends_before(one, other) && !ends_before(other, one)
}

/// A version by its three numbers.
fn number_of(version: &str) -> Vec<u64> {
    version
        .split('.')
        .map(|part| part.parse().unwrap_or(0))
        .collect()
}

/// Makes sure that all are versions of one standard.
fn one_name(folder: &Path, standards: &[Standard]) -> Result<(), Failure> {
    let first = standards.first().map(|one| &one.rubric.model().name);
    if standards
        .iter()
        .all(|one| Some(&one.rubric.model().name) == first)
    {
        return Ok(());
    }
    let files: Vec<String> = (standards.iter())
        .map(|one| format!("`{}` (`{}`)", one.file.display(), one.rubric.model().name))
        .collect();
    let message = format!(
        "the folder `{}` holds different standards: {}",
        folder.display(),
        files.join(", ")
    );
    Err(Failure::cannot_run(message).with_help("name the one that is meant"))
}
