//! What may have been declared although it cannot be found: names of misplaced declarations, and
//! the words of what could not be read. Nothing is said to be undeclared on account of those.

use rubric_lang::ast::{Block, Declaration, Item, Kind, PropertyKind, Tree};
use rubric_lang::source::{Files, Span};

use crate::standard::Names;
use rubric_lang::vocabulary::Holder;

/// Gathers them.
pub fn gather(tree: &Tree, rubric: &Declaration, files: &Files, names: &mut Names<'_>) {
    names.open |= rubric.extends.is_some();
    names.lost_braces = crate::tree::lost_braces(tree);
    let mut gatherer = Gatherer { files, names };
    for item in &tree.items {
        match item {
            // The rubric's own block holds what is declared where it belongs.
            Item::Declaration(declaration) if std::ptr::eq(declaration.as_ref(), rubric) => {
                gatherer.items(
                    declaration.block.as_ref(),
                    Some(Holder::Declaration(Kind::Rubric)),
                );
            }
            other => gatherer.item(other, None),
        }
    }
}

struct Gatherer<'g, 't> {
    files: &'g Files,
    names: &'g mut Names<'t>,
}

impl Gatherer<'_, '_> {
    fn items(&mut self, block: Option<&Block>, holder: Option<Holder>) {
        for item in crate::tree::items(block) {
            self.item(item, holder);
        }
    }

    fn item(&mut self, item: &Item, holder: Option<Holder>) {
        match item {
            Item::Declaration(declaration) => self.declaration(declaration, holder),
            Item::Property(property) => match &property.kind {
                PropertyKind::Use(_) | PropertyKind::Include(_) => self.names.open = true,
                PropertyKind::Checklist(block)
                | PropertyKind::OneOf(block)
                | PropertyKind::Proportion { block, .. }
                | PropertyKind::Levels { block, .. } => {
                    self.items(block.as_ref(), None);
                }
                _ => {}
            },
            Item::Overlay(overlay) => {
                self.names.open = true;
                self.items(overlay.block.as_ref(), None);
            }
            Item::Broken(broken) => {
                let until = broken
                    .block
                    .as_ref()
                    .map_or(broken.span.end, |block| block.open.start);
                self.words(Span {
                    end: until.max(broken.span.start),
                    ..broken.span
                });
                self.items(broken.block.as_ref(), holder);
            }
            Item::Entry(_) | Item::Comment(_) => {}
        }
    }

    fn declaration(&mut self, declaration: &Declaration, holder: Option<Holder>) {
        let belongs =
            holder.is_some_and(|holder| holder.declarations().contains(&declaration.kind));
        match declaration.name.value() {
            Some(name) if !belongs => {
                self.names
                    .elsewhere
                    .insert((declaration.kind, name.text.to_ascii_lowercase()));
            }
            Some(_) => {}
            None => {
                self.names.broken.insert(declaration.kind);
            }
        }
        self.items(
            declaration.block.as_ref(),
            belongs.then_some(Holder::Declaration(declaration.kind)),
        );
    }

    fn words(&mut self, span: Span) {
        let Some(file) = self.files.get(span.file) else {
            return;
        };
        let words = file
            .slice(span)
            .split(|character: char| !character.is_alphanumeric() && character != '-');
        self.names.unread.extend(
            words
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase),
        );
    }
}
