//! A limit on a level holds for the worse levels too, or some limit does.

use std::collections::{HashMap, HashSet};

use rubric_lang::ast::{Bound, Condition, Operator, Predicate, Value};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use crate::arena::Id;
use crate::bounds::MOST_STEPS;
use crate::condition::{Looked, Order};
use crate::standard::{Ladder, Limit, Scope, Standard};
use crate::words;

/// A place on a ladder.
type Held<'t> = Option<(Id<Ladder<'t>>, usize)>;

/// Makes sure of it, given what each limit looks at.
pub fn check<'t>(
    standard: &Standard<'t>,
    limits: &[(&Limit<'t>, Vec<Looked<'t>>)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut dealt: HashMap<(Order<'t>, Held<'t>), usize> = HashMap::new();
    for (limit, looked) in limits {
        for one in looked {
            let exact = matches!(one.operator, Some(Operator::Is) | None);
            let worst = if exact { one.place } else { usize::MAX };
            let furthest = dealt.entry((one.order, held(standard, limit))).or_default();
            *furthest = worst.max(*furthest);
        }
    }
    let looks: usize = limits.iter().map(|(_, looked)| looked.len()).sum();
    if looks.saturating_mul(dealt.len()) > MOST_STEPS {
        return;
    }
    for (limit, looked) in limits {
        let held = held(standard, limit);
        let mut asserted = HashSet::new();
        if let Some(condition) = limit.when {
            assert_of(condition, &mut asserted);
        }
        for one in looked {
            let is_exact = one.operator == Some(Operator::Is) && asserted.contains(&one.span);
            let is_dealt_with = || {
                dealt.iter().any(|((order, other), furthest)| {
                    *order == one.order && *furthest > one.place && is_as_far(*other, held)
                })
            };
            if is_exact && !one.worse.is_empty() && !is_dealt_with() {
                diagnostics.extend(passed_over(one));
            }
        }
    }
}

fn passed_over(one: &Looked<'_>) -> Option<Diagnostic> {
    let better = one.better?;
    let (is, level) = one.said.split_once(' ')?;
    let worse = words::list(one.worse.iter().copied());
    let verb = if one.worse.len() == 1 { "is" } else { "are" };
    let message = format!("`{}` passes over {worse}, which {verb} worse", one.said);
    Some(
        Diagnostic::new(Code::WorseLevelPassedOver, one.span, message)
            .label("this one alone")
            .help(format!(
                "write `{is} at most {level}` or `{is} below {better}` if the worse is meant too, `{is} one of ({level})` if not"
            )),
    )
}

/// How far a limit holds a grade down; nothing where that cannot be told.
fn held<'t>(standard: &Standard<'t>, limit: &Limit<'t>) -> Held<'t> {
    let ceiling = limit.ceiling.as_ref()?;
    let ladder = match ceiling.scope? {
        Scope::Overall => standard.overall_ladder?,
        Scope::Section(section) => standard.sections[section].ladder?,
        Scope::Every => standard
            .sections
            .iter()
            .find_map(|section| section.ladder)?,
    };
    let place = standard.ladders[ladder].find(&ceiling.grade?.text)?;
    Some((ladder, place))
}

/// Whether one limit holds a grade down as far as another, or that cannot be told.
fn is_as_far<'t>(one: Held<'t>, other: Held<'t>) -> bool {
    one.zip(other)
        .is_none_or(|((ladder, place), (other, least))| ladder != other || place >= least)
}

/// The comparisons that a condition asserts of one thing, of any, of some number at least, or of all.
fn assert_of(condition: &Condition, asserted: &mut HashSet<Span>) {
    let predicate = match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().for_each(|part| assert_of(part, asserted));
            return;
        }
        Condition::Parentheses { condition, .. } => return assert_of(condition, asserted),
        Condition::Comparison(comparison) => &comparison.predicate,
        Condition::Group(count)
            if matches!(
                count.bound,
                Bound::Any(_) | Bound::All(_) | Bound::AtLeast(_)
            ) =>
        {
            &count.predicate
        }
        _ => return,
    };
    if let Predicate::Compare {
        words,
        value: Value::Name(name),
        ..
    } = predicate
    {
        asserted.insert(words.to(name.span));
    }
}
