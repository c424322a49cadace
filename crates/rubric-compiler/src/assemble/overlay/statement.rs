//! Statements as changes speak of them: which takes the place of which, and what they say.

use rubric_lang::ast::{
    Entry, Flag, Item, NameKeyword, Parsed, Property, PropertyKind, RemovedPart, Tail, Text,
};
use rubric_lang::source::{Files, Span};
use rubric_lang::vocabulary::{is_form, is_measure, word};
use rubric_model::rubric::Said;

use crate::resolve::provision_key;

/// Whether a statement of a change takes the place of one of the base: both say the same of a declaration.
pub fn replaces(new: &PropertyKind, old: &PropertyKind) -> bool {
    key(new) == key(old)
}

/// What of a declaration a statement says: those with the same key take each other's place.
pub fn key(kind: &PropertyKind) -> String {
    let word = word(kind);
    match kind {
        PropertyKind::Means { level, .. } => {
            let level = level.as_ref().map_or("", |level| level.text.as_str());
            format!("{word} {}", level.to_ascii_lowercase())
        }
        PropertyKind::Example { quality, .. } => {
            let quality = quality.value().map_or("", |quality| quality.text.as_str());
            format!("{word} {}", quality.to_ascii_lowercase())
        }
        PropertyKind::Provision { name, .. } => {
            let name = name.value().map_or("", |name| name.value.as_str());
            format!("{word} {}", provision_key(name))
        }
        // What counts has a weight, what does not has none.
        PropertyKind::Flag(Flag::Unscored) | PropertyKind::Weight(_) => "weight".to_owned(),
        _ if is_form(word) => "form".to_owned(),
        _ if is_measure(word) => "measure".to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a declaration may have several statements of this kind, so that one more is no contradiction.
pub fn is_repeatable(kind: &PropertyKind) -> bool {
    matches!(
        kind,
        PropertyKind::Named(NameKeyword::Tag | NameKeyword::Was, _)
            | PropertyKind::Cites { .. }
            | PropertyKind::Example { .. }
            | PropertyKind::Provision { .. }
    )
}

/// Whether two texts name one provision: spaces and letter case do not matter.
fn is_same_provision(one: &Text, other: &Text) -> bool {
    fn letters(text: &Text) -> impl Iterator<Item = char> {
        let letters = text.value.chars().filter(|letter| !letter.is_whitespace());
        letters.flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// Whether a change takes a statement out.
pub fn is_removed(kind: &PropertyKind, part: &RemovedPart) -> bool {
    // `remove tag "voice"` is understood.
    let quoted_name = part.text.as_ref().map(|text| text.value.as_str());
    let wanted = part.name.as_ref().map(|name| name.text.as_str());
    let named = |name: &str| {
        wanted
            .or(quoted_name)
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(name))
    };
    let quoted =
        |text: &Text| (part.text.as_ref()).is_none_or(|wanted| is_same_provision(wanted, text));
    let said = word(kind);
    let is_word = said == part.word || said.split(' ').next() == Some(part.word.as_str());
    is_word
        && match kind {
            PropertyKind::Means {
                level: Some(name), ..
            }
            | PropertyKind::Named(NameKeyword::Tag | NameKeyword::Was, Parsed::Value(name))
            | PropertyKind::Example {
                quality: Parsed::Value(name),
                ..
            } => named(&name.text),
            PropertyKind::Cites { source, provision } => {
                let is_source =
                    |name: &str| wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(name));
                source.value().is_none_or(|source| is_source(&source.text))
                    && provision.as_ref().is_none_or(quoted)
            }
            PropertyKind::Provision { name, .. } => name.value().is_none_or(quoted),
            _ => true,
        }
}

/// What a statement is called in provenance: its word, with the level of `means`.
pub fn called(kind: &PropertyKind) -> String {
    match kind {
        PropertyKind::Means {
            level: Some(level), ..
        } => format!("means {}", level.text),
        PropertyKind::Example { quality, .. } => {
            format!(
                "example {}",
                quality.value().map_or("", |quality| quality.text.as_str())
            )
        }
        kind => word(kind).to_owned(),
    }
}

/// What a statement says, without its word; of one that is a word alone, the word.
pub fn written(files: &Files, property: &Property) -> String {
    match &property.kind {
        PropertyKind::Text(_, Parsed::Value(text))
        | PropertyKind::Means {
            text: Parsed::Value(text),
            ..
        }
        | PropertyKind::Example {
            text: Parsed::Value(text),
            ..
        } => text.value.clone(),
        PropertyKind::Flag(_) => word(&property.kind).to_owned(),
        kind => {
            let whole = on_one_line(files, property.span);
            let rest = whole.get(word(kind).len()..).unwrap_or_default();
            let begins = whole.to_ascii_lowercase().starts_with(word(kind));
            if begins {
                rest.trim().to_owned()
            } else {
                whole
            }
        }
    }
}

/// What a line of a list says after its name.
pub fn written_line(files: &Files, entry: &Entry) -> String {
    let rest = Span {
        start: entry.name.span.end,
        ..entry.span
    };
    on_one_line(files, rest)
}

/// What stands in a place, with every run of white space one space.
pub fn on_one_line(files: &Files, span: Span) -> String {
    let text = files.get(span.file).map_or("", |file| file.slice(span));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two statements say the same. Letter case matters in texts alone.
pub fn is_same(files: &Files, first: &Property, second: &Property) -> bool {
    let (one, other) = (written(files, first), written(files, second));
    let is_text = matches!(
        first.kind,
        PropertyKind::Text(..) | PropertyKind::Means { .. } | PropertyKind::Example { .. }
    );
    let alike = one == other || !is_text && one.eq_ignore_ascii_case(&other);
    word(&first.kind) == word(&second.kind) && alike
}

/// What was said and is said.
pub fn said(of: impl Into<String>, was: Option<String>, is: Option<String>) -> Said {
    Said {
        of: of.into(),
        was,
        is,
    }
}

/// The statements among items.
pub fn of(item: &Item) -> Option<&Property> {
    match item {
        Item::Property(property) => Some(property),
        _ => None,
    }
}

/// A line of a list with what another says in the place of what it says.
pub fn replaced(mut old: Entry, new: Entry) -> Entry {
    if new.title.is_some() {
        old.title = new.title;
    }
    if new.tail.is_some() {
        old.tail = new.tail;
    }
    match (&mut old.block, new.block) {
        (Some(block), Some(other)) => {
            for item in other.items {
                if let Item::Property(property) = &item {
                    let is_old = |one: &Property| replaces(&property.kind, &one.kind);
                    block.items.retain(|one| !of(one).is_some_and(is_old));
                }
                block.items.push(item);
            }
        }
        (block @ None, Some(other)) => *block = Some(other),
        (_, None) => {}
    }
    old
}

/// Where a tail stands from its first word on: `from 70%`.
pub fn tail_text(files: &Files, tail: &Tail) -> String {
    let inner = on_one_line(files, crate::standard::tail_span(tail));
    match tail {
        Tail::From(_) => format!("from {inner}"),
        Tail::UpTo(_) => format!("up to {inner}"),
        Tail::When(_) => format!("when {inner}"),
        Tail::WhenTicked(ticked) => match ticked {
            rubric_lang::ast::Ticked::AtLeast(_) => format!("when at least {inner}"),
            rubric_lang::ast::Ticked::Exactly(_) => format!("when exactly {inner}"),
            _ => format!("when {inner}"),
        },
        _ => inner,
    }
}
