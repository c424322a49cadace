//! Levels that a criterion speaks of are levels of its answers.

use rubric_lang::ast::{Name, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::{Answer, Criterion, Standard, Vocabulary, comment_below, statements};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for criterion in standard.criteria.iter() {
        let below = comment_below(criterion.head.declaration);
        for property in statements(criterion.head.declaration) {
            if let PropertyKind::Means { level, text } = &property.kind {
                match level {
                    Some(level) => named(standard, criterion, level, diagnostics),
                    // The level is there, and the text after it could not be read.
                    None if text.value().is_none() || !criterion.head.is_sound() => {}
                    None => diagnostics.push(
                        Diagnostic::new(
                            Code::MissingStatement,
                            property.keyword,
                            "this `means` does not say of which level",
                        )
                        .label("which level?")
                        .help("write the level before the text: `means partly \"…\"`"),
                    ),
                }
            }
        }
        if let Some(level) = below {
            named(standard, criterion, level, diagnostics);
            nothing_below(standard, criterion, level, diagnostics);
        }
    }
    of_lists(standard, diagnostics);
}

/// In a level or grade, `means` speaks of that level alone.
fn of_lists(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let levels = standard
        .scales
        .iter()
        .flat_map(|scale| scale.levels.iter().map(|level| level.entry));
    let rungs = standard
        .ladders
        .iter()
        .flat_map(|ladder| ladder.rungs.iter().map(|rung| rung.entry));
    for entry in levels.chain(rungs) {
        for property in crate::tree::properties(entry.block.as_ref()) {
            if let PropertyKind::Means {
                level: Some(level), ..
            } = &property.kind
            {
                diagnostics.push(
                    Diagnostic::new(
                        Code::Misplaced,
                        level.span,
                        format!(
                            "`means` needs no name here: it speaks of `{}`",
                            entry.name.text
                        ),
                    )
                    .label("not here")
                    .help("write `means \"…\"`"),
                );
            }
        }
    }
}

fn named(
    standard: &Standard<'_>,
    criterion: &Criterion<'_>,
    level: &Name,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = criterion.head.text();
    let message = format!("`{}` is no level of `{name}`", level.text);
    let diagnostic = Diagnostic::new(Code::UnknownName, level.span, message);
    match criterion
        .answer
        .as_ref()
        .map_or(Vocabulary::Unknown, Answer::vocabulary)
    {
        Vocabulary::Scale(scale) => {
            let scale = &standard.scales[scale];
            let place = scale.find(&level.text);
            let without = matches!(&criterion.answer, Some(Answer::Scale { without, .. }) if place.is_some_and(|place| without.contains(&place)));
            if without {
                diagnostics.push(
                    diagnostic
                        .label("this criterion is answered without it")
                        .help("take the line out, or the level out of `without`"),
                );
            } else if place.is_none() && scale.is_sure() {
                diagnostics.push(
                    standard
                        .names
                        .with_nearest(diagnostic, level, scale.names())
                        .label("not a level of it"),
                );
            }
        }
        Vocabulary::YesNo
            if !["yes", "no"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(&level.text)) =>
        {
            diagnostics.push(
                diagnostic
                    .label("answered yes or no")
                    .help("write `yes` or `no`"),
            );
        }
        Vocabulary::Nothing => {
            diagnostics.push(
                diagnostic
                    .label("its answers have no levels")
                    .help("give it `levels`, or take the line out"),
            );
        }
        Vocabulary::YesNo | Vocabulary::Unknown => {}
    }
}

/// `comment required when below` the worst level, or an excluded one.
fn nothing_below(
    standard: &Standard<'_>,
    criterion: &Criterion<'_>,
    level: &Name,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let nothing = match criterion
        .answer
        .as_ref()
        .map_or(Vocabulary::Unknown, Answer::vocabulary)
    {
        Vocabulary::Scale(scale) => {
            let scale = &standard.scales[scale];
            let place = scale.find(&level.text);
            place.is_some_and(|place| {
                scale.is_whole()
                    && (scale.is_excluded(place) || scale.scored().last() == Some(place))
            })
        }
        Vocabulary::YesNo => level.text.eq_ignore_ascii_case("no"),
        Vocabulary::Nothing | Vocabulary::Unknown => false,
    };
    if nothing {
        diagnostics.push(
            Diagnostic::new(
                Code::ValueOutOfRange,
                level.span,
                format!("no level is below `{}`", level.text),
            )
            .label("never so")
            .help("name a better level: a comment is asked for below it"),
        );
    }
}
