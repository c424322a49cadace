//! Fixing everything else piece by piece.

use super::{Can, Open};
use crate::trial::{May, Spent, Trial};

/// Whether a criterion can decide the grade in one case of the facts. The others are fixed in this
/// order; what does not apply is not in it.
pub(super) fn search(
    trial: &mut Trial<'_>,
    open: &[Open],
    at: usize,
    order: &[usize],
) -> Result<Can, Spent> {
    let Some(one) = open.get(at) else {
        return Ok(Can::No);
    };
    if !order.contains(&at) {
        return Ok(Can::No);
    }
    let others: Vec<usize> = order.iter().copied().filter(|other| *other != at).collect();
    fix(trial, open, one, &others)
}

fn fix(trial: &mut Trial<'_>, open: &[Open], one: &Open, others: &[usize]) -> Result<Can, Spent> {
    // With any answer to it, and so with all.
    trial.set(one.place, None);
    if trial.result()?.is_settled() {
        return Ok(Can::No);
    }
    match told_apart(trial, one)? {
        Told::Apart => return Ok(Can::Yes),
        Told::Alike if one.kinds.whole => return Ok(Can::No),
        Told::Alike | Told::Open => {}
    }
    let Some((next, others)) = others.split_first() else {
        return Ok(Can::Unknown);
    };
    let Some(next) = open.get(*next) else {
        return Ok(Can::Unknown);
    };
    let mut can = if next.kinds.whole {
        Can::No
    } else {
        Can::Unknown
    };
    for kind in &next.kinds.each {
        trial.set(next.place, Some(kind.clone()));
        match fix(trial, open, one, others)? {
            Can::Yes => return Ok(Can::Yes),
            Can::No => {}
            Can::Unknown => can = Can::Unknown,
        }
    }
    trial.set(next.place, None);
    Ok(can)
}

/// How two kinds of answer come out beside each other.
pub(super) enum Told {
    /// Some come to different results, however the rest turns out.
    Apart,
    /// All come to the one same result.
    Alike,
    /// That depends on the rest.
    Open,
}

/// How the kinds of answer to a criterion come out.
pub(super) fn told_apart(trial: &mut Trial<'_>, one: &Open) -> Result<Told, Spent> {
    let mut seen: Vec<May> = Vec::new();
    // The ends first: they differ most.
    let each = one.kinds.each.iter();
    let ends = each.clone().take(1).chain(each.clone().skip(1).rev());
    for kind in ends {
        trial.set(one.place, Some(kind.clone()));
        let may = trial.result()?;
        if seen.iter().any(|other| !other.meets(may)) {
            trial.set(one.place, None);
            return Ok(Told::Apart);
        }
        if !seen.contains(&may) {
            seen.push(may);
        }
    }
    trial.set(one.place, None);
    Ok(match seen.as_slice() {
        [may] if may.is_settled() => Told::Alike,
        _ => Told::Open,
    })
}
