//! The scale and the ladder that hold where none is named.

use std::cell::Cell;

use rubric_lang::ast::{Kind, Name, Parsed, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::arena::{Arena, Id};
use crate::standard::{Head, Ladder, Scale, Standard, statements};
use crate::words;

/// What holds where nothing is named.
enum Choice<T> {
    /// This one.
    One(Id<T>),
    /// There is none, or several: said once, at the first place that needs it.
    Unsaid { several: bool, said: Cell<bool> },
    /// It is named, but cannot be looked up.
    Broken,
}

/// The defaults of a standard.
pub struct Defaults<'t> {
    scale: Choice<Scale<'t>>,
    ladder: Choice<Ladder<'t>>,
}

impl<'t> Defaults<'t> {
    /// Looks the defaults up.
    pub fn new(standard: &Standard<'t>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let names = &standard.names;
        let scale = match stated(standard, Kind::Scale) {
            Some(name) => name
                .value()
                .and_then(|name| names.find(&names.scales, name, diagnostics))
                .map_or(Choice::Broken, Choice::One),
            None => sole(&standard.scales, lost(standard, Kind::Scale)),
        };
        let ladder = match stated(standard, Kind::Grades) {
            Some(name) => name
                .value()
                .and_then(|name| names.find(&names.ladders, name, diagnostics))
                .map_or(Choice::Broken, Choice::One),
            None => sole(&standard.ladders, lost(standard, Kind::Grades)),
        };
        Self { scale, ladder }
    }

    /// The scale of a criterion that names no form of answer.
    pub fn scale(
        &self,
        standard: &Standard<'t>,
        criterion: &Head<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Id<Scale<'t>>> {
        let (several, said) = match &self.scale {
            Choice::One(scale) => return Some(*scale),
            Choice::Broken => return None,
            Choice::Unsaid { several, said } => (*several, said),
        };
        if !criterion.is_sound() || said.replace(true) {
            return None;
        }
        let name = criterion.text();
        diagnostics.push(if several {
            let scales: Vec<&str> = standard.scales.iter().map(|scale| scale.head.text()).collect();
            Diagnostic::new(Code::AmbiguousDefault, criterion.span, format!("`{name}` names no scale, and there are several"))
                .label("on which scale?")
                .help(format!(
                    "add `default scale {}` to the rubric, or `scale …` with {} to the criterion",
                    scales.first().copied().unwrap_or_default(),
                    words::either(scales.iter().copied())
                ))
        } else {
            Diagnostic::new(Code::NoAnswerForm, criterion.span, format!("`{name}` says nothing of how it is answered"))
                .label("no form of answer")
                .help("add `yes-no` to it, or declare a scale for the whole rubric: `scale evidence \"Evidence\" { met \"Met\" 1  not-met \"Not met\" 0 }`")
        });
        None
    }

    /// The ladder of what names none.
    pub fn ladder(
        &self,
        standard: &Standard<'t>,
        of: &Head<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Id<Ladder<'t>>> {
        let (several, said) = match &self.ladder {
            Choice::One(ladder) => return Some(*ladder),
            Choice::Broken => return None,
            Choice::Unsaid { several, said } => (*several, said),
        };
        if said.replace(true) {
            return None;
        }
        diagnostics.push(if several {
            let ladders: Vec<&str> = standard.ladders.iter().map(|ladder| ladder.head.text()).collect();
            let names = words::list(ladders.iter().copied());
            Diagnostic::new(Code::AmbiguousDefault, of.span, format!("`{}` names no grades, and there are several: {names}", of.text()))
                .label("by which grades?")
                .help(format!("add `default grades {}` to the rubric", ladders.first().copied().unwrap_or_default()))
        } else {
            Diagnostic::new(Code::MissingStatement, standard.head.span, format!("`{}` declares no grades", standard.head.text()))
                .label("a rubric grades what it scores")
                .help("declare them: `grades judgement \"Judgement\" { good \"Good\" from 70%  poor \"Poor\" otherwise }`")
        });
        None
    }

    /// The ladder of the overall grade.
    pub fn overall_ladder(
        &self,
        standard: &Standard<'t>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Id<Ladder<'t>>> {
        let named =
            statements(standard.head.declaration).find_map(|property| match &property.kind {
                PropertyKind::OverallGrades(name) => Some(name),
                _ => None,
            });
        match named {
            Some(name) => name.value().and_then(|name| {
                standard
                    .names
                    .find(&standard.names.ladders, name, diagnostics)
            }),
            None => self.ladder(standard, &standard.head, diagnostics),
        }
    }
}

fn lost(standard: &Standard<'_>, kind: Kind) -> bool {
    standard.names.is_open() || standard.names.broken.contains(&kind) || !standard.head.is_whole()
}

fn sole<T>(all: &Arena<T>, lost: bool) -> Choice<T> {
    let mut ids = all.ids();
    match (ids.next(), ids.next()) {
        (Some(only), None) => Choice::One(only),
        _ if lost => Choice::Broken,
        (first, _) => Choice::Unsaid {
            several: first.is_some(),
            said: Cell::new(false),
        },
    }
}

fn stated<'t>(standard: &Standard<'t>, wanted: Kind) -> Option<&'t Parsed<Name>> {
    statements(standard.head.declaration).find_map(|property| match &property.kind {
        PropertyKind::Default {
            kind: Parsed::Value(kind),
            name,
        } if *kind == wanted => Some(name),
        // A default of a kind that cannot be read may be this one.
        PropertyKind::Default {
            kind: Parsed::Broken(_),
            name,
        } => Some(name),
        _ => None,
    })
}
