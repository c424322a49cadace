//! Scales have points, best first.

use rubric_lang::ast::{Entry, Number};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;

use crate::bounds::MOST_PLACES;
use crate::number;
use crate::standard::{Level, Points, Scale, Standard};

/// The name and title of a line, as they are written.
pub fn started(entry: &Entry) -> String {
    let title = entry
        .title
        .as_ref()
        .map_or("…", |title| title.value.as_str());
    format!("{} \"{title}\"", entry.name.text)
}

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for scale in standard.scales.iter() {
        let sound = points_stated(scale, diagnostics);
        let worth: Vec<(usize, &Number, Rational)> = scale
            .levels
            .iter()
            .enumerate()
            .filter_map(|(place, level)| match level.points {
                Points::Worth(number) => Some((place, number, number::plain(number)?)),
                _ => None,
            })
            .collect();
        if sound
            && scale.is_whole()
            && !worth.iter().any(|(.., points)| *points > Rational::from(0))
        {
            let name = scale.head.text();
            diagnostics.push(
                Diagnostic::new(
                    Code::NothingScoredInScale,
                    scale.head.span,
                    format!("no level of the scale `{name}` has points"),
                )
                .label("nothing can be scored on it")
                .help(match scale.levels.first() {
                    Some(level) => format!(
                        "write points after the title of the best level: `{} 1`",
                        started(level.entry)
                    ),
                    None => "write the levels, best first, one a line: `met \"Met\" 1`, `not-met \"Not met\" 0`".to_owned(),
                }),
            );
            continue;
        }
        let in_order = in_order(scale, &worth, diagnostics);
        if let Some((_, lowest, points)) = worth
            .last()
            .filter(|_| sound && in_order && scale.is_whole())
            && *points > Rational::from(0)
        {
            diagnostics.push(
                Diagnostic::new(Code::LowestPointsAboveZero, lowest.span, format!("the lowest level of `{}` has points above 0", scale.head.text()))
                    .label("lifts every score")
                    .help("write `0` for the lowest level, unless even the worst answer should earn something"),
            );
        }
    }
}

fn points_stated(scale: &Scale<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let mut sound = true;
    if let Some(level) = scale.levels.get(MOST_PLACES) {
        sound = false;
        diagnostics.push(
            Diagnostic::new(
                Code::TooManyThings,
                level.entry.name.span,
                format!("a scale has at most {MOST_PLACES} levels"),
            )
            .label("one too many"),
        );
    }
    // Beside plain points, a percentage may be of anything.
    let is_percent = |level: &Level<'_>| match level.points {
        Points::Worth(points) => points.percent || number::plain(points) == Some(Rational::from(0)),
        _ => true,
    };
    let all_percent = scale.levels.iter().all(is_percent);
    for level in &scale.levels {
        let name = &level.entry.name;
        match level.points {
            Points::Worth(points) if points.percent => {
                sound = false;
                let diagnostic = Diagnostic::new(
                    Code::BadValue,
                    points.span,
                    "points are a plain number, not a percentage",
                )
                .label("not points")
                .help(format!("write `{}`", points.decimal));
                diagnostics.push(if all_percent {
                    diagnostic.fix(points.span, points.decimal.clone())
                } else {
                    diagnostic
                });
            }
            Points::Worth(_) | Points::Excluded => {}
            Points::Broken => sound = false,
            Points::Missing => {
                sound = false;
                diagnostics.push(
                    Diagnostic::new(
                        Code::PointsMissing,
                        name.span,
                        format!(
                            "the level `{}` has neither points nor `excluded`",
                            name.text
                        ),
                    )
                    .label("worth how much?")
                    .help(format!(
                        "write `{} 1`, or `excluded` in place of the points",
                        started(level.entry)
                    )),
                );
            }
            Points::Other(span) => {
                sound = false;
                diagnostics.push(
                    Diagnostic::new(
                        Code::PointsMissing,
                        span,
                        format!(
                            "the level `{}` says something other than its points",
                            name.text
                        ),
                    )
                    .label("not points")
                    .help(format!(
                        "write `{} 1`, or `excluded` in place of the points",
                        started(level.entry)
                    )),
                );
            }
        }
    }
    sound
}

fn in_order(
    scale: &Scale<'_>,
    worth: &[(usize, &Number, Rational)],
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let before = diagnostics.len();
    for pair in worth.windows(2) {
        let [(above, before, more), (below, number, points)] = pair else {
            continue;
        };
        if points > more {
            diagnostics.push(
                Diagnostic::new(
                    Code::PointsOutOfOrder,
                    number.span,
                    format!(
                        "`{}` has more points than `{}` above it",
                        scale.name(*below),
                        scale.name(*above)
                    ),
                )
                .label(format!("more than {}", before.decimal))
                .related(before.span, "the level above")
                .help("put the levels in order, best first"),
            );
        }
    }
    diagnostics.len() == before
}
