//! Sections and criteria, with owners, ladders and scales looked up.

use rubric_lang::ast::{
    Declaration, Flag, Item as TreeItem, Kind, Name, NameKeyword, Parsed, PropertyKind,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::defaults::Defaults;
use super::number_range;
use crate::arena::Id;
use crate::bounds::{MOST_CRITERIA, MOST_SECTIONS};
use crate::standard::{
    Answer, Child, Criterion, Found, Head, Item, Mapping, Names, Section, Standard, Weight,
    statements,
};
use crate::tree::{declarations, is_listed, items, properties};

/// Adds all sections and criteria to a standard.
pub fn resolve<'t>(
    standard: &mut Standard<'t>,
    inside: &[&'t Declaration],
    defaults: &Defaults<'t>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut resolver = Resolver {
        standard,
        defaults,
        diagnostics,
    };
    for declaration in inside
        .iter()
        .filter(|declaration| declaration.kind == Kind::Section)
    {
        if let Some(section) = resolver.section(declaration, None) {
            resolver.standard.top.push(section);
        }
    }
}

/// Adds the name of a criterion, section or fact; the first that has it keeps it.
pub fn name_member<'t>(names: &mut Names<'t>, name: &'t Name, found: Found<'t>) {
    names
        .members
        .entry(name.text.to_ascii_lowercase())
        .or_insert(found);
    names.member_spellings.push((found.kind(), &name.text));
}

struct Resolver<'r, 't> {
    standard: &'r mut Standard<'t>,
    defaults: &'r Defaults<'t>,
    diagnostics: &'r mut Vec<Diagnostic>,
}

