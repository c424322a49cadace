//! Conditions in the words they are written in.

use rubric_model::Rational;
use rubric_model::condition::{
    Comparison, Condition, CriterionTest, FactValue, Group, GroupCondition, JudgedTest, MemberTest,
    Members, Quantity, Subject,
};
use rubric_model::rubric::Mark;

use super::words::{mark, number, share};

/// A condition in words.
pub(super) fn condition(condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " and "),
        Condition::AnyOf(parts) => joined(parts, " or "),
        Condition::Not(inner) => format!("not ({})", self::condition(inner)),
        Condition::Fact(name, comparison) => format!("{name} {}", compared(comparison, fact)),
        Condition::Criterion(name, test) => criterion(name, test, "is"),
        Condition::Judged(subject, test) => {
            let subject = match subject {
                Subject::Overall => "overall".to_owned(),
                Subject::Section(name) => format!("section {name}"),
                Subject::It => "it".to_owned(),
            };
            judged(&subject, test, "is")
        }
        Condition::Group(group) => counted(group),
    }
}

fn joined(parts: &[Condition], word: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Condition::All(_) | Condition::AnyOf(_) => format!("({})", condition(part)),
            _ => condition(part),
        })
        .collect();
    parts.join(word)
}

fn fact(value: &FactValue) -> String {
    match value {
        FactValue::YesNo(true) => "yes".to_owned(),
        FactValue::YesNo(false) => "no".to_owned(),
        FactValue::Number(value) => number(value),
        FactValue::Option(option) => option.clone(),
    }
}

fn compared<T>(comparison: &Comparison<T>, word: impl Fn(&T) -> String) -> String {
    compared_with(comparison, word, "is")
}

fn compared_with<T>(comparison: &Comparison<T>, word: impl Fn(&T) -> String, is: &str) -> String {
    let listed = |values: &[T]| {
        let values: Vec<String> = values.iter().map(&word).collect();
        values.join(", ")
    };
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

fn criterion(subject: &str, test: &CriterionTest, is: &str) -> String {
    match test {
        CriterionTest::Level(comparison) => {
            format!("{subject} {}", compared_with(comparison, Clone::clone, is))
        }
        CriterionTest::Value(comparison) => {
            format!("{subject} {}", compared_with(comparison, share, is))
        }
        CriterionTest::Number(comparison) => {
            let word = |value: &Rational| number(value);
            format!("{subject} {}", compared_with(comparison, word, is))
        }
        CriterionTest::Excluded(true) => format!("{subject} {is} excluded"),
        CriterionTest::Excluded(false) => format!("{subject} {is} not excluded"),
        CriterionTest::Has(item) => format!("{subject} has {item}"),
        CriterionTest::Lacks(item) => format!("{subject} lacks {item}"),
    }
}

fn judged(subject: &str, test: &JudgedTest, is: &str) -> String {
    match test {
        JudgedTest::Grade(comparison) => {
            format!("{subject} {}", compared_with(comparison, Clone::clone, is))
        }
        JudgedTest::Score(comparison) => {
            let compared = compared_with(comparison, share, is);
            format!("score of {subject} {compared}")
        }
        JudgedTest::Scored(true) => format!("{subject} {is} scored"),
        JudgedTest::Scored(false) => format!("{subject} {is} not scored"),
    }
}

fn counted(condition: &GroupCondition) -> String {
    let one = matches!(condition.quantity, Quantity::Any | Quantity::No);
    let quantity = match condition.quantity {
        Quantity::Any => "any".to_owned(),
        Quantity::Every => "all".to_owned(),
        Quantity::No => "no".to_owned(),
        Quantity::AtLeast(count) => format!("at least {count}"),
        Quantity::AtMost(count) => format!("at most {count}"),
        Quantity::Exactly(count) => format!("exactly {count}"),
        Quantity::AllBut(count) => format!("all but {count} of"),
    };
    let members = |members: &Members| match (members, one) {
        (Members::Sections, true) => "section",
        (Members::Sections, false) => "sections",
        (Members::Criteria, true) => "criterion",
        (Members::Criteria, false) => "criteria",
    };
    let mut subject = vec![quantity];
    match &condition.group {
        Group::Whole(kind) => subject.push(members(kind).to_owned()),
        Group::Named(names) => subject.push(format!("of ({})", names.join(", "))),
        Group::Described(description) => {
            let marks = description.marks.iter();
            subject.extend(marks.map(|one: &Mark| mark(*one).to_owned()));
            subject.push(members(&description.members).to_owned());
            subject.extend(description.within.as_ref().map(|name| {
                let section = if name == "it" { "" } else { "section " };
                format!("in {section}{name}")
            }));
            let tagged = description.tagged.iter();
            subject.extend(tagged.map(|tag| format!("tagged {tag}")));
            subject.extend((description.owned_by.iter()).map(|owner| format!("owned by {owner}")));
        }
    }
    let subject = subject.join(" ");
    let is = if one { "is" } else { "are" };
    match &condition.test {
        MemberTest::Criterion(test) => criterion(&subject, test, is),
        MemberTest::Section(test) => judged(&subject, test, is),
    }
}

/// Every condition within one, itself among them.
pub(super) fn each<'c>(condition: &'c Condition, see: &mut dyn FnMut(&'c Condition)) {
    see(condition);
    match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => {
            parts.iter().for_each(|part| each(part, see));
        }
        Condition::Not(inner) => each(inner, see),
        _ => {}
    }
}

/// Calls criteria in a condition otherwise.
pub(super) fn rename(condition: &mut Condition, renamed: &dyn Fn(&str) -> Option<String>) {
    let set = |name: &mut String| {
        if let Some(other) = renamed(name) {
            *name = other;
        }
    };
    match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => {
            parts.iter_mut().for_each(|part| rename(part, renamed));
        }
        Condition::Not(inner) => rename(inner, renamed),
        Condition::Criterion(name, _) => set(name),
        Condition::Group(GroupCondition {
            group: Group::Named(names),
            test: MemberTest::Criterion(_),
            ..
        }) => names.iter_mut().for_each(set),
        _ => {}
    }
}
