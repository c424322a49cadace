//! All that can be referred to by name. Letter case never matters.

use std::collections::{HashMap, HashSet};

use rubric_lang::ast::{Entry, Kind, Name};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::{Criterion, Fact, Head, Ladder, Limit, Scale, Section, Source};
use crate::arena::Id;
use crate::nearest::{Suggestions, is_slip};
use crate::words;

/// Names of one kind.
#[derive(Debug)]
pub struct Table<'t, T> {
    kind: Kind,
    found: HashMap<String, Id<T>>,
    spellings: Vec<&'t str>,
}

impl<'t, T> Table<'t, T> {
    /// No names of a kind.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            found: HashMap::new(),
            spellings: Vec::new(),
        }
    }

    /// Adds a name, unless it is there already.
    pub fn add(&mut self, name: &'t Name, id: Id<T>) {
        self.found
            .entry(name.text.to_ascii_lowercase())
            .or_insert(id);
        self.spellings.push(&name.text);
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<Id<T>> {
        self.found.get(&name.to_ascii_lowercase()).copied()
    }
}

/// A criterion, section or fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'t> {
    /// A criterion.
    Criterion(Id<Criterion<'t>>),
    /// A section.
    Section(Id<Section<'t>>),
    /// A fact.
    Fact(Id<Fact<'t>>),
}

impl Found<'_> {
    /// What it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Criterion(_) => Kind::Criterion,
            Self::Section(_) => Kind::Section,
            Self::Fact(_) => Kind::Fact,
        }
    }
}

/// All names of a standard.
#[derive(Debug)]
pub struct Names<'t> {
    /// Documents.
    pub sources: Table<'t, Source<'t>>,
    /// Agencies.
    pub owners: Table<'t, Head<'t>>,
    /// Scales.
    pub scales: Table<'t, Scale<'t>>,
    /// Ladders.
    pub ladders: Table<'t, Ladder<'t>>,
    /// Limits.
    pub limits: Table<'t, Limit<'t>>,
    pub(crate) members: HashMap<String, Found<'t>>,
    pub(crate) member_spellings: Vec<(Kind, &'t str)>,
    pub(crate) tags: HashMap<String, &'t str>,
    /// Names declared where they do not belong, or under a name declared before.
    pub(crate) elsewhere: HashSet<(Kind, String)>,
    /// The words of all that could not be read: any of them may have been a declaration.
    pub(crate) unread: HashSet<String>,
    /// The kinds of which a declaration has a broken name.
    pub(crate) broken: HashSet<Kind>,
    /// The declarations whose opening brace is missing.
    pub(crate) lost_braces: HashSet<Span>,
    /// What a local standard removed, and where.
    pub(crate) removed: HashMap<(Kind, String), Span>,
    /// Whether names may come from files that are not read.
    pub(crate) open: bool,
    /// Finds the name that was probably meant.
    pub suggestions: Suggestions,
}

impl<'t> Names<'t> {
    /// No names.
    pub fn new() -> Self {
        Self {
            sources: Table::new(Kind::Source),
            owners: Table::new(Kind::Owner),
            scales: Table::new(Kind::Scale),
            ladders: Table::new(Kind::Grades),
            limits: Table::new(Kind::Limit),
            members: HashMap::new(),
            member_spellings: Vec::new(),
            tags: HashMap::new(),
            elsewhere: HashSet::new(),
            unread: HashSet::new(),
            broken: HashSet::new(),
            lost_braces: HashSet::new(),
            removed: HashMap::new(),
            open: false,
            suggestions: Suggestions::default(),
        }
    }

    /// Whether parts of the standard stand in files that are not read.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether nothing that was declared can have been lost to another mistake.
    pub fn is_certain(&self) -> bool {
        !self.open
            && self.unread.is_empty()
            && self.broken.is_empty()
            && self.lost_braces.is_empty()
    }

