//! Conditions in the words they are written in.

use std::fmt;

use super::{
    Comparison, Condition, CriterionTest, Description, FactValue, Group, GroupCondition,
    JudgedTest, MemberTest, Members, Quantity, Subject,
};
use crate::{Name, Rational};

/// As it is written in a rubric: `any essential criterion in it is not-met`. What no rubric can say,
/// a third or a list of nothing, is written `1/3` and `()`.
impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(formatter, parts, " and "),
            Self::AnyOf(parts) => joined(formatter, parts, " or "),
            Self::Not(part) => write!(formatter, "not ({part})"),
            Self::Fact(name, comparison) => {
                write!(formatter, "{name} {}", compared(comparison, "is", fact))
            }
            Self::Criterion(name, test) => criterion(formatter, name, test, "is"),
            Self::Judged(subject, test) => judged(formatter, &subject.to_string(), test, "is"),
            Self::Group(group) => group.fmt(formatter),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overall => formatter.write_str("overall"),
            Self::Section(name) => write!(formatter, "section {name}"),
            Self::It => formatter.write_str("it"),
        }
    }
}

impl fmt::Display for GroupCondition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = matches!(self.quantity, Quantity::Any | Quantity::No);
        let is = if one { "is" } else { "are" };
        let group = match &self.group {
            Group::Whole(members) => noun(*members, one).to_owned(),
            Group::Described(description) => described(description, one),
            Group::Named(names) => format!("of ({})", names.join(", ")),
        };
        let named = matches!(self.group, Group::Named(_));
        let subject = match self.quantity {
            Quantity::Any => format!("any {group}"),
            Quantity::Every => format!("all {group}"),
            Quantity::No if named => format!("none {group}"),
            Quantity::No => format!("no {group}"),
            Quantity::AtLeast(count) => format!("at least {count} {group}"),
            Quantity::AtMost(count) => format!("at most {count} {group}"),
            Quantity::Exactly(count) => format!("exactly {count} {group}"),
            Quantity::AllBut(count) if named => format!("all but {count} {group}"),
            Quantity::AllBut(count) => format!("all but {count} of {group}"),
        };
        match &self.test {
            MemberTest::Criterion(test) => criterion(formatter, &subject, test, is),
            MemberTest::Section(test) => judged(formatter, &subject, test, is),
        }
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&fact(self))
    }
}

fn joined(formatter: &mut fmt::Formatter<'_>, parts: &[Condition], word: &str) -> fmt::Result {
    if parts.is_empty() {
        return formatter.write_str("()");
    }
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            formatter.write_str(word)?;
        }
        match part {
            Condition::All(_) | Condition::AnyOf(_) => write!(formatter, "({part})")?,
            _ => write!(formatter, "{part}")?,
        }
    }
    Ok(())
}

fn compared<T>(comparison: &Comparison<T>, is: &str, word: impl Fn(&T) -> String) -> String {
    let listed = |values: &[T]| values.iter().map(&word).collect::<Vec<_>>().join(", ");
    match comparison {
        Comparison::Is(value) => format!("{is} {}", word(value)),
        Comparison::IsNot(value) => format!("{is} not {}", word(value)),
        Comparison::AtLeast(value) => format!("{is} at least {}", word(value)),
        Comparison::AtMost(value) => format!("{is} at most {}", word(value)),
        Comparison::Below(value) => format!("{is} below {}", word(value)),
        Comparison::Above(value) => format!("{is} above {}", word(value)),
        Comparison::OneOf(values) => format!("{is} one of ({})", listed(values)),
        Comparison::NotOneOf(values) => format!("{is} not one of ({})", listed(values)),
    }
}

fn fact(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(number) => number.decimal(),
        FactValue::Option(option) => option.clone(),
    }
}

fn criterion(
    formatter: &mut fmt::Formatter<'_>,
    subject: &str,
    test: &CriterionTest,
    is: &str,
) -> fmt::Result {
    let said = match test {
        CriterionTest::Level(comparison) => compared(comparison, is, Name::clone),
        CriterionTest::Value(comparison) => compared(comparison, is, Rational::percentage),
        CriterionTest::Number(comparison) => compared(comparison, is, Rational::decimal),
        CriterionTest::Excluded(true) => format!("{is} excluded"),
        CriterionTest::Excluded(false) => format!("{is} not excluded"),
        CriterionTest::Has(item) => format!("has {item}"),
        CriterionTest::Lacks(item) => format!("lacks {item}"),
    };
    write!(formatter, "{subject} {said}")
}

fn judged(
    formatter: &mut fmt::Formatter<'_>,
    subject: &str,
    test: &JudgedTest,
    is: &str,
) -> fmt::Result {
    match test {
        JudgedTest::Grade(comparison) => {
            let said = compared(comparison, is, Name::clone);
            write!(formatter, "{subject} {said}")
        }
        JudgedTest::Score(comparison) => {
            let said = compared(comparison, is, Rational::percentage);
            write!(formatter, "score of {subject} {said}")
        }
        JudgedTest::Scored(true) => write!(formatter, "{subject} {is} scored"),
        JudgedTest::Scored(false) => write!(formatter, "{subject} {is} not scored"),
    }
}

fn described(group: &Description, one: bool) -> String {
    let mut words: Vec<&str> = group.marks.iter().map(|mark| mark.word()).collect();
    words.push(noun(group.members, one));
    match group.within.as_deref() {
        Some("it") => words.extend(["in", "it"]),
        Some(section) => words.extend(["in", "section", section]),
        None => {}
    }
    for tag in &group.tagged {
        words.extend(["tagged", tag]);
    }
    if let Some(owner) = &group.owned_by {
        words.extend(["owned", "by", owner]);
    }
    words.join(" ")
}

fn noun(members: Members, one: bool) -> &'static str {
    match (members, one) {
        (Members::Sections, true) => "section",
        (Members::Sections, false) => "sections",
        (Members::Criteria, true) => "criterion",
        (Members::Criteria, false) => "criteria",
    }
}
