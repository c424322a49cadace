//! All texts of a block's statements, lines and declarations.

use rubric_lang::ast::{Block, Item, Parsed, Property, PropertyKind, Text, Tree};

/// Visits every text of a file, titles included, each with what it is.
pub fn all_texts<'t>(tree: &'t Tree, visit: &mut dyn FnMut(&'static str, &'t Text)) {
    texts(&tree.items, visit);
    super::blocks(tree, &mut |_, block: &'t Block| texts(&block.items, visit));
}

fn texts<'t>(items: &'t [Item], visit: &mut dyn FnMut(&'static str, &'t Text)) {
    for item in items {
        match item {
            Item::Declaration(declaration) => declaration
                .title
                .iter()
                .for_each(|title| visit("title", title)),
            Item::Entry(entry) => entry.title.iter().for_each(|title| visit("title", title)),
            Item::Property(property) => of_property(property, visit),
            Item::Overlay(_) | Item::Comment(_) | Item::Broken(_) => {}
        }
    }
}

fn of_property<'t>(property: &'t Property, visit: &mut dyn FnMut(&'static str, &'t Text)) {
    let word = rubric_lang::vocabulary::word(&property.kind);
    match &property.kind {
        PropertyKind::Text(_, Parsed::Value(text))
        | PropertyKind::Means {
            text: Parsed::Value(text),
            ..
        }
        | PropertyKind::Example {
            text: Parsed::Value(text),
            ..
        }
        | PropertyKind::Proportion {
            of: Parsed::Value(text),
            ..
        }
        | PropertyKind::Number {
            unit: Some(text), ..
        } => visit(word, text),
        PropertyKind::Provision { name, title } => {
            name.value()
                .into_iter()
                .chain(title)
                .for_each(|text| visit(word, text));
        }
        PropertyKind::Cites {
            provision: Some(text),
            ..
        } => visit(word, text),
        _ => {}
    }
}
