//! A limit holds a grade down to one that is on the ladder and is not the best.

use rubric_lang::ast::Name;
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::arena::Id;
use crate::standard::{Ladder, Scope, Section, Standard};
use crate::words;

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for limit in standard.limits.iter() {
        let Some(ceiling) = &limit.ceiling else {
            continue;
        };
        let (Some(scope), Some(grade)) = (ceiling.scope, ceiling.grade) else {
            continue;
        };
        match scope {
            Scope::Overall => {
                if let Some(ladder) = standard.overall_ladder {
                    on_ladder(standard, ladder, grade, diagnostics);
                }
            }
            Scope::Section(section) => {
                if let Some(ladder) = standard.sections[section].ladder {
                    on_ladder(standard, ladder, grade, diagnostics);
                }
            }
            Scope::Every => every(standard, grade, diagnostics),
        }
    }
}

fn on_ladder<'t>(
    standard: &Standard<'t>,
    ladder: Id<Ladder<'t>>,
    grade: &Name,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let ladder = &standard.ladders[ladder];
    match ladder.find(&grade.text) {
        Some(0) => diagnostics.push(top(grade, ladder)),
        Some(_) => {}
        None if ladder.is_sure() => {
            let message = format!(
                "ladder `{}` has no grade `{}`",
                ladder.head.text(),
                grade.text
            );
            let diagnostic = Diagnostic::new(Code::UnknownName, grade.span, message);
            let diagnostic = standard
                .names
                .with_nearest_line(
                    diagnostic,
                    grade,
                    ladder.rungs.iter().map(|rung| rung.entry),
                )
                .label("not a grade of it");
            diagnostics.push(match standard.names.member(&grade.text) {
                Some(found) if diagnostic.fix.is_none() => {
                    let is = words::a(found.kind().keyword());
                    diagnostic.label(format!("{is}, not a grade"))
                }
                _ => diagnostic,
            });
        }
        None => {}
    }
}

fn top(grade: &Name, ladder: &Ladder<'_>) -> Diagnostic {
    let next = ladder.rungs.get(1).map_or("", |_| ladder.name(1));
    let diagnostic = Diagnostic::new(
        Code::LimitAtTopGrade,
        grade.span,
        format!("`{}` is the best grade, so this limits nothing", grade.text),
    )
    .label("the best grade");
    if next.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("write a lower grade, such as `at most {next}`"))
    }
}

fn every<'t>(standard: &Standard<'t>, grade: &Name, diagnostics: &mut Vec<Diagnostic>) {
    let graded: Vec<(&Section<'t>, Id<Ladder<'t>>)> = standard
        .sections
        .iter()
        .filter_map(|section| Some((section, section.ladder?)))
        .collect();
    let Some((_, first)) = graded.first() else {
        return;
    };
    let has = |ladder: Id<Ladder<'t>>| {
        let ladder = &standard.ladders[ladder];
        ladder.find(&grade.text).is_some() || !ladder.is_sure()
    };
    let lacking: Vec<&str> = graded
        .iter()
        .filter(|(_, ladder)| !has(*ladder))
        .map(|(section, _)| section.head.text())
        .collect();
    if lacking.is_empty() {
        let tops = graded
            .iter()
            .all(|(_, ladder)| standard.ladders[*ladder].find(&grade.text) == Some(0));
        if tops {
            diagnostics.push(top(grade, &standard.ladders[*first]));
        }
    } else if lacking.len() == graded.len() {
        on_ladder(standard, *first, grade, diagnostics);
    } else {
        let verb = if lacking.len() == 1 { "is" } else { "are" };
        let names = words::list(lacking.iter().copied());
        diagnostics.push(
            Diagnostic::new(Code::CommonLadderNeeded, grade.span, format!("not every section can be graded `{}`", grade.text))
                .label(format!("{names} {verb} graded without it"))
                .help("name a grade that every section's ladder has, or write a limit for each section: `section C at most …`"),
        );
    }
}
