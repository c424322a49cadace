//! Ladders go down, by score or by rule, and end in `otherwise`.

use rubric_lang::ast::{Number, Tail};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;

use super::scales::started;
use crate::bounds::MOST_PLACES;
use crate::number;
use crate::percentage;
use crate::standard::{Ladder, Rule, Rung, Standard};
use crate::tree::is_broken_line;

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for ladder in standard.ladders.iter() {
        if let Some(rung) = ladder.rungs.get(MOST_PLACES) {
            diagnostics.push(
                Diagnostic::new(
                    Code::TooManyThings,
                    rung.entry.name.span,
                    format!("a ladder has at most {MOST_PLACES} grades"),
                )
                .label("one too many"),
            );
        }
        let has_end = ladder
            .rungs
            .iter()
            .any(|rung| matches!(rung.rule, Rule::Otherwise));
        for (place, rung) in ladder.rungs.iter().enumerate() {
            let is_last = place.checked_add(1) == Some(ladder.rungs.len());
            stated(rung, is_last && !has_end && ladder.is_whole(), diagnostics);
        }
        ending(ladder, diagnostics);
        if !mixed(ladder, diagnostics) {
            thresholds(ladder, diagnostics);
        }
    }
}

/// `ends` says whether the ladder ends with this grade, and not yet in `otherwise`.
fn stated(rung: &Rung<'_>, ends: bool, diagnostics: &mut Vec<Diagnostic>) {
    let name = &rung.entry.name;
    if let Some(Tail::Points(number)) = &rung.entry.tail {
        diagnostics.push(no_from(rung, number));
        return;
    }
    let (span, message) = match rung.rule {
        Rule::Missing => (
            name.span,
            format!("the grade `{}` does not say when it is reached", name.text),
        ),
        Rule::Other(span) => (
            span,
            format!(
                "the grade `{}` says something other than when it is reached",
                name.text
            ),
        ),
        _ => return,
    };
    let diagnostic = Diagnostic::new(Code::MissingStatement, span, message).label("reached when?");
    let starts = started(rung.entry);
    diagnostics.push(match (&rung.rule, &rung.entry.title) {
        (Rule::Missing, Some(title)) if ends => diagnostic
            .help(format!("write `{starts} otherwise`"))
            .fix(title.span.at_end(), " otherwise"),
        _ if ends => diagnostic.help(format!("write `{starts} otherwise`")),
        _ => diagnostic.help(format!(
            "write `{starts} from 70%`, or `when …` in place of `from 70%`"
        )),
    });
}

/// `good "Good" 70%`.
fn no_from(rung: &Rung<'_>, number: &Number) -> Diagnostic {
    let name = &rung.entry.name.text;
    let plain = number::plain(number);
    let says = if plain == Some(Rational::from(0)) {
        "otherwise".to_owned()
    } else {
        format!("from {}%", number.decimal)
    };
    let diagnostic = Diagnostic::new(
        Code::MissingStatement,
        number.span,
        format!(
            "the grade `{name}` does not say `from` before `{}`",
            number::written(number)
        ),
    )
    .label("from this score?");
    let starts = started(rung.entry);
    if !number.percent && plain.is_some_and(|plain| percentage::is_share(&plain)) {
        return percentage::offered(diagnostic, &format!("{starts} from "), number);
    }
    diagnostic
        .help(format!("write `{starts} {says}`"))
        .fix(number.span, says)
}

fn ending(ladder: &Ladder<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let otherwise = ladder
        .rungs
        .iter()
        .position(|rung| matches!(rung.rule, Rule::Otherwise));
    match otherwise.and_then(|place| Some((place, ladder.rungs.get(place.checked_add(1)?)?))) {
        Some((place, after)) => diagnostics.push(
            Diagnostic::new(
                Code::AfterOtherwise,
                after.entry.name.span,
                format!("the grade `{}` is never reached", after.entry.name.text),
            )
            .label("comes after `otherwise`")
            .related(
                ladder
                    .rungs
                    .get(place)
                    .map_or(after.entry.span, |rung| rung.entry.name.span),
                "takes all that remains",
            )
            .help("write the grade with `otherwise` last"),
        ),
        None if otherwise.is_none() && ladder.is_whole() => {
            let name = ladder.head.text();
            let unsure = ladder.rungs.last().is_some_and(|rung| {
                matches!(rung.rule, Rule::Missing | Rule::Other(_)) || is_from_zero(rung)
            });
            // A condition runs to the end of its line: where it is broken, the last grade may
            // stand in it.
            if unsure || ladder.rungs.iter().any(|rung| is_broken_line(rung.entry)) {
                return;
            }
            let (span, help) = match ladder.rungs.last() {
                Some(rung) => (rung.entry.name.span, format!("write one more line after `{}`, such as `inadequate \"Inadequate\" otherwise`", rung.entry.name.text)),
                None => (ladder.head.span, "write the grades, best first, one a line: `good \"Good\" from 70%`, and the last one with `otherwise`".to_owned()),
            };
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingOtherwise,
                    span,
                    format!("the ladder `{name}` does not end in `otherwise`"),
                )
                .label("no grade for what remains")
                .help(help),
            );
        }
        None => {}
    }
}

