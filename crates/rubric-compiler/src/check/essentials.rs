//! Essential criteria are looked at by a limit or rule, and cannot be left out by an answer.

use rubric_lang::ast::NoneOf;
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::condition::Understood;
use crate::standard::{Answer, Criterion, Scale, Standard, Vocabulary};
use crate::words;

/// Makes sure of it.
pub fn check<'t>(
    standard: &Standard<'t>,
    conditions: &Understood<'t>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for criterion in standard
        .criteria
        .iter()
        .filter(|criterion| is_counted(criterion))
    {
        excludable(standard, criterion, diagnostics);
    }
    // A limit that could not be understood may have looked at any of them.
    if conditions.broken_rules || !standard.names.is_certain() || !standard.head.is_whole() {
        return;
    }
    let unwatched: Vec<&Criterion<'t>> = standard
        .criteria
        .entries()
        .filter(|(id, criterion)| is_counted(criterion) && !conditions.watched.contains(id))
        .map(|(_, criterion)| criterion)
        .collect();
    let Some((first, rest)) = unwatched.split_first() else {
        return;
    };
    let Some(essential) = first.essential else {
        return;
    };
    let names = words::list(unwatched.iter().map(|criterion| criterion.head.text()));
    let (is, verb) = if rest.is_empty() {
        ("is", "looks at it")
    } else {
        ("are", "looks at them")
    };
    let mut diagnostic = Diagnostic::new(
        Code::EssentialUnwatched,
        essential,
        format!("{names} {is} essential, and no limit or rule {verb}"),
    )
    .label("changes nothing by itself");
    for criterion in rest.iter().take(5) {
        diagnostic = diagnostic.related(
            criterion.essential.unwrap_or(criterion.head.span),
            "nor this one",
        );
    }
    let limit = limit(standard, first, &unwatched);
    diagnostics.push(match limit {
        Some(limit) => diagnostic.help(format!("add a limit to the rubric:\n{limit}")),
        None => diagnostic.help("add a limit that looks at it, or take `essential` out"),
    });
}

/// Whether a criterion is essential, and counted: of one that is not scored that is said already.
fn is_counted(criterion: &Criterion<'_>) -> bool {
    criterion.essential.is_some() && criterion.unscored.is_none()
}

fn excludable(
    standard: &Standard<'_>,
    criterion: &Criterion<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(essential) = criterion.essential else {
        return;
    };
    let name = criterion.head.text();
    let help = match &criterion.answer {
        Some(Answer::Scale { scale, without, .. }) => {
            let scale = &standard.scales[*scale];
            let left: Vec<&str> = (0..scale.levels.len())
                .filter(|place| scale.is_excluded(*place) && !without.contains(place))
                .map(|place| scale.name(place))
                .collect();
            if left.is_empty() {
                return;
            }
            let all: Vec<&str> = without
                .iter()
                .map(|place| scale.name(*place))
                .chain(left)
                .collect();
            format!(
                "write `scale {} without {}`",
                scale.head.text(),
                all.join(", ")
            )
        }
        Some(Answer::Proportion {
            none: Some(NoneOf::Excluded(_)),
            ..
        }) => "write `none counts 0%`, if nothing at all is a failing".to_owned(),
        Some(answer) => match answer.mapping().and_then(|mapping| mapping.scale) {
            Some(scale) => match mapped(standard, &standard.scales[scale]) {
                Some(help) => help,
                None => return,
            },
            None => return,
        },
        None => return,
    };
    diagnostics.push(
        Diagnostic::new(
            Code::EssentialExcludable,
            essential,
            format!("`{name}` is essential, and an answer may exclude it"),
        )
        .label("can be left out of the sum")
        .help(help),
    );
}

/// What can be done where an excluded level of a scale may be answered in place of what is mapped
/// on to it.
fn mapped(standard: &Standard<'_>, scale: &Scale<'_>) -> Option<String> {
    let excluded = |scale: &Scale<'_>| {
        (0..scale.levels.len())
            .find(|place| scale.is_excluded(*place))
            .map(|place| scale.name(place).to_owned())
    };
    let level = excluded(scale)?;
    let other = standard
        .scales
        .iter()
        .find(|other| other.is_whole() && excluded(other).is_none());
    Some(match other {
        Some(other) => format!(
            "`{level}` may be answered all the same: write `levels {}`, a scale without an excluded level",
            other.head.text()
        ),
        None => format!(
            "`{level}` may be answered all the same: declare a scale without an excluded level, and write `levels` with its name"
        ),
    })
}

/// The limit to paste.
fn limit<'t>(
    standard: &Standard<'t>,
    first: &Criterion<'t>,
    unwatched: &[&Criterion<'t>],
) -> Option<String> {
    let vocabulary = |criterion: &Criterion<'t>| {
        criterion
            .answer
            .as_ref()
            .map_or(Vocabulary::Unknown, Answer::vocabulary)
    };
    let worst = match vocabulary(first) {
        Vocabulary::Scale(scale) => {
            let scale = &standard.scales[scale];
            scale.name(scale.scored().last()?)
        }
        Vocabulary::YesNo => "no",
        Vocabulary::Nothing | Vocabulary::Unknown => return None,
    };
    let all_essential: Vec<&Criterion<'t>> = standard
        .criteria
        .iter()
        .filter(|criterion| criterion.essential.is_some())
        .collect();
    let as_group = unwatched.len() > 1
        && all_essential
            .iter()
            .all(|criterion| vocabulary(criterion) == vocabulary(first));
    let name = first.head.text();
    if as_group {
        let ladder = standard.sections.iter().next()?.ladder?;
        if standard
            .sections
            .iter()
            .all(|section| section.ladder == Some(ladder))
        {
            let grade = held_down_to(&standard.ladders[ladder])?;
            return Some(format!(
                "limit missed-essential \"A section that misses an essential criterion cannot be better\" {{\n  every section at most {grade}\n  when any essential criterion in it is {worst}\n}}"
            ));
        }
    }
    let grade = held_down_to(&standard.ladders[standard.overall_ladder?])?;
    Some(format!(
        "limit missed-{name} \"What misses this cannot be better\" {{\n  overall at most {grade}\n  when {name} is {worst}\n}}"
    ))
}

/// The lowest grade but one, unless that is the best.
fn held_down_to<'t>(ladder: &crate::standard::Ladder<'t>) -> Option<&'t str> {
    let last = ladder.rungs.len().checked_sub(1).filter(|last| *last > 0)?;
    Some(ladder.name(if last >= 2 {
        last.saturating_sub(1)
    } else {
        last
    }))
}
