//! The lines of `levels` fit the form of answer, and end in `otherwise`.

use rubric_lang::ast::{Entry, Number, Parsed, Tail, Ticked};
use rubric_lang::diagnostic::{Code, Diagnostic};

use super::mapping_order;
use crate::number;
use crate::standard::{Answer, Criterion, Mapping, Standard, tail_span};
use crate::tree::{entries, is_broken_line, is_listed};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for criterion in standard.criteria.iter() {
        let Some(answer) = &criterion.answer else {
            continue;
        };
        let Some(mapping) = answer.mapping() else {
            continue;
        };
        let lines: Vec<&Entry> = entries(mapping.block).collect();
        let before = diagnostics.len();
        levels(standard, mapping, &lines, diagnostics);
        ending(standard, criterion, mapping, &lines, diagnostics);
        for line in &lines {
            if let Some(tail) = &line.tail
                && let Some((message, help)) = misfit(answer, tail)
            {
                diagnostics.push(
                    Diagnostic::new(Code::BadValue, tail_span(tail), message)
                        .label("does not fit the form of answer")
                        .help(help),
                );
            }
        }
        mixed(&lines, diagnostics);
        if diagnostics.len() == before {
            mapping_order::reached(answer, &lines, diagnostics);
        }
    }
}

/// Each line names a scored level of the scale, in the order of the scale.
fn levels(
    standard: &Standard<'_>,
    mapping: &Mapping<'_>,
    lines: &[&Entry],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(scale) = mapping.scale.map(|scale| &standard.scales[scale]) else {
        return;
    };
    let mut above: Option<(usize, &Entry)> = None;
    for line in lines {
        let name = &line.name;
        let Some(place) = scale.find(&name.text) else {
            if scale.is_sure() {
                let message = format!("scale `{}` has no level `{}`", scale.head.text(), name.text);
                let diagnostic = Diagnostic::new(Code::UnknownName, name.span, message);
                diagnostics.push(
                    standard
                        .names
                        .with_nearest(diagnostic, name, scale.names())
                        .label("not a level"),
                );
            }
            continue;
        };
        if scale.is_excluded(place) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ExcludedLevelMapped,
                    name.span,
                    format!(
                        "`{}` is excluded, and no count or number makes it so",
                        name.text
                    ),
                )
                .label("leaves the sum")
                .help("take the line out: an auditor may answer with this level all the same"),
            );
            continue;
        }
        if let Some((higher, before)) = above
            && place < higher
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::MappingOutOfOrder,
                    name.span,
                    format!(
                        "`{}` comes after `{}`, which is worse",
                        name.text, before.name.text
                    ),
                )
                .label("a better level than the one above")
                .related(before.name.span, "a worse level")
                .help("write the levels in the order of the scale, best first"),
            );
            continue;
        }
        above = Some((place, line));
    }
}

fn ending(
    standard: &Standard<'_>,
    criterion: &Criterion<'_>,
    mapping: &Mapping<'_>,
    lines: &[&Entry],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let otherwise = lines
        .iter()
        .position(|line| matches!(line.tail, Some(Tail::Otherwise(_))));
    match otherwise {
        Some(place) => {
            if let Some(after) = place.checked_add(1).and_then(|next| lines.get(next)) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AfterOtherwise,
                        after.name.span,
                        format!("the level `{}` is never reached", after.name.text),
                    )
                    .label("comes after `otherwise`")
                    .help("write the level with `otherwise` last"),
                );
            }
        }
        None => {
            let unsure = lines.last().is_some_and(|line| line.tail.is_none())
                || lines.iter().any(|line| is_broken_line(line));
            if unsure || !is_listed(mapping.block) || !criterion.head.is_whole() {
                return;
            }
            let worst = mapping
                .scale
                .and_then(|scale| {
                    let scale = &standard.scales[scale];
                    scale.scored().last().map(|place| scale.name(place))
                })
                .unwrap_or("not-met");
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingOtherwise,
                    lines
                        .last()
                        .map_or(mapping.property.keyword, |line| line.name.span),
                    format!(
                        "the levels of `{}` do not end in `otherwise`",
                        criterion.head.text()
                    ),
                )
                .label("no level for what remains")
                .help(format!("end them with the line `{worst} otherwise`")),
            );
        }
    }
}

/// Why the end of a line does not fit the form of answer, and what does.
fn misfit(answer: &Answer<'_>, tail: &Tail) -> Option<(String, &'static str)> {
    let percent = |number: &Parsed<Number>| number.value().is_none_or(|number| number.percent);
    let plain = |number: &Parsed<Number>| number.value().is_none_or(|number| !number.percent);
    let of_checklist = "write `when all`, `when at least 2`, `when exactly 1` or `otherwise`";
    let of_proportion = "write `from 90%` or `otherwise`";
    let of_number = "write `up to 42`, `from 42` or `otherwise`";
    match (answer, tail) {
        (_, Tail::Otherwise(_) | Tail::Broken(_)) => None,
        (Answer::Checklist { .. }, Tail::WhenTicked(ticked)) => match ticked {
            Ticked::AtLeast(number) | Ticked::Exactly(number)
                if number::whole(number).is_none() && number::is_bounded(number) =>
            {
                Some((
                    format!("`{}` is not a number of items", number::written(number)),
                    of_checklist,
                ))
            }
            _ => None,
        },
        (Answer::Checklist { .. }, _) => Some((
            "a checklist is mapped by how many items are ticked".to_owned(),
            of_checklist,
        )),
        (Answer::Proportion { .. }, Tail::From(number)) if percent(number) => None,
        (Answer::Proportion { .. }, _) => Some((
            "a proportion is mapped by percentages".to_owned(),
            of_proportion,
        )),
        (Answer::Number { .. }, Tail::From(number) | Tail::UpTo(number)) if plain(number) => None,
        (Answer::Number { .. }, _) => {
            Some(("a number is mapped by plain numbers".to_owned(), of_number))
        }
        _ => None,
    }
}

fn mixed(lines: &[&Entry], diagnostics: &mut Vec<Diagnostic>) {
    let from = lines
        .iter()
        .find(|line| matches!(line.tail, Some(Tail::From(_))));
    let up_to = lines
        .iter()
        .find(|line| matches!(line.tail, Some(Tail::UpTo(_))));
    let (Some(from), Some(up_to)) = (from, up_to) else {
        return;
    };
    let (first, second) = if from.span < up_to.span {
        (from, up_to)
    } else {
        (up_to, from)
    };
    diagnostics.push(
        Diagnostic::new(Code::MappingMixed, second.span, "these levels mix `up to` with `from`")
            .label("counts the other way")
            .related(first.span, "counts this way")
            .help("write `up to` in every line where less is better, `from` in every line where more is better"),
    );
}
