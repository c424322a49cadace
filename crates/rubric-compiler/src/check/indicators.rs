//! Indicators measure what there is, and have targets that can be met and missed.

use rubric_lang::ast::{Bound, MeanSubject, Number, Parsed, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;

use crate::number;
use crate::percentage;
use crate::standard::{Standard, statements};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for indicator in standard.indicators.iter() {
        let mut counts = None;
        for property in statements(indicator.declaration) {
            match &property.kind {
                PropertyKind::Mean(subject) => {
                    counts = counts.or(Some(false));
                    if let Parsed::Value(MeanSubject::Section(name)) = subject {
                        standard.names.find_section(name, diagnostics);
                    }
                }
                PropertyKind::Share { .. } => counts = counts.or(Some(false)),
                PropertyKind::Count(_) => counts = counts.or(Some(true)),
                _ => {}
            }
        }
        let target = statements(indicator.declaration).find_map(|property| match &property.kind {
            PropertyKind::Target {
                bound: Parsed::Value(bound),
                value: Parsed::Value(value),
            } => Some((bound, value)),
            _ => None,
        });
        if let (Some(counts), Some((bound, value))) = (counts, target) {
            target_fits(counts, bound, value, diagnostics);
        }
    }
}

fn target_fits(counts: bool, bound: &Bound, value: &Number, diagnostics: &mut Vec<Diagnostic>) {
    let written = number::written(value);
    let Some(exact) = number::exact(value) else {
        return;
    };
    if counts && number::whole(value).is_none() {
        diagnostics.push(
            Diagnostic::new(
                Code::BadValue,
                value.span,
                format!("`{written}` is not a count of audits"),
            )
            .label("audits are counted in whole numbers")
            .help("write a whole number, such as `target at most 3`"),
        );
        return;
    }
    if !counts && !value.percent {
        diagnostics.push(percentage::offered(
            Diagnostic::new(
                Code::BadValue,
                value.span,
                format!("`{written}` is not a percentage"),
            )
            .label("a share or a score is a percentage"),
            "",
            value,
        ));
        return;
    }
    let (nothing, all) = (
        exact == Rational::from(0),
        !counts && exact == Rational::from(1),
    );
    let what = match bound {
        _ if !counts && exact > Rational::from(1) => {
            "never met or never missed: nothing is more than 100%"
        }
        Bound::AtLeast(_) if nothing => "never missed: nothing is less than none",
        Bound::AtMost(_) if all => "never missed: nothing is more than 100%",
        _ => return,
    };
    diagnostics.push(
        Diagnostic::new(
            Code::TargetOutOfRange,
            value.span,
            format!("the target `{written}` is {what}"),
        )
        .label("says nothing")
        .help("write a target that may be met and may be missed, such as `at least 85%`"),
    );
}
