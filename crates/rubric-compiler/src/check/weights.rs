//! Weights of siblings are of one form, and percentages come to 100%.

use rubric_lang::ast::Number;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{FileId, Span};
use rubric_model::Rational;

use crate::number;
use crate::standard::{Child, Head, Standard, Weight};

/// The most siblings that one message lists.
const MOST_LISTED: usize = 12;

/// Something with a weight among its siblings.
struct Sibling<'t> {
    name: &'t str,
    span: Span,
    weight: Option<Weight<'t>>,
    /// Whether all that is said of it could be read.
    sound: bool,
    is_criterion: bool,
    /// Whether it is a section with nothing in it, which has been said.
    empty: bool,
}

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for criterion in standard.criteria.iter() {
        match (criterion.weight, criterion.unscored) {
            (Some(weight), Some(unscored)) => diagnostics.push(
                Diagnostic::new(
                    Code::WeightOnUnscored,
                    weight.span,
                    format!(
                        "`{}` is not scored, and has a weight",
                        criterion.head.text()
                    ),
                )
                .label("counts for nothing")
                .related(unscored, "not scored")
                .help("take the weight out, or take `unscored` out"),
            ),
            (Some(weight), None) => zero(weight, true, diagnostics),
            (None, _) => {}
        }
    }
    for section in standard.sections.iter() {
        if let Some(weight) = section.weight {
            zero(weight, false, diagnostics);
        }
    }
    let is_closed = |head: &Head<'_>| {
        let block = head.declaration.block.as_ref();
        block.is_none_or(|block| block.close.is_some())
    };
    // Under a block that is never closed, what stands where is a guess.
    if !is_closed(&standard.head) {
        return;
    }
    if standard.head.is_whole() && !standard.names.is_open() {
        let top: Vec<Child<'_>> = standard.top.iter().copied().map(Child::Section).collect();
        siblings(standard, &top, diagnostics);
    }
    for section in standard
        .sections
        .iter()
        .filter(|section| section.head.is_whole() && !standard.names.is_open())
    {
        let mut above = section.parent.map(|parent| &standard.sections[parent]);
        let mut closed = true;
        while let Some(outer) = above {
            closed &= is_closed(&outer.head);
            above = outer.parent.map(|parent| &standard.sections[parent]);
        }
        if closed {
            siblings(standard, &section.children, diagnostics);
        }
    }
}

fn zero(weight: Weight<'_>, criterion: bool, diagnostics: &mut Vec<Diagnostic>) {
    let Some(number) = weight
        .number
        .filter(|number| number::plain(number) == Some(Rational::from(0)))
    else {
        return;
    };
    let diagnostic = Diagnostic::new(
        Code::ZeroWeight,
        number.span,
        "a weight of 0 counts for nothing",
    )
    .label("counts for nothing");
    diagnostics.push(if criterion {
        diagnostic
            .help("write `unscored` for what is asked and reported without counting")
            .fix(weight.span, "unscored")
    } else {
        diagnostic.help("write `unscored` in each of its criteria, and take the weight out")
    });
}

fn siblings<'t>(
    standard: &Standard<'t>,
    children: &[Child<'t>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let siblings: Vec<Sibling<'t>> = children
        .iter()
        .filter_map(|child| match child {
            Child::Criterion(id) => {
                let criterion = &standard.criteria[*id];
                criterion.unscored.is_none().then(|| Sibling {
                    name: criterion.head.text(),
                    span: criterion.head.span,
                    weight: criterion.weight,
                    sound: criterion.head.is_sound(),
                    is_criterion: true,
                    empty: false,
                })
            }
            Child::Section(id) => {
                let section = &standard.sections[*id];
                Some(Sibling {
                    name: section.head.text(),
                    span: section.head.span,
                    weight: section.weight,
                    sound: section.head.is_sound(),
                    is_criterion: false,
                    empty: section.children.is_empty(),
                })
            }
        })
        .collect();
    let broken = |sibling: &Sibling<'_>| {
        sibling.weight.is_some_and(|weight| {
            weight
                .number
                .is_none_or(|number| !number::is_bounded(number))
        })
    };
    if siblings.iter().any(broken) || children.iter().any(|child| has_unread(standard, *child)) {
        return;
    }
    let stated = |sibling: &Sibling<'t>| Some((sibling.name, sibling.weight?.number?));
    let percent: Vec<(&str, &Number)> = siblings
        .iter()
        .filter_map(stated)
        .filter(|(_, number)| number.percent)
        .collect();
    let relative: Vec<(&str, &Number)> = siblings
        .iter()
        .filter_map(stated)
        .filter(|(_, number)| !number.percent)
        .collect();
    let (Some((_, first_percent)), first_relative) = (percent.first(), relative.first()) else {
        return;
    };
    let is_zero = |(_, number): &(&str, &Number)| number::plain(number) == Some(Rational::from(0));
    if first_relative.is_some() {
        diagnostics.push(mixed(first_percent, &percent, &relative));
    } else if percent.iter().any(is_zero) {
        // That has been said, and without it the others may be meant otherwise.
    } else if siblings.iter().any(|sibling| sibling.weight.is_none()) {
        // Where a value could not be read, the weight may have been a part of it.
        let sound = |sibling: &Sibling<'_>| sibling.weight.is_some() || sibling.sound;
        let without: Vec<&Sibling<'_>> = siblings
            .iter()
            .filter(|sibling| sibling.weight.is_none() && !sibling.empty)
            .collect();
        if siblings.iter().all(sound)
            && let Some((first, others)) = without.split_first()
        {
            diagnostics.push(missing(first, others, &percent));
        }
    } else {
        sum(&percent, diagnostics);
    }
}

