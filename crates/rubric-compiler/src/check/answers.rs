//! Every criterion can be answered.

use rubric_lang::ast::{NoneOf, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;

use crate::number;
use crate::percentage;
use crate::standard::{Answer, Criterion, Scale, Standard, statements};
use crate::tree::{holds_broken, is_whole};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for criterion in standard.criteria.iter() {
        let Some(answer) = &criterion.answer else {
            continue;
        };
        let name = criterion.head.text();
        match answer {
            Answer::Scale {
                scale,
                without,
                span,
            } => {
                let scale = &standard.scales[*scale];
                let left = scale.scored().any(|place| !without.contains(&place));
                if !left && !without.is_empty() && scale.is_whole() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::NoLevelLeft,
                            span.unwrap_or(criterion.head.span),
                            format!("`{name}` has no scored level left"),
                        )
                        .label("every level with points is taken away")
                        .help("keep at least one level with points out of `without`"),
                    );
                }
                unmapped(criterion, diagnostics);
            }
            Answer::YesNo => unmapped(criterion, diagnostics),
            Answer::Checklist { items, whole, .. } => {
                if items.is_empty() && *whole {
                    diagnostics.push(
                        Diagnostic::new(Code::MissingStatement, criterion.head.span, format!("the checklist of `{name}` has no items"))
                            .label("nothing to tick")
                            .help("write them: `checklist { what \"What will be provided\"  who \"Who provides it\" }`"),
                    );
                }
            }
            Answer::Proportion { none, .. } => proportion(criterion, *none, diagnostics),
            Answer::Number { unit, levels, .. } => {
                let number = "`number \"days\" 0 to 365`";
                let mapping = levels_of_a_number(standard);
                if unit.is_none() && levels.is_none() && criterion.head.is_sound() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::MissingStatement,
                            criterion.head.span,
                            format!("`{name}` does not say what its number counts, and which numbers are how good"),
                        )
                        .label("a number of what? and no `levels`")
                        .help(format!("write the unit in quotes, {number}, and the levels after it: `{mapping}`")),
                    );
                    continue;
                }
                if unit.is_none() && criterion.head.is_sound() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::MissingStatement,
                            criterion.head.span,
                            format!("`{name}` does not say what its number counts"),
                        )
                        .label("a number of what?")
                        .help(format!("write the unit in quotes: {number}")),
                    );
                }
                if levels.is_none() && criterion.head.is_sound() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::MissingStatement,
                            criterion.head.span,
                            format!("`{name}` does not say which numbers are how good"),
                        )
                        .label("no `levels`")
                        .help(format!("write them after the number: `{mapping}`")),
                    );
                }
            }
        }
    }
}

/// `levels` beside a form that is its own level.
fn unmapped(criterion: &Criterion<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let declaration = criterion.head.declaration;
    let form = statements(declaration).find(|property| {
        rubric_lang::vocabulary::is_form(rubric_lang::vocabulary::word(&property.kind))
    });
    let levels = statements(declaration)
        .find(|property| matches!(property.kind, PropertyKind::Levels { .. }));
    if let Some(levels) = levels {
        let diagnostic = Diagnostic::new(
            Code::ContradictoryStatements,
            levels.keyword,
            "`levels` goes with a checklist, a proportion or a number",
        )
        .label("nothing to make levels of")
        .help("take it out, or write the form of answer that it makes levels of");
        diagnostics.push(match form {
            Some(form) => diagnostic.related(form.keyword, "answered so"),
            None => diagnostic,
        });
    }
}

fn proportion(criterion: &Criterion<'_>, none: Option<&NoneOf>, diagnostics: &mut Vec<Diagnostic>) {
    let name = criterion.head.text();
    match none {
        Some(NoneOf::Counts(share)) => {
            let written = number::written(share);
            if !share.percent {
                diagnostics.push(percentage::offered(
                    Diagnostic::new(
                        Code::BadValue,
                        share.span,
                        format!("`{written}` is not a percentage"),
                    )
                    .label("counts as what share?"),
                    "none counts ",
                    share,
                ));
            } else if number::exact(share).is_some_and(|share| share > Rational::from(1)) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::ThresholdOutOfRange,
                        share.span,
                        format!("`{written}` is more than 100%"),
                    )
                    .label("more than all")
                    .help("write a percentage from 0% to 100%"),
                );
            }
        }
        Some(NoneOf::Excluded(_)) => {}
        None => {
            let stated =
                statements(criterion.head.declaration).find_map(|property| match &property.kind {
                    PropertyKind::Proportion { of, block } => Some((property, of, block.as_ref())),
                    _ => None,
                });
            let Some((property, of, block)) = stated else {
                return;
            };
            // What is counted could not be read, and the whole form was shown then.
            let Some(of) = of.value() else {
                return;
            };
            let of = &of.value;
            if !holds_broken(block) && is_whole(block) {
                diagnostics.push(
                    Diagnostic::new(Code::MissingStatement, property.keyword, format!("`{name}` does not say what `0 of 0` means"))
                        .label("and where there are none?")
                        .help(format!("write `proportion \"{of}\" {{ none counts 0% }}` where nothing at all is a failing, `proportion \"{of}\" {{ none excluded }}` where it is not")),
                );
            }
        }
    }
}

/// Levels for a number, with the scale that is used most.
fn levels_of_a_number(standard: &Standard<'_>) -> String {
    let default = statements(standard.head.declaration).find_map(|property| match &property.kind {
        PropertyKind::Default { name, .. } => name.value(),
        _ => None,
    });
    let is_default = |scale: &&Scale<'_>| {
        default.is_some_and(|name| name.text.eq_ignore_ascii_case(scale.head.text()))
    };
    let mut scales = standard.scales.iter();
    let scale = standard
        .scales
        .iter()
        .find(is_default)
        .or_else(|| scales.next());
    let shown = scale.and_then(|scale| {
        let (best, worst) = (scale.scored().next()?, scale.scored().last()?);
        let name = scale.head.text();
        let (best, worst) = (scale.name(best), scale.name(worst));
        Some(format!(
            "levels {name} {{ {best} up to 30  {worst} otherwise }}"
        ))
    });
    shown.unwrap_or_else(|| "levels evidence { met up to 30  not-met otherwise }".to_owned())
}
