//! Ways through the syntax tree.

mod braces;
mod broken;
mod numbers;
mod texts;

pub use braces::{admits, has_lost_brace, lost_braces};
pub use broken::{holds_broken, line as is_broken_line};
pub use numbers::numbers;
pub use texts::all_texts;

use rubric_lang::ast::{Block, Declaration, Entry, Item, Property, PropertyKind, Tree};

use rubric_lang::vocabulary::{Holder, is_form, is_measure, word};

/// Whether all of a block could be read, so that what is not in it is missing.
pub fn is_whole(block: Option<&Block>) -> bool {
    block.is_none_or(|block| {
        let unread = |item: &Item| match item {
            Item::Broken(_) | Item::Overlay(_) => true,
            Item::Property(property) => matches!(
                property.kind,
                PropertyKind::Use(_) | PropertyKind::Include(_)
            ),
            _ => false,
        };
        block.close.is_some() && !block.items.iter().any(unread)
    })
}

/// Whether a list is there, and all of it could be read.
pub fn is_listed(block: Option<&Block>) -> bool {
    block.is_some() && is_whole(block)
}

/// The items of a block.
pub fn items(block: Option<&Block>) -> &[Item] {
    block.map_or(&[], |block| block.items.as_slice())
}

/// The statements of a block.
pub fn properties(block: Option<&Block>) -> impl Iterator<Item = &Property> {
    items(block).iter().filter_map(|item| match item {
        Item::Property(property) => Some(property.as_ref()),
        _ => None,
    })
}

/// The lines of a list.
pub fn entries(block: Option<&Block>) -> impl Iterator<Item = &Entry> {
    items(block).iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(entry.as_ref()),
        _ => None,
    })
}

/// The declarations directly in a block; those in a block that could not be read count as if they
/// stood in the one around it.
pub fn declarations(block: Option<&Block>) -> Vec<&Declaration> {
    let mut found = Vec::new();
    gather(items(block), &mut found);
    found
}

fn gather<'t>(items: &'t [Item], found: &mut Vec<&'t Declaration>) {
    for item in items {
        match item {
            Item::Declaration(declaration) => found.push(declaration),
            Item::Broken(broken) => gather(self::items(broken.block.as_ref()), found),
            _ => {}
        }
    }
}

/// A block, what it belongs to, and whether its statements are to be checked.
pub type Visit<'v, 't> = &'v mut dyn FnMut(Holder, &'t Block);

/// Visits every block of a file that belongs to something known, outermost first.
pub fn blocks<'t>(tree: &'t Tree, visit: Visit<'_, 't>) {
    items_of(&tree.items, visit);
}

fn items_of<'t>(items: &'t [Item], visit: Visit<'_, 't>) {
    for item in items {
        match item {
            Item::Declaration(declaration) => {
                let holder = Holder::Declaration(declaration.kind);
                if let Some(block) = &declaration.block {
                    block_of(holder, block, visit);
                }
            }
            Item::Property(property) => nested(property, visit),
            // What an overlay holds is not looked at.
            Item::Overlay(_) | Item::Comment(_) | Item::Entry(_) => {}
            Item::Broken(broken) => items_of(self::items(broken.block.as_ref()), visit),
        }
    }
}

fn block_of<'t>(holder: Holder, block: &'t Block, visit: Visit<'_, 't>) {
    visit(holder, block);
    for entry in entries(Some(block)) {
        if let Some(inner) = &entry.block {
            block_of(holder.entry(), inner, visit);
        }
    }
    items_of(&block.items, visit);
}

fn nested<'t>(property: &'t Property, visit: Visit<'_, 't>) {
    let (holder, block) = match &property.kind {
        PropertyKind::Checklist(block) => (Holder::Checklist, block),
        PropertyKind::OneOf(block) => (Holder::Options, block),
        PropertyKind::Proportion { block, .. } => (Holder::Proportion, block),
        PropertyKind::Levels { block, .. } => (Holder::Mapping, block),
        _ => return,
    };
    if let Some(block) = block {
        block_of(holder, block, visit);
    }
}

/// What makes a statement the same as an earlier one in its block; nothing where it may be
/// repeated.
pub fn repetition_key(kind: &PropertyKind) -> Option<String> {
    let word = word(kind);
    match kind {
        PropertyKind::Means { level, .. } => {
            let level = level.as_ref().map_or("", |level| level.text.as_str());
            Some(format!("means {}", level.to_ascii_lowercase()))
        }
        PropertyKind::Default { kind, .. } => kind
            .value()
            .map(|kind| format!("default {}", kind.keyword())),
        PropertyKind::Named(
            rubric_lang::ast::NameKeyword::Tag | rubric_lang::ast::NameKeyword::Was,
            _,
        )
        | PropertyKind::Cites { .. }
        | PropertyKind::Example { .. }
        | PropertyKind::Provision { .. }
        | PropertyKind::GivenFact { .. }
        | PropertyKind::Answer { .. }
        | PropertyKind::Leave(_)
        | PropertyKind::Expect(_)
        | PropertyKind::Use(_)
        | PropertyKind::Include(_)
        | PropertyKind::Remove(_) => None,
        _ if is_form(word) => Some("form".to_owned()),
        _ if is_measure(word) => Some("measure".to_owned()),
        _ => Some(word.to_owned()),
    }
}
