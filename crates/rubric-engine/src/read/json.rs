//! JSON by its shape, numbers as their text.

use std::collections::BTreeSet;
use std::fmt;

use rubric_model::Rational;
use rubric_model::audit::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fault::{self, Fault};
use super::{MOST_AUDIT_BYTES, MOST_NUMBER_CHARACTERS};
use crate::error::Problem;
use crate::pointer::Pointer;

/// The whole document, if it is JSON at all.
pub(super) fn document(bytes: &[u8]) -> Result<&RawValue, Problem> {
    let root = Pointer::Root;
    if bytes.len() > MOST_AUDIT_BYTES {
        return Err(root
            .problem(format!("the audit is longer than {MOST_AUDIT_BYTES} bytes"))
            .help("write one audit a document, and shorten its comments"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (line, column) = place(bytes.get(..error.valid_up_to()).unwrap_or_default());
            return Err(Problem {
                line: Some(line),
                column: Some(column),
                ..root
                    .problem("the text is not in UTF-8")
                    .help("save the file as UTF-8")
            });
        }
    };
    serde_json::from_str(text).map_err(|error| match fault::find(text) {
        Some(Fault {
            offset,
            message,
            help,
        }) => {
            let (line, column) = place(text.as_bytes().get(..offset).unwrap_or_default());
            Problem {
                line: Some(line),
                column: Some(column),
                ..root.problem(message).help(help)
            }
        }
        None => Problem {
            line: Some(error.line()),
            column: Some(error.column().max(1)),
            ..root
                .problem("the text cannot be read as JSON from here on")
                .help("look for a list within a list within a list, or a quote or brace too many")
        },
    })
}

/// Line and column, from 1 and in characters, of the end of a text.
pub(super) fn place(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    // The first byte of a character is any but `10xxxxxx`.
    let column = (before.iter().rev())
        .take_while(|byte| **byte != b'\n')
        .filter(|byte| **byte & 0xc0 != 0x80)
        .count();
    (line.saturating_add(1), column.saturating_add(1))
}

/// The members of an object, in order, each once.
pub(super) struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .find(|(member, _)| member == name)
            .map(|(_, value)| *value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry::<String, &'de RawValue>()? {
                    pairs.push(pair);
                }
                Ok(Members(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// The members of an object; those given twice are a problem each.
pub(super) fn members<'a>(
    value: &'a RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Members<'a>> {
    if kind(value) != Kind::Object {
        problems.push(match at {
            Pointer::Root => at
                .problem("this is not an audit: an audit is written between `{` and `}`")
                .help("write each audit in a file of its own, or one a line"),
            _ => at
                .problem("this must be written between `{` and `}`")
                .help("write `{ \"name\": value, … }`"),
        });
        return None;
    }
    let Ok(Members(pairs)) = serde_json::from_str(value.get()) else {
        problems.push(at.problem("a member's name is not valid text"));
        return None;
    };
    let mut seen = BTreeSet::new();
    let mut once = Vec::new();
    for (name, value) in pairs {
        if seen.insert(name.clone()) {
            once.push((name, value));
        } else {
            let here = at.member(&name);
            problems.push(Problem {
                last: true,
                ..here
                    .problem(format!("`{name}` is given twice"))
                    .help("keep the one that is meant")
            });
        }
    }
    Some(Members(once))
}

/// What a value is, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    YesNo,
    Number,
    Text,
    List,
    Object,
}

pub(super) fn kind(value: &RawValue) -> Kind {
    match value.get().bytes().next() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::List,
        Some(b'"') => Kind::Text,
        Some(b't' | b'f') => Kind::YesNo,
        Some(b'n') | None => Kind::Null,
        Some(_) => Kind::Number,
    }
}

/// A text.
pub(super) fn text(value: &RawValue, at: &Pointer<'_>) -> Result<String, Problem> {
    if kind(value) != Kind::Text {
        return Err(at.problem("this must be text").help("write it in quotes"));
    }
    serde_json::from_str(value.get()).map_err(|_| at.problem("this is not valid text"))
}

/// A text of a bounded length.
pub(super) fn short_text(
    value: &RawValue,
    most: usize,
    at: &Pointer<'_>,
) -> Result<String, Problem> {
    let text = text(value, at)?;
    if text.chars().count() > most {
        return Err(at
            .problem(format!("this text is longer than {most} characters"))
            .help("shorten it"));
    }
    Ok(text)
}

/// Yes or no.
pub(super) fn yes_no(value: &RawValue, at: &Pointer<'_>) -> Result<bool, Problem> {
    match value.get() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(at
            .problem("this must be yes or no")
            .help(crate::advice::true_or_false(
                &serde_json::from_str::<String>(value.get()).unwrap_or_default(),
            ))),
    }
}

/// An exact number.
pub(super) fn number(value: &RawValue, at: &Pointer<'_>) -> Result<Decimal, Problem> {
    let text = value.get();
    if kind(value) != Kind::Number {
        return Err(at
            .problem("this must be a number")
            .help("write it in digits, without quotes"));
    }
    if text.len() > MOST_NUMBER_CHARACTERS {
        return Err(at
            .problem(format!(
                "this number has more than {MOST_NUMBER_CHARACTERS} characters"
            ))
            .help("write it with fewer digits"));
    }
    (Rational::from_decimal(text).ok())
        .and_then(Decimal::new)
        .ok_or_else(|| {
            at.problem(format!("`{text}` is not a plain number"))
                .help("write it out in digits, such as `1200` or `12.5`")
        })
}

/// A whole number from 0.
pub(super) fn whole(value: &RawValue, at: &Pointer<'_>) -> Result<u32, Problem> {
    let number = number(value, at)?;
    let number = &number.number().0;
    let fits = number
        .is_integer()
        .then(|| u32::try_from(number.to_integer()).ok());
    fits.flatten().ok_or_else(|| {
        at.problem("this must be a whole number from 0 to 1000000")
            .help("count in whole numbers")
    })
}

/// A list.
pub(super) fn list<'a>(
    value: &'a RawValue,
    at: &Pointer<'_>,
) -> Result<Vec<&'a RawValue>, Problem> {
    if kind(value) != Kind::List {
        return Err(at
            .problem("this must be a list")
            .help("write its items between `[` and `]`"));
    }
    serde_json::from_str(value.get()).map_err(|_| at.problem("this is not a list"))
}
