//! Finding what a change speaks of in the base. Depth is bounded by the loader.

use rubric_lang::ast::{Block, Declaration, Item, Kind};

/// Whether a declaration has a kind and a name.
fn is_named(declaration: &Declaration, kind: Kind, name: &str) -> bool {
    declaration.kind == kind
        && (declaration.name.value()).is_some_and(|own| own.text.eq_ignore_ascii_case(name))
}

/// The declaration of a kind and a name, at any depth.
pub fn declaration<'i>(items: &'i [Item], kind: Kind, name: &str) -> Option<&'i Declaration> {
    items.iter().find_map(|item| match item {
        Item::Declaration(one) if is_named(one, kind, name) => Some(one.as_ref()),
        Item::Declaration(one) => {
            let block = one.block.as_ref()?;
            declaration(&block.items, kind, name)
        }
        _ => None,
    })
}

/// The declaration of a kind and a name, at any depth, to be changed.
pub fn declaration_mut<'i>(
    items: &'i mut [Item],
    kind: Kind,
    name: &str,
) -> Option<&'i mut Declaration> {
    for item in items {
        let Item::Declaration(declaration) = item else {
            continue;
        };
        if is_named(declaration, kind, name) {
            return Some(declaration);
        }
        if let Some(block) = &mut declaration.block
            && let Some(found) = declaration_mut(&mut block.items, kind, name)
        {
            return Some(found);
        }
    }
    None
}

/// Takes the declaration of a kind and a name out, at any depth.
pub fn take_out(items: &mut Vec<Item>, kind: Kind, name: &str) {
    items.retain(|item| !matches!(item, Item::Declaration(one) if is_named(one, kind, name)));
    for item in items {
        if let Item::Declaration(declaration) = item
            && let Some(block) = &mut declaration.block
        {
            take_out(&mut block.items, kind, name);
        }
    }
}

/// Adds the kind, name and title of a declaration and of all in it.
pub fn names_of(declaration: &Declaration, found: &mut Vec<(Kind, String, String)>) {
    if let Some(name) = declaration.name.value() {
        let title = declaration
            .title
            .as_ref()
            .map_or("", |title| title.value.as_str());
        found.push((declaration.kind, name.text.clone(), title.to_owned()));
    }
    for item in crate::tree::items(declaration.block.as_ref()) {
        if let Item::Declaration(inner) = item {
            names_of(inner, found);
        }
    }
}

/// The block of a declaration, which has one from now on.
pub fn block_of(declaration: &mut Declaration) -> &mut Block {
    let end = declaration.span.at_end();
    declaration.block.get_or_insert(Block {
        open: end,
        items: Vec::new(),
        close: Some(end),
    })
}

/// Where in a block a statement is put in: after the last one, before what is declared in it.
pub fn after_statements(block: &Block) -> usize {
    let last = block
        .items
        .iter()
        .rposition(|item| matches!(item, Item::Property(_)));
    let last = last.map_or(0, |last| last.saturating_add(1));
    let first = block
        .items
        .iter()
        .position(|item| matches!(item, Item::Declaration(_)));
    first.map_or(last, |first| last.min(first))
}

/// Where in a block something is put in that is to stand after a name; nothing where there is none of
/// that name.
pub fn after_name(block: &Block, name: &str) -> Option<usize> {
    let is_it = |item: &Item| {
        match item {
            Item::Declaration(declaration) => declaration.name.value(),
            Item::Entry(entry) => Some(&entry.name),
            _ => None,
        }
        .is_some_and(|own| own.text.eq_ignore_ascii_case(name))
    };
    block
        .items
        .iter()
        .position(is_it)
        .map(|at| at.saturating_add(1))
}