    /// The criterion, section or fact of a name.
    pub fn member(&self, name: &str) -> Option<Found<'t>> {
        self.members.get(&name.to_ascii_lowercase()).copied()
    }

    /// A tag as it is first spelled.
    pub fn tag(&self, name: &str) -> Option<&'t str> {
        self.tags.get(&name.to_ascii_lowercase()).copied()
    }

    /// Whether a declaration of this kind and name may have been lost to another mistake.
    pub fn may_be_lost(&self, kind: Kind, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        self.open
            || self.broken.contains(&kind)
            || self.unread.contains(&name)
            || self.elsewhere.contains(&(kind, name))
    }

    /// Whether a word was part of something that could not be read.
    pub fn was_unread(&self, name: &str) -> bool {
        self.unread.contains(&name.to_ascii_lowercase())
    }

    /// Where a criterion, section or fact of this name was removed.
    fn removed_member(&self, name: &str) -> Option<Span> {
        let name = name.to_ascii_lowercase();
        [Kind::Criterion, Kind::Section, Kind::Fact]
            .into_iter()
            .find_map(|kind| self.removed.get(&(kind, name.clone())).copied())
    }

    /// Looks a name up, or says that it is not declared.
    pub fn find<T>(
        &self,
        table: &Table<'t, T>,
        name: &Name,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Id<T>> {
        let found = table.get(&name.text);
        if found.is_none() && !self.may_be_lost(table.kind, &name.text) {
            diagnostics.push(self.undeclared(name, table.kind, table.spellings.iter().copied()));
        }
        found
    }

    /// Looks a section up, or says that it is not declared.
    pub fn find_section(
        &self,
        name: &Name,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Id<Section<'t>>> {
        match self.member_of(name, Kind::Section, diagnostics)? {
            Found::Section(section) => Some(section),
            _ => None,
        }
    }

    /// Looks a criterion, section or fact up, or says that there is none of that kind.
    pub fn member_of(
        &self,
        name: &Name,
        kind: Kind,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Found<'t>> {
        match self.member(&name.text) {
            Some(found) if found.kind() == kind => Some(found),
            Some(found) => {
                let other = found.kind().keyword();
                diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownName,
                        name.span,
                        format!("there is no {} `{}`", kind.keyword(), name.text),
                    )
                    .label(format!("this is {}", words::a(other)))
                    .help(format!(
                        "`{}` is {}: name {} here",
                        name.text,
                        words::a(other),
                        words::a(kind.keyword())
                    )),
                );
                None
            }
            None => {
                if !self.may_be_lost(kind, &name.text) {
                    diagnostics.push(self.undeclared(name, kind, self.spellings(kind)));
                }
                None
            }
        }
    }

    /// The names of all criteria, sections or facts.
    pub fn spellings(&self, kind: Kind) -> impl Iterator<Item = &'t str> {
        self.member_spellings
            .iter()
            .filter(move |(of, _)| *of == kind)
            .map(|(_, name)| *name)
    }

    /// That nothing of a kind has this name, with the one that was probably meant, or how to
    /// declare it.
    fn undeclared<'c>(
        &self,
        name: &Name,
        kind: Kind,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Diagnostic {
        let message = match kind {
            Kind::Grades => format!("there are no grades `{}`", name.text),
            _ => format!("there is no {} `{}`", kind.keyword(), name.text),
        };
        let diagnostic = Diagnostic::new(Code::UnknownName, name.span, message);
        if let Some(removed) = self.removed.get(&(kind, name.text.to_ascii_lowercase())) {
            return spoken_of(diagnostic, *removed);
        }
        let diagnostic = self.with_nearest(diagnostic, name, candidates);
        if diagnostic.help.is_some() {
            return diagnostic;
        }
        let example = format!("{} {} \"…\"", kind.keyword(), name.text);
        diagnostic.help(format!("declare it: `{example}`"))
    }

    /// That a name is not declared, with the one that was probably meant, or else how to declare it.
    pub fn unknown<'c>(
        &self,
        name: &Name,
        noun: &str,
        candidates: impl Iterator<Item = &'c str>,
        declaration: &str,
    ) -> Diagnostic {
        let message = format!("there is no {noun} `{}`", name.text);
        if let Some(removed) = self.removed_member(&name.text) {
            return spoken_of(
                Diagnostic::new(Code::UnknownName, name.span, message),
                removed,
            );
        }
        let diagnostic = self.with_nearest(
            Diagnostic::new(Code::UnknownName, name.span, message),
            name,
            candidates,
        );
        if diagnostic.help.is_some() {
            return diagnostic;
        }
        diagnostic.help(format!(
            "write the name of one that is declared, or declare it: `{declaration}`"
        ))
    }

    /// Like `with_nearest`, of the lines of a list: a title in place of a name is understood.
    pub fn with_nearest_line<'c>(
        &self,
        diagnostic: Diagnostic,
        name: &Name,
        lines: impl Iterator<Item = &'c Entry> + Clone,
    ) -> Diagnostic {
        let titled = lines.clone().find(|line| {
            line.title
                .as_ref()
                .is_some_and(|title| as_name(&title.value).eq_ignore_ascii_case(&name.text))
        });
        match titled {
            Some(line) => diagnostic
                .label("this is its title")
                .help(format!("did you mean `{}`?", line.name.text))
                .fix(name.span, line.name.text.as_str()),
            None => self.with_nearest(diagnostic, name, lines.map(|line| line.name.text.as_str())),
        }
    }

    /// Adds the name that was probably meant, or what names there are.
    pub fn with_nearest<'c>(
        &self,
        diagnostic: Diagnostic,
        name: &Name,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Diagnostic {
        // More than this are not compared, and never listed.
        const MOST_COMPARED: usize = 2_000;
        const MOST_LISTED: usize = 6;
        if self.suggestions.spend(name.text.len()).is_none() {
            return diagnostic.label("not declared");
        }
        let spend = |one: &&str| self.suggestions.spend(one.len()).is_some();
        let candidates = candidates.take(MOST_COMPARED);
        let mut candidates: Vec<&str> = candidates.take_while(spend).collect();
        let mut seen = HashSet::new();
        candidates.retain(|one| seen.insert(one.to_ascii_lowercase()));
        let diagnostic = diagnostic.label("not declared");
        match self
            .suggestions
            .nearest(&name.text, candidates.iter().copied())
        {
            Some(near) => meant(diagnostic, name, near),
            None if candidates.is_empty() => diagnostic,
            None if candidates.len() <= MOST_LISTED => {
                let one_of = if candidates.len() == 1 { "" } else { "one of " };
                diagnostic.help(format!(
                    "write {one_of}{}",
                    words::either(candidates.iter().copied())
                ))
            }
            None => diagnostic,
        }
    }
}

/// Something that a local standard removed, and that is still spoken of.
fn spoken_of(diagnostic: Diagnostic, removed: Span) -> Diagnostic {
    diagnostic
        .label("spoken of here")
        .related(removed, "removed here")
        .help("change or remove what speaks of it too, or keep it")
}

/// Offers the name that was probably meant; as a fix too where it is but a slip away.
pub fn meant(diagnostic: Diagnostic, name: &Name, near: &str) -> Diagnostic {
    let diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
    if is_slip(&name.text, near) {
        diagnostic.fix(name.span, near)
    } else {
        diagnostic
    }
}

/// A title as a name would be written: `Requires improvement` is `Requires-improvement`.
fn as_name(title: &str) -> String {
    let words: Vec<&str> = title
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}
