//! From a tree to a standard with its names looked up.

mod choose;
mod declared;
mod defaults;
mod sections;

use std::cmp::Reverse;

use rubric_lang::ast::{Declaration, Kind, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Files;

use crate::arena::Arena;
use crate::assemble::Origins;
use crate::bounds::MOST_DECLARATIONS;
use crate::standard::{
    Ceiling, Fact, FactKind, Head, Item, Limit, Names, NumberRange, Scope, Standard, ceiling,
    statements,
};
use crate::tree::declarations;
use crate::{number, words};
use defaults::Defaults;

/// What a file declares.
pub enum Resolved<'t> {
    /// A standard.
    Rubric(Box<Standard<'t>>),
    /// What standards share: of it, only the lists are looked up.
    Library(Box<Standard<'t>>),
}

/// Looks up all names but those in conditions. Gives nothing where the file declares neither a rubric
/// nor a library.
pub fn resolve<'t>(
    tree: &'t Tree,
    files: &Files,
    origins: &Origins,
) -> (Option<Resolved<'t>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(rubric) = choose::declared(tree, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let mut standard = empty(rubric);
    declared::gather(tree, rubric, files, &mut standard.names);
    for (kind, name, span) in &origins.removed_at {
        let name = name.to_ascii_lowercase();
        standard.names.removed.insert((*kind, name), *span);
    }
    let mut inside = declarations(rubric.block.as_ref());
    if let Some(diagnostic) = too_many(&inside) {
        inside.truncate(MOST_DECLARATIONS);
        diagnostics.push(diagnostic);
        standard.names.open = true;
    }
    lists(&mut standard, &inside);
    if rubric.kind == Kind::Library {
        duplicates(&mut standard, &inside, origins, &mut diagnostics);
        return (Some(Resolved::Library(Box::new(standard))), diagnostics);
    }
    let defaults = Defaults::new(&standard, &mut diagnostics);
    standard.overall_ladder = defaults.overall_ladder(&standard, &mut diagnostics);
    sections::resolve(&mut standard, &inside, &defaults, &mut diagnostics);
    limits(&mut standard, &inside, &mut diagnostics);
    duplicates(&mut standard, &inside, origins, &mut diagnostics);
    (Some(Resolved::Rubric(Box::new(standard))), diagnostics)
}

fn empty(rubric: &Declaration) -> Standard<'_> {
    let names = Names::new();
    Standard {
        head: Head::new(rubric, &names),
        names,
        sources: Arena::default(),
        owners: Arena::default(),
        facts: Arena::default(),
        causes: Arena::default(),
        scales: Arena::default(),
        ladders: Arena::default(),
        overall_ladder: None,
        sections: Arena::default(),
        top: Vec::new(),
        criteria: Arena::default(),
        limits: Arena::default(),
        indicators: Arena::default(),
        guarantees: Arena::default(),
        tests: Arena::default(),
    }
}

fn too_many(inside: &[&Declaration]) -> Option<Diagnostic> {
    let first = inside.get(MOST_DECLARATIONS)?;
    Some(
        Diagnostic::new(
            Code::TooManyThings,
            first.kind_span,
            format!("this rubric declares more than {MOST_DECLARATIONS} things"),
        )
        .label("what follows is not read"),
    )
}

fn lists<'t>(standard: &mut Standard<'t>, inside: &[&'t Declaration]) {
    for declaration in inside {
        let head = Head::new(declaration, &standard.names);
        match declaration.kind {
            Kind::Source => {
                let id = standard.sources.push(source(head));
                head.name
                    .into_iter()
                    .for_each(|name| standard.names.sources.add(name, id));
            }
            Kind::Owner => {
                let id = standard.owners.push(head);
                head.name
                    .into_iter()
                    .for_each(|name| standard.names.owners.add(name, id));
            }
            Kind::Fact => {
                let id = standard.facts.push(Fact {
                    head,
                    kind: fact_kind(declaration),
                });
                if let Some(name) = head.name {
                    sections::name_member(
                        &mut standard.names,
                        name,
                        crate::standard::Found::Fact(id),
                    );
                }
            }
            Kind::Cause => {
                standard.causes.push(head);
            }
            Kind::Scale => {
                let id = standard.scales.push(crate::standard::Scale::new(head));
                head.name
                    .into_iter()
                    .for_each(|name| standard.names.scales.add(name, id));
            }
            Kind::Grades => {
                let id = standard.ladders.push(crate::standard::Ladder::new(head));
                head.name
                    .into_iter()
                    .for_each(|name| standard.names.ladders.add(name, id));
            }
            Kind::Indicator => {
                standard.indicators.push(head);
            }
            Kind::Guarantee => {
                standard.guarantees.push(head);
            }
            Kind::Test => {
                standard.tests.push(head);
            }
            Kind::Rubric | Kind::Library | Kind::Section | Kind::Criterion | Kind::Limit => {}
        }
    }
}

