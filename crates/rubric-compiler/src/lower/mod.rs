//! From a checked standard to the compiled rubric.

mod lists;
mod provenance;
mod rules;
mod sections;

use rubric_lang::ast::{NameKeyword, Parsed, PropertyKind, TextKeyword};
use rubric_lang::source::Files;
use rubric_model::rubric::{Effective, FORMAT, Overall, Rubric};
use rubric_model::{Rational, canonical};

use crate::assemble::Origins;
use crate::condition::Understood;
use crate::number;
use crate::standard::{Standard, statements, text};

/// The language of the texts where the source says nothing.
const LANGUAGE: &str = "en";

/// The compiled rubric of a standard that has no errors; nothing where it has some after all.
pub fn lower<'t>(
    standard: &Standard<'t>,
    conditions: &Understood<'t>,
    files: &Files,
    origins: &Origins,
) -> Option<Rubric> {
    let head = standard.head;
    let rubric = head.declaration;
    let stated = |keyword| text(rubric, keyword).map(|text| text.value.clone());
    let version = statements(rubric).find_map(|property| match &property.kind {
        PropertyKind::Version(version) => version.value(),
        _ => None,
    })?;
    let mut compiled = Rubric {
        format: FORMAT.to_owned(),
        name: head.text().to_owned(),
        title: head.title.to_owned(),
        version: version.text.clone(),
        publisher: stated(TextKeyword::Publisher),
        audits: stated(TextKeyword::Audits),
        jurisdiction: stated(TextKeyword::Jurisdiction),
        language: language(standard),
        effective: effective(standard),
        introduction: stated(TextKeyword::Introduction),
        digest: String::new(),
        sources: lists::sources(standard)?,
        owners: lists::owners(standard),
        facts: lists::facts(standard)?,
        causes: lists::causes(standard),
        scales: lists::scales(standard)?,
        ladders: lists::ladders(standard, conditions)?,
        overall: Overall {
            ladder: standard.ladders[standard.overall_ladder?]
                .head
                .text()
                .to_owned(),
        },
        excluded_share_notice: excluded_share_notice(standard)?,
        sections: sections::sections(standard, conditions)?,
        limits: rules::limits(standard, conditions)?,
        indicators: rules::indicators(standard, conditions)?,
        guarantees: rules::guarantees(standard, conditions)?,
        provenance: provenance::provenance(standard, files, origins),
    };
    compiled.digest = canonical::digest(&compiled).ok()?;
    Some(compiled)
}

fn language(standard: &Standard<'_>) -> String {
    let stated = statements(standard.head.declaration).find_map(|property| match &property.kind {
        PropertyKind::Named(NameKeyword::Language, Parsed::Value(tag)) => Some(tag.text.clone()),
        _ => None,
    });
    stated.unwrap_or_else(|| LANGUAGE.to_owned())
}

fn effective(standard: &Standard<'_>) -> Option<Effective> {
    statements(standard.head.declaration).find_map(|property| match &property.kind {
        PropertyKind::Effective { from, to } => Some(Effective {
            from: from.value()?.text.clone(),
            to: to
                .as_ref()
                .and_then(Parsed::value)
                .map(|to| to.text.clone()),
        }),
        _ => None,
    })
}

fn excluded_share_notice(standard: &Standard<'_>) -> Option<Rational> {
    let stated = statements(standard.head.declaration).find_map(|property| match &property.kind {
        PropertyKind::ExcludedNotice(share) => Some(share.value().and_then(number::exact)),
        _ => None,
    });
    stated.unwrap_or_else(|| Rational::new(1, 4))
}
