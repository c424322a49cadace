//! What can be said of a compiled rubric without its tables: header, names, citations.

use std::collections::{BTreeMap, BTreeSet};

use rubric_model::canonical;
use rubric_model::rubric::{Citation, Criterion, FORMAT, Rubric, Section, Source};

use crate::date;
use crate::error::RubricError;
use crate::pointer::Pointer;

pub(super) fn header(model: &Rubric) -> Result<(), RubricError> {
    let root = Pointer::Root;
    if model.format != FORMAT {
        return Err(unknown_format(&model.format));
    }
    let digest = canonical::digest(model).map_err(|error| root.refuse(error.to_string()))?;
    if model.digest != digest {
        return Err(root.member("digest").refuse(format!(
            "the digest is not that of this rubric, which is `{digest}`: it was changed after it \
             was compiled"
        )));
    }
    if !is_version(&model.version) {
        let message = format!("`{}` is not a version such as `1.4.0`", model.version);
        return Err(root.member("version").refuse(message));
    }
    if let Some(effective) = &model.effective {
        for day in [Some(&effective.from), effective.to.as_ref()]
            .into_iter()
            .flatten()
        {
            if !date::exists(day) {
                return Err(root
                    .member("effective")
                    .refuse(format!("`{day}` is not a date")));
            }
        }
    }
    if !crate::number::is_share(&model.excluded_share_notice) {
        return Err(root
            .member("excluded_share_notice")
            .refuse("not a share from 0 to 1"));
    }
    Ok(())
}

pub(crate) fn unknown_format(format: &str) -> RubricError {
    let message = format!("`{format}` is not a format that can be read here, which is `{FORMAT}`");
    Pointer::Root.member("format").refuse(message)
}

fn is_version(text: &str) -> bool {
    let mut numbers = 0_usize;
    text.split('.').all(|part| {
        numbers = numbers.saturating_add(1);
        (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    }) && numbers == 3
}

fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '-')
}

/// Names are well formed, and each is given once.
pub(super) fn names(model: &Rubric) -> Result<(), RubricError> {
    let root = Pointer::Root;
    if !is_name(&model.name) {
        return Err(root
            .member("name")
            .refuse(format!("`{}` is not a name", model.name)));
    }
    unique(
        model.owners.iter().map(|owner| &owner.name),
        &root.member("owners"),
    )?;
    unique(
        model.causes.iter().map(|cause| &cause.name),
        &root.member("causes"),
    )?;
    unique(
        model.sources.iter().map(|source| &source.name),
        &root.member("sources"),
    )?;
    unique(
        model.scales.iter().map(|scale| &scale.name),
        &root.member("scales"),
    )?;
    unique(
        model.ladders.iter().map(|ladder| &ladder.name),
        &root.member("ladders"),
    )?;
    unique(
        model.limits.iter().map(|limit| &limit.name),
        &root.member("limits"),
    )?;
    unique(
        model.indicators.iter().map(|one| &one.name),
        &root.member("indicators"),
    )?;
    unique(
        model.guarantees.iter().map(|one| &one.name),
        &root.member("guarantees"),
    )?;

    // Facts, criteria and sections share one space, whatever the letter case.
    let mut seen = BTreeSet::new();
    let facts = root.member("facts");
    for (place, fact) in model.facts.iter().enumerate() {
        once(&mut seen, &fact.name, &facts.item(place))?;
    }
    section_names(&model.sections, &root.member("sections"), &mut seen)
}

fn section_names(
    sections: &[Section],
    at: &Pointer<'_>,
    seen: &mut BTreeSet<String>,
) -> Result<(), RubricError> {
    for (place, section) in sections.iter().enumerate() {
        let here = at.item(place);
        once(seen, &section.name, &here)?;
        let criteria = here.member("criteria");
        for (place, criterion) in section.criteria.iter().enumerate() {
            once(seen, &criterion.name, &criteria.item(place))?;
        }
        section_names(&section.sections, &here.member("sections"), seen)?;
    }
    Ok(())
}

fn once(seen: &mut BTreeSet<String>, name: &str, at: &Pointer<'_>) -> Result<(), RubricError> {
    let at = at.member("name");
    if !is_name(name) || name.eq_ignore_ascii_case("it") {
        return Err(at.refuse(format!("`{name}` is not a name")));
    }
    if !seen.insert(name.to_lowercase()) {
        return Err(at.refuse(format!("`{name}` is named twice")));
    }
    Ok(())
}

/// Refuses names that are not well formed, or given twice, in the list at `at`.
pub(super) fn unique<'a>(
    names: impl Iterator<Item = &'a String>,
    at: &Pointer<'_>,
) -> Result<(), RubricError> {
    let mut seen = BTreeSet::new();
    for (place, name) in names.enumerate() {
        let here = at.item(place);
        let here = here.member("name");
        if !is_name(name) {
            return Err(here.refuse(format!("`{name}` is not a name")));
        }
        if !seen.insert(name) {
            return Err(here.refuse(format!("`{name}` is named twice")));
        }
    }
    Ok(())
}

/// Owners, sources and provisions that are spoken of exist.
pub(super) fn citations(model: &Rubric) -> Result<(), RubricError> {
    let declared = Declared {
        owners: model.owners.iter().map(|one| one.name.as_str()).collect(),
        sources: model.sources.iter().map(provisions).collect(),
    };
    declared.sections(&model.sections, &Pointer::Root.member("sections"))
}

/// The names of owners, and of each source's provisions.
struct Declared<'m> {
    owners: BTreeSet<&'m str>,
    sources: BTreeMap<&'m str, BTreeSet<&'m str>>,
}

fn provisions(source: &Source) -> (&str, BTreeSet<&str>) {
    let names = source.provisions.iter().map(|one| one.name.as_str());
    (&source.name, names.collect())
}

impl Declared<'_> {
    fn sections(&self, list: &[Section], at: &Pointer<'_>) -> Result<(), RubricError> {
        for (place, section) in list.iter().enumerate() {
            let here = at.item(place);
            self.owner(section.owner.as_deref(), &here)?;
            let criteria = here.member("criteria");
            for (place, one) in section.criteria.iter().enumerate() {
                self.criterion(one, &criteria.item(place))?;
            }
            self.sections(&section.sections, &here.member("sections"))?;
        }
        Ok(())
    }

    fn owner(&self, name: Option<&str>, at: &Pointer<'_>) -> Result<(), RubricError> {
        match name {
            Some(name) if !self.owners.contains(name) => Err(at
                .member("owner")
                .refuse(format!("there is no owner `{name}`"))),
            _ => Ok(()),
        }
    }

    fn criterion(&self, one: &Criterion, at: &Pointer<'_>) -> Result<(), RubricError> {
        self.owner(one.owner.as_deref(), at)?;
        let cites = at.member("cites");
        for (place, Citation { source, provision }) in one.cites.iter().enumerate() {
            let here = cites.item(place);
            let Some(provisions) = self.sources.get(source.as_str()) else {
                let message = format!("there is no source `{source}`");
                return Err(here.member("source").refuse(message));
            };
            if let Some(provision) = provision
                && !provisions.is_empty()
                && !provisions.contains(provision.as_str())
            {
                let message = format!("there is no provision `{provision}`");
                return Err(here.member("provision").refuse(message));
            }
        }
        Ok(())
    }
}