fn mixed(ladder: &Ladder<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let by_score = ladder
        .rungs
        .iter()
        .find(|rung| matches!(rung.rule, Rule::From(_)));
    let by_rule = ladder
        .rungs
        .iter()
        .find(|rung| matches!(rung.rule, Rule::When(_)));
    let (Some(score), Some(rule)) = (by_score, by_rule) else {
        return false;
    };
    let (first, second) = if score.entry.span < rule.entry.span {
        (score, rule)
    } else {
        (rule, score)
    };
    diagnostics.push(
        Diagnostic::new(Code::MixedLadder, second.entry.name.span, format!("the ladder `{}` is both by score and by rule", ladder.head.text()))
            .label("reached in another way than the others")
            .related(first.entry.name.span, "reached in this way")
            .help("write `from …` for every grade, or `when …` for every grade; a rule may say `score of it is at least 70%`"),
    );
    true
}

fn thresholds(ladder: &Ladder<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut above: Option<(&Number, Rational)> = None;
    for rung in &ladder.rungs {
        let Rule::From(number) = rung.rule else {
            continue;
        };
        let Some(score) = number::exact(number) else {
            continue;
        };
        if is_from_zero(rung) {
            diagnostics.push(from_zero(ladder, rung, number));
            continue;
        }
        if let Some(diagnostic) = threshold(number, &score) {
            diagnostics.push(diagnostic);
            continue;
        }
        if let Some((before, higher)) = &above
            && score >= *higher
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::ThresholdsOutOfOrder,
                    number.span,
                    format!(
                        "the grade `{}` is never reached: {} is not below {}",
                        rung.entry.name.text,
                        number::written(number),
                        number::written(before)
                    ),
                )
                .label("not below the grade above it")
                .related(before.span, "the grade above")
                .help("write the grades from best to worst, each with a lower score"),
            );
            continue;
        }
        above = Some((number, score));
    }
}

fn is_from_zero(rung: &Rung<'_>) -> bool {
    matches!(rung.rule, Rule::From(number) if number::plain(number) == Some(Rational::from(0)))
}

/// `inadequate "Inadequate" from 0%`.
fn from_zero(ladder: &Ladder<'_>, rung: &Rung<'_>, number: &Number) -> Diagnostic {
    let written = number::written(number);
    let is_last = ladder
        .rungs
        .last()
        .is_some_and(|last| last.entry.span == rung.entry.span);
    if is_last {
        let after = rung
            .entry
            .title
            .as_ref()
            .map_or(rung.entry.name.span, |title| title.span);
        return Diagnostic::new(
            Code::ThresholdOutOfRange,
            number.span,
            format!("every score reaches {written}: the last grade takes what remains"),
        )
        .label("always reached")
        .help(format!("write `otherwise` in place of `from {written}`"))
        .fix(after.at_end().to(number.span), " otherwise");
    }
    Diagnostic::new(
        Code::ThresholdOutOfRange,
        number.span,
        format!("every score reaches {written}, so no grade after it is ever reached"),
    )
    .label("leaves nothing for the grades after it")
    .help("write a percentage above 0%; the last grade alone takes what remains, with `otherwise`")
}

fn threshold(number: &Number, score: &Rational) -> Option<Diagnostic> {
    let written = number::written(number);
    if !number.percent {
        return Some(percentage::offered(
            Diagnostic::new(
                Code::BadValue,
                number.span,
                format!("`{written}` is not a percentage"),
            )
            .label("a score is a percentage"),
            "from ",
            number,
        ));
    }
    if *score > Rational::from(1) {
        return Some(
            Diagnostic::new(
                Code::ThresholdOutOfRange,
                number.span,
                format!("no score reaches {written}"),
            )
            .label("more than 100%")
            .help("write a percentage up to `100%`"),
        );
    }
    (number::decimals(number) > 1).then(|| {
        Diagnostic::new(
            Code::ThresholdTooPrecise,
            number.span,
            format!("`{written}` has more than one decimal place"),
        )
        .label("finer than scores are shown")
        .help("write at most one decimal place, such as `69.5%`")
    })
}
