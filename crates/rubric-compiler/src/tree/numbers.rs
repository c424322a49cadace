//! All numbers of a block's statements and lines.

use rubric_lang::ast::{
    AnswerValue, Block, Bound, Condition, Entry, Expectation, Item, NoneOf, Number, Parsed,
    Predicate, Property, PropertyKind, Tail, Ticked, Value,
};

/// Visits the numbers that stand directly in a block.
pub fn numbers<'t>(block: &'t Block, visit: &mut dyn FnMut(&'t Number)) {
    for item in &block.items {
        match item {
            Item::Property(property) => of_property(property, visit),
            Item::Entry(entry) => of_entry(entry, visit),
            Item::Declaration(_) | Item::Overlay(_) | Item::Comment(_) | Item::Broken(_) => {}
        }
    }
}

fn parsed<'t>(number: &'t Parsed<Number>, visit: &mut dyn FnMut(&'t Number)) {
    number.value().into_iter().for_each(visit);
}

fn of_entry<'t>(entry: &'t Entry, visit: &mut dyn FnMut(&'t Number)) {
    match &entry.tail {
        Some(
            Tail::Points(number)
            | Tail::WhenTicked(Ticked::AtLeast(number) | Ticked::Exactly(number)),
        ) => visit(number),
        Some(Tail::From(number) | Tail::UpTo(number)) => parsed(number, visit),
        Some(Tail::When(condition)) => of_condition(condition, visit),
        Some(Tail::Excluded(_) | Tail::WhenTicked(_) | Tail::Otherwise(_) | Tail::Broken(_))
        | None => {}
    }
}

fn of_property<'t>(property: &'t Property, visit: &mut dyn FnMut(&'t Number)) {
    match &property.kind {
        PropertyKind::ExcludedNotice(number) | PropertyKind::Weight(number) => {
            parsed(number, visit)
        }
        PropertyKind::AppliesWhen(condition)
        | PropertyKind::When(condition)
        | PropertyKind::Count(condition)
        | PropertyKind::Whenever(condition)
        | PropertyKind::Then(condition)
        | PropertyKind::Expect(Expectation::Condition(condition)) => of_condition(condition, visit),
        PropertyKind::Share { r#where, among } => {
            of_condition(r#where, visit);
            among.iter().for_each(|among| of_condition(among, visit));
        }
        PropertyKind::NoneOf(Parsed::Value(NoneOf::Counts(number))) => visit(number),
        PropertyKind::Number {
            range: Parsed::Value((from, to)),
            ..
        } => {
            visit(from);
            visit(to);
        }
        PropertyKind::Target { value, .. } => parsed(value, visit),
        PropertyKind::GivenFact {
            value: Parsed::Value(value),
            ..
        }
        | PropertyKind::Answer {
            value: Parsed::Value(value),
            ..
        } => {
            of_answer(value, visit);
        }
        _ => {}
    }
}

fn of_answer<'t>(value: &'t AnswerValue, visit: &mut dyn FnMut(&'t Number)) {
    match value {
        AnswerValue::Proportion(count, of) => {
            visit(count);
            visit(of);
        }
        AnswerValue::Number(number) => visit(number),
        AnswerValue::Name(_)
        | AnswerValue::Listed(..)
        | AnswerValue::Ticked(..)
        | AnswerValue::AllTicked(_) => {}
    }
}

// Depth is bounded by the parser.
fn of_condition<'t>(condition: &'t Condition, visit: &mut dyn FnMut(&'t Number)) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().for_each(|part| of_condition(part, visit))
        }
        Condition::Not { condition, .. } | Condition::Parentheses { condition, .. } => {
            of_condition(condition, visit)
        }
        Condition::Comparison(comparison) => of_predicate(&comparison.predicate, visit),
        Condition::Group(count) => {
            count.whole.iter().for_each(&mut *visit);
            match &count.bound {
                Bound::AllBut(number)
                | Bound::AtLeast(number)
                | Bound::AtMost(number)
                | Bound::Exactly(number) => visit(number),
                Bound::Any(_) | Bound::All(_) | Bound::No(_) => {}
            }
            of_predicate(&count.predicate, visit);
        }
        Condition::Bare(Value::Number(number)) => visit(number),
        Condition::Bare(Value::Name(_)) | Condition::Broken(_) => {}
    }
}

fn of_predicate<'t>(predicate: &'t Predicate, visit: &mut dyn FnMut(&'t Number)) {
    let mut value = |value: &'t Value| {
        if let Value::Number(number) = value {
            visit(number);
        }
    };
    match predicate {
        Predicate::Compare { value: given, .. } => value(given),
        Predicate::OneOf { values, .. } => values.iter().for_each(value),
        _ => {}
    }
}