/// Whether something in a child could not be read: its weight, or that it is unscored.
fn has_unread(standard: &Standard<'_>, child: Child<'_>) -> bool {
    let head = match child {
        Child::Criterion(id) => standard.criteria[id].head,
        Child::Section(id) => standard.sections[id].head,
    };
    let items = crate::tree::items(head.declaration.block.as_ref());
    let broken = |item: &rubric_lang::ast::Item| matches!(item, rubric_lang::ast::Item::Broken(_));
    head.lost_brace || items.iter().any(broken)
}

fn mixed(
    first_percent: &Number,
    percent: &[(&str, &Number)],
    relative: &[(&str, &Number)],
) -> Diagnostic {
    let mut all: Vec<&Number> = percent
        .iter()
        .chain(relative)
        .map(|(_, number)| *number)
        .collect();
    all.sort_by_key(|number| number.span);
    let says = |number: &Number| {
        if number.percent {
            "a percentage"
        } else {
            "a plain number"
        }
    };
    // The first that is of another form than the one at the top.
    let form = all.first().is_some_and(|first| first.percent);
    let odd = all
        .iter()
        .copied()
        .find(|number| number.percent != form)
        .unwrap_or(first_percent);
    let mut diagnostic = Diagnostic::new(
        Code::MixedWeights,
        odd.span,
        "some of these weights are percentages, and some are plain numbers",
    )
    .label(says(odd))
    .help("write a percentage for every one of them, or a plain number for every one");
    for number in all
        .into_iter()
        .filter(|number| number.span != odd.span)
        .take(MOST_LISTED)
    {
        diagnostic = diagnostic.related(number.span, says(number));
    }
    diagnostic
}

fn missing(
    without: &Sibling<'_>,
    others: &[&Sibling<'_>],
    percent: &[(&str, &Number)],
) -> Diagnostic {
    let left = Rational(Rational::from(1).0 - total(percent).0);
    let mut diagnostic = Diagnostic::new(
        Code::MissingPercentage,
        without.span,
        format!(
            "`{}` has no percentage, and what stands beside it has",
            without.name
        ),
    )
    .label("no `weight`");
    for sibling in others.iter().take(MOST_LISTED) {
        diagnostic = diagnostic.related(sibling.span, "no `weight` either");
    }
    if others.is_empty() && left > Rational::from(0) {
        let or = if without.is_criterion {
            ", or `unscored`"
        } else {
            ""
        };
        diagnostic.help(format!(
            "write `weight {}`, which is what the others leave{or}",
            number::show_percent(&left)
        ))
    } else {
        diagnostic.help("write a percentage for every one of them, so that they come to 100%")
    }
}

fn total(percent: &[(&str, &Number)]) -> Rational {
    let exact = percent
        .iter()
        .filter_map(|(_, number)| number::exact(number));
    Rational(exact.map(|share| share.0).sum())
}

fn sum(percent: &[(&str, &Number)], diagnostics: &mut Vec<Diagnostic>) {
    let total = total(percent);
    // In a local standard, the weights that it states itself are those to look at.
    let own = percent.iter().filter(|(_, one)| one.span.file == FileId(0));
    let mut shown_at: Vec<&Number> = own.map(|(_, one)| *one).collect();
    if shown_at.is_empty() {
        shown_at = percent.iter().map(|(_, one)| *one).collect();
    }
    let Some((first, rest)) = shown_at.split_first() else {
        return;
    };
    if total == Rational::from(1) {
        return;
    }
    let shown = number::show_percent(&total);
    let one = Rational::from(1);
    let (difference, more) = if total > one {
        (total.0 - one.0, "too much")
    } else {
        (one.0 - total.0, "too little")
    };
    let over = number::show_percent(&Rational(difference));
    let mut list: Vec<String> = percent
        .iter()
        .take(MOST_LISTED)
        .map(|(name, number)| format!("`{name}` {}", number::written(number)))
        .collect();
    if percent.len() > MOST_LISTED {
        list.push(format!(
            "{} more",
            percent.len().saturating_sub(MOST_LISTED)
        ));
    }
    let mut diagnostic = Diagnostic::new(
        Code::PercentagesNot100,
        first.span,
        format!("these percentages come to {shown}, not 100%"),
    )
    .label(format!("together {shown}"))
    .help(format!("{}: {over} {more}", list.join(", ")));
    for number in rest.iter().take(MOST_LISTED) {
        diagnostic = diagnostic.related(number.span, "with this one");
    }
    diagnostics.push(diagnostic);
}