impl<'t> Resolver<'_, 't> {
    // Depth is bounded by the parser.
    fn section(
        &mut self,
        declaration: &'t Declaration,
        parent: Option<Id<Section<'t>>>,
    ) -> Option<Id<Section<'t>>> {
        if self.is_full(
            declaration,
            self.standard.sections.len(),
            MOST_SECTIONS,
            "sections",
        ) {
            return None;
        }
        let head = Head::new(declaration, &self.standard.names);
        let inherited = parent.and_then(|parent| self.standard.sections[parent].owner);
        let section = Section {
            head,
            parent,
            criteria: Vec::new(),
            sections: Vec::new(),
            children: Vec::new(),
            owner: self.owner(declaration, inherited),
            weight: weight(declaration),
            ladder: self.ladder(&head),
            applies: applies(declaration),
            tags: self.tags(declaration),
        };
        let id = self.standard.sections.push(section);
        if let Some(name) = head.name {
            name_member(&mut self.standard.names, name, Found::Section(id));
        }
        for inner in declarations(declaration.block.as_ref()) {
            match inner.kind {
                Kind::Section => {
                    if let Some(inner) = self.section(inner, Some(id)) {
                        let section = &mut self.standard.sections[id];
                        section.sections.push(inner);
                        section.children.push(Child::Section(inner));
                    }
                }
                Kind::Criterion => {
                    if let Some(inner) = self.criterion(inner, id) {
                        let section = &mut self.standard.sections[id];
                        section.criteria.push(inner);
                        section.children.push(Child::Criterion(inner));
                    }
                }
                _ => {}
            }
        }
        Some(id)
    }

    fn is_full(
        &mut self,
        declaration: &Declaration,
        so_far: usize,
        most: usize,
        what: &str,
    ) -> bool {
        if so_far == most && !self.standard.names.open {
            self.standard.names.open = true;
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TooManyThings,
                    declaration.kind_span,
                    format!("this rubric has more than {most} {what}"),
                )
                .label("what follows is not read"),
            );
        }
        so_far >= most
    }

    fn criterion(
        &mut self,
        declaration: &'t Declaration,
        section: Id<Section<'t>>,
    ) -> Option<Id<Criterion<'t>>> {
        if self.is_full(
            declaration,
            self.standard.criteria.len(),
            MOST_CRITERIA,
            "criteria",
        ) {
            return None;
        }
        let head = Head::new(declaration, &self.standard.names);
        let inherited = self.standard.sections[section].owner;
        let criterion = Criterion {
            head,
            owner: self.owner(declaration, inherited),
            weight: weight(declaration),
            unscored: flag(declaration, Flag::Unscored),
            essential: flag(declaration, Flag::Essential),
            statutory: flag(declaration, Flag::Statutory),
            tags: self.tags(declaration),
            applies: applies(declaration),
            answer: self.answer(&head),
        };
        let id = self.standard.criteria.push(criterion);
        if let Some(name) = head.name {
            name_member(&mut self.standard.names, name, Found::Criterion(id));
        }
        Some(id)
    }

    fn owner(
        &mut self,
        declaration: &'t Declaration,
        inherited: Option<Id<Head<'t>>>,
    ) -> Option<Id<Head<'t>>> {
        match named(declaration, NameKeyword::Owner) {
            Some(name) => {
                let names = &self.standard.names;
                name.value()
                    .and_then(|name| names.find(&names.owners, name, self.diagnostics))
            }
            None => inherited,
        }
    }

    fn ladder(&mut self, head: &Head<'t>) -> Option<Id<crate::standard::Ladder<'t>>> {
        let names = &self.standard.names;
        match named(head.declaration, NameKeyword::Grades) {
            Some(name) => name
                .value()
                .and_then(|name| names.find(&names.ladders, name, self.diagnostics)),
            None => self.defaults.ladder(self.standard, head, self.diagnostics),
        }
    }

    fn tags(&mut self, declaration: &'t Declaration) -> Vec<&'t Name> {
        let tags: Vec<&Name> = statements(declaration)
            .filter_map(|property| match &property.kind {
                PropertyKind::Named(NameKeyword::Tag, Parsed::Value(name)) => Some(name),
                _ => None,
            })
            .collect();
        for tag in &tags {
            self.standard
                .names
                .tags
                .entry(tag.text.to_ascii_lowercase())
                .or_insert(&tag.text);
        }
        tags
    }

    fn answer(&mut self, head: &Head<'t>) -> Option<Answer<'t>> {
        let declaration = head.declaration;
        let form = statements(declaration).find(|property| {
            rubric_lang::vocabulary::is_form(rubric_lang::vocabulary::word(&property.kind))
        });
        let Some(form) = form else {
            // What could not be read may have been the form.
            let unread = items(declaration.block.as_ref())
                .iter()
                .any(|item| matches!(item, TreeItem::Broken(_)));
            if unread || head.lost_brace {
                return None;
            }
            let scale = self.defaults.scale(self.standard, head, self.diagnostics)?;
            return Some(Answer::Scale {
                scale,
                span: None,
                without: Vec::new(),
            });
        };
        let levels = self.mapping(declaration);
        Some(match &form.kind {
            PropertyKind::Scale { name, without } => return self.scale(name.value()?, without),
            PropertyKind::Checklist(block) => Answer::Checklist {
                items: Item::all(block.as_ref()),
                whole: is_listed(block.as_ref()),
                levels,
            },
            PropertyKind::Proportion { of, block } => Answer::Proportion {
                of: of.value(),
                none: properties(block.as_ref()).find_map(|property| match &property.kind {
                    PropertyKind::NoneOf(none) => none.value(),
                    _ => None,
                }),
                levels,
            },
            PropertyKind::Number {
                unit,
                range,
                decimal,
            } => Answer::Number {
                unit: unit.as_ref(),
                range: number_range(range.value(), *decimal),
                levels,
            },
            // `one-of` belongs to facts, which is said already.
            PropertyKind::OneOf(_) => return None,
            _ => Answer::YesNo,
        })
    }

    fn scale(&mut self, name: &'t Name, without: &'t [Name]) -> Option<Answer<'t>> {
        let names = &self.standard.names;
        let id = names.find(&names.scales, name, self.diagnostics)?;
        let scale = &self.standard.scales[id];
        let mut places = Vec::new();
        for level in without {
            match scale.find(&level.text) {
                Some(place) if places.contains(&place) => self.diagnostics.push(
                    Diagnostic::new(
                        Code::RepeatedStatement,
                        level.span,
                        format!("`{}` stands twice after `without`", level.text),
                    )
                    .label("named again")
                    .help("take it out, or name the level that is meant"),
                ),
                Some(place) => places.push(place),
                None if !scale.is_sure() => {}
                None => {
                    let message = format!(
                        "scale `{}` has no level `{}`",
                        scale.head.text(),
                        level.text
                    );
                    let diagnostic = Diagnostic::new(Code::UnknownName, level.span, message);
                    self.diagnostics.push(
                        names
                            .with_nearest(diagnostic, level, scale.names())
                            .label("not a level"),
                    );
                }
            }
        }
        places.sort_unstable();
        Some(Answer::Scale {
            scale: id,
            span: Some(name.span),
            without: places,
        })
    }

    fn mapping(&mut self, declaration: &'t Declaration) -> Option<Mapping<'t>> {
        let names = &self.standard.names;
        statements(declaration).find_map(|property| match &property.kind {
            PropertyKind::Levels { scale, block } => Some(Mapping {
                property,
                scale: scale
                    .value()
                    .and_then(|scale| names.find(&names.scales, scale, self.diagnostics)),
                block: block.as_ref(),
            }),
            _ => None,
        })
    }
}

fn named(declaration: &Declaration, keyword: NameKeyword) -> Option<&Parsed<Name>> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Named(word, name) if *word == keyword => Some(name),
        _ => None,
    })
}

fn flag(declaration: &Declaration, wanted: Flag) -> Option<Span> {
    statements(declaration)
        .find(|property| property.kind == PropertyKind::Flag(wanted))
        .map(|property| property.span)
}

fn weight(declaration: &Declaration) -> Option<Weight<'_>> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Weight(number) => Some(Weight {
            span: property.span,
            number: number.value(),
        }),
        _ => None,
    })
}

fn applies(declaration: &Declaration) -> Option<&rubric_lang::ast::Condition> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::AppliesWhen(condition) => Some(condition),
        _ => None,
    })
}
