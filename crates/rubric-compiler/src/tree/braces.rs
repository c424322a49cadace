//! Declarations whose opening brace is missing: what should stand in their block stands after them.

use std::collections::HashSet;

use rubric_lang::ast::{Declaration, Item, Tree};
use rubric_lang::source::Span;

use super::blocks;
use rubric_lang::vocabulary::{Holder, word};

/// Whether a block may hold something.
pub fn admits(holder: Holder, item: &Item) -> bool {
    match item {
        Item::Property(property) => holder.statements().contains(&word(&property.kind)),
        Item::Declaration(declaration) => holder.declarations().contains(&declaration.kind),
        Item::Entry(_) => holder.holds_entries(),
        Item::Overlay(_) | Item::Comment(_) | Item::Broken(_) => true,
    }
}

/// Whether something after a declaration shows that its brace is missing.
pub fn has_lost_brace(holder: Holder, declaration: &Declaration, next: &Item) -> bool {
    declaration.block.is_none()
        && !admits(holder, next)
        && admits(Holder::Declaration(declaration.kind), next)
}

/// The declarations whose opening brace is missing, by where they stand.
pub fn lost_braces(tree: &Tree) -> HashSet<Span> {
    let mut lost = HashSet::new();
    blocks(tree, &mut |holder, block| {
        let items = block
            .items
            .iter()
            .filter(|item| !matches!(item, Item::Comment(_)));
        let mut before: Option<&Declaration> = None;
        for item in items {
            if let Some(declaration) = before
                && has_lost_brace(holder, declaration, item)
            {
                lost.insert(declaration.span);
            }
            before = match item {
                Item::Declaration(declaration) => Some(declaration),
                _ => None,
            };
        }
    });
    lost
}
