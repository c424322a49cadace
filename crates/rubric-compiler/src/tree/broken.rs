//! What could not be read: where a value is broken, what seems to be missing after it may be a
//! part of it.

use rubric_lang::ast::{
    Block, Condition, Entry, Expectation, Item, Members, Parsed, Predicate, PropertyKind, Tail,
};

/// Whether something in a block could not be read: a line, a value, or a part of a condition.
/// What the declarations in it hold does not count.
pub fn holds_broken(block: Option<&Block>) -> bool {
    super::items(block).iter().any(|item| match item {
        Item::Broken(_) => true,
        Item::Property(property) => statement(&property.kind),
        Item::Entry(entry) => line(entry),
        Item::Declaration(_) | Item::Overlay(_) | Item::Comment(_) => false,
    })
}

/// Whether something in a line of a list could not be read.
pub fn line(entry: &Entry) -> bool {
    let tail = match &entry.tail {
        Some(Tail::Broken(_) | Tail::From(Parsed::Broken(_)) | Tail::UpTo(Parsed::Broken(_))) => {
            true
        }
        Some(Tail::When(when)) => condition(when),
        _ => false,
    };
    tail || holds_broken(entry.block.as_ref())
}

fn is_broken<T>(value: &Parsed<T>) -> bool {
    value.value().is_none()
}

fn statement(kind: &PropertyKind) -> bool {
    match kind {
        PropertyKind::Text(_, text) => is_broken(text),
        PropertyKind::Named(_, name)
        | PropertyKind::OverallGrades(name)
        | PropertyKind::Leave(name)
        | PropertyKind::Scale { name, .. } => is_broken(name),
        PropertyKind::Flag(_) => false,
        PropertyKind::Version(word) => is_broken(word),
        PropertyKind::Effective { from, to } => {
            is_broken(from) || to.as_ref().is_some_and(is_broken)
        }
        PropertyKind::Provision { name, .. } => is_broken(name),
        PropertyKind::Default { kind, name } => is_broken(kind) || is_broken(name),
        PropertyKind::ExcludedNotice(number) | PropertyKind::Weight(number) => is_broken(number),
        PropertyKind::AppliesWhen(when)
        | PropertyKind::When(when)
        | PropertyKind::Count(when)
        | PropertyKind::Whenever(when)
        | PropertyKind::Then(when)
        | PropertyKind::Expect(Expectation::Condition(when)) => condition(when),
        PropertyKind::Expect(_) => false,
        PropertyKind::Cites { source, .. } => is_broken(source),
        PropertyKind::Means { text, .. } => is_broken(text),
        PropertyKind::Example { quality, text } => is_broken(quality) || is_broken(text),
        PropertyKind::Required { below, .. } => below.as_ref().is_some_and(is_broken),
        PropertyKind::Checklist(block) | PropertyKind::OneOf(block) => list(block.as_ref()),
        PropertyKind::Proportion { of, block } => is_broken(of) || list(block.as_ref()),
        PropertyKind::NoneOf(none) => is_broken(none),
        PropertyKind::Number { range, .. } => is_broken(range),
        PropertyKind::Levels { scale, block } => is_broken(scale) || list(block.as_ref()),
        PropertyKind::Ceiling { grade, .. } => is_broken(grade),
        PropertyKind::Share { r#where, among } => {
            condition(r#where) || among.as_ref().is_some_and(condition)
        }
        PropertyKind::Mean(subject) => is_broken(subject),
        PropertyKind::Target { bound, value } => is_broken(bound) || is_broken(value),
        PropertyKind::GivenFact { name, value } => is_broken(name) || is_broken(value),
        PropertyKind::Answer { subject, value } => is_broken(subject) || is_broken(value),
        PropertyKind::Use(path) => is_broken(path),
        PropertyKind::Include(path) => is_broken(path),
        PropertyKind::Remove(part) => is_broken(part),
    }
}

/// A list that is missing has its diagnostic, like one that could not be read.
fn list(block: Option<&Block>) -> bool {
    block.is_none_or(|block| block.close.is_none() || holds_broken(Some(block)))
}

/// Whether a part of a condition could not be read, or stands there without its comparison.
// Depth is bounded by the parser.
pub fn condition(when: &Condition) -> bool {
    match when {
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(condition),
        Condition::Not {
            condition: inner, ..
        }
        | Condition::Parentheses {
            condition: inner, ..
        } => condition(inner),
        Condition::Comparison(comparison) => predicate(&comparison.predicate),
        Condition::Group(count) => {
            let group = matches!(
                &count.group.members,
                Members::Described {
                    within: Some(Parsed::Broken(_)),
                    ..
                }
            );
            group || predicate(&count.predicate)
        }
        Condition::Bare(_) | Condition::Broken(_) => true,
    }
}

fn predicate(predicate: &Predicate) -> bool {
    matches!(predicate, Predicate::Broken(_))
}