fn source(head: Head<'_>) -> crate::standard::Source<'_> {
    let mut provisions = std::collections::HashMap::new();
    let mut broken = !head.is_whole();
    for property in statements(head.declaration) {
        if let PropertyKind::Provision { name, .. } = &property.kind {
            match name.value() {
                Some(name) => {
                    provisions
                        .entry(provision_key(&name.value))
                        .or_insert(name.value.as_str());
                }
                None => broken = true,
            }
        }
    }
    crate::standard::Source {
        head,
        provisions,
        broken,
    }
}

/// How provisions are compared: without spaces, in small letters.
pub fn provision_key(name: &str) -> String {
    name.chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn fact_kind(declaration: &Declaration) -> Option<FactKind<'_>> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Flag(rubric_lang::ast::Flag::YesNo) => Some(Some(FactKind::YesNo)),
        PropertyKind::Number { range, decimal, .. } => {
            Some(number_range(range.value(), *decimal).map(FactKind::Number))
        }
        PropertyKind::OneOf(block) => {
            let whole = crate::tree::is_listed(block.as_ref());
            Some(whole.then(|| FactKind::OneOf(Item::all(block.as_ref()))))
        }
        _ => None,
    })?
}

/// The range of two numbers, unless they are not plain numbers in order.
pub fn number_range(
    range: Option<&(rubric_lang::ast::Number, rubric_lang::ast::Number)>,
    decimal: bool,
) -> Option<NumberRange> {
    let (from, to) = range?;
    if from.percent || to.percent {
        return None;
    }
    let (from, to) = (number::plain(from)?, number::plain(to)?);
    (from <= to).then_some(NumberRange { from, to, decimal })
}

fn limits<'t>(
    standard: &mut Standard<'t>,
    inside: &[&'t Declaration],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for declaration in inside
        .iter()
        .filter(|declaration| declaration.kind == Kind::Limit)
    {
        let head = Head::new(declaration, &standard.names);
        let ceiling = ceiling(declaration).map(|(subject, grade)| Ceiling {
            scope: match subject {
                rubric_lang::ast::CeilingSubject::Overall(_) => Some(Scope::Overall),
                rubric_lang::ast::CeilingSubject::EverySection(_) => Some(Scope::Every),
                rubric_lang::ast::CeilingSubject::Section(name) => name
                    .value()
                    .and_then(|name| standard.names.find_section(name, diagnostics))
                    .map(Scope::Section),
            },
            grade: grade.value(),
        });
        let when = statements(declaration).find_map(|property| match &property.kind {
            PropertyKind::When(condition) => Some(condition),
            _ => None,
        });
        let id = standard.limits.push(Limit {
            head,
            ceiling,
            when,
        });
        head.name
            .into_iter()
            .for_each(|name| standard.names.limits.add(name, id));
    }
}

/// Names declared twice. Criteria, sections and facts share one space of names.
fn duplicates<'t>(
    standard: &mut Standard<'t>,
    inside: &[&'t Declaration],
    origins: &Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut all: Vec<&Declaration> = inside
        .iter()
        .copied()
        .filter(|one| !matches!(one.kind, Kind::Section | Kind::Criterion | Kind::Fact))
        .collect();
    all.extend(standard.facts.iter().map(|fact| fact.head.declaration));
    all.extend(
        standard
            .sections
            .iter()
            .map(|section| section.head.declaration),
    );
    all.extend(
        standard
            .criteria
            .iter()
            .map(|criterion| criterion.head.declaration),
    );
    // What is built on stands before what builds on it.
    let unit = |declaration: &&Declaration| origins.units.of(declaration.span.file);
    all.sort_by_key(|declaration| (Reverse(unit(declaration)), declaration.span));
    let mut first = std::collections::HashMap::new();
    for declaration in all {
        let Some(name) = declaration.name.value() else {
            continue;
        };
        let member = matches!(
            declaration.kind,
            Kind::Section | Kind::Criterion | Kind::Fact
        );
        let space = if member {
            Kind::Criterion
        } else {
            declaration.kind
        };
        match first.entry((space, name.text.to_ascii_lowercase())) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert((declaration.kind, name));
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                let (kind, earlier) = *entry.get();
                standard
                    .names
                    .elsewhere
                    .insert((declaration.kind, name.text.to_ascii_lowercase()));
                let mut diagnostic = Diagnostic::new(
                    Code::DuplicateName,
                    name.span,
                    format!("`{}` is declared twice", name.text),
                )
                .label("declared again here")
                .related(earlier.span, "first declared here");
                diagnostic = if kind == declaration.kind {
                    diagnostic.help(format!(
                        "give one {} another name, such as `{}-2`",
                        words::noun(kind),
                        name.text
                    ))
                } else {
                    diagnostic.help(format!(
                        "the first is {}, this is {}; criteria, sections and facts share their names: call this one `{}-2`",
                        words::a(kind.keyword()),
                        words::a(declaration.kind.keyword()),
                        name.text
                    ))
                };
                for (span, what) in [(name.span, "this"), (earlier.span, "the first")] {
                    for led in origins.units.led_to(span.file) {
                        diagnostic =
                            diagnostic.related(led, format!("{what} is read because of this"));
                    }
                }
                diagnostics.push(diagnostic);
            }
        }
    }
}
