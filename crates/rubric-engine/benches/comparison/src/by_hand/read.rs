//! An audit as the program keeps it, and how it is read: nothing is ignored, nothing is taken twice.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::tables::{CRITERIA, IN_SECTION, QUESTIONS, place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit<'a> {
    #[serde(rename = "format", deserialize_with = "format")]
    _format: (),
    #[serde(rename = "rubric")]
    _rubric: Rubric,
    #[serde(rename = "reference", deserialize_with = "reference")]
    _reference: &'a str,
    #[serde(rename = "date", deserialize_with = "date")]
    _date: &'a str,
    #[serde(rename = "cycle")]
    _cycle: Option<&'a str>,
    #[serde(rename = "stage")]
    _stage: Option<Stage>,
    #[serde(rename = "auditor")]
    _auditor: Option<&'a str>,
    pub facts: Facts,
    pub answers: Answers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rubric {
    #[serde(rename = "name", deserialize_with = "name")]
    _name: (),
    #[serde(rename = "version", deserialize_with = "version")]
    _version: (),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    SelfCheck,
    Audit,
    Second,
    Agreed,
    ReAudit,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Facts {
    pub has_health_needs: bool,
    pub has_social_care_needs: bool,
}

fn only<'de, D: Deserializer<'de>>(reader: D, one: &str) -> Result<(), D::Error> {
    let given = <&str>::deserialize(reader)?;
    match given == one {
        true => Ok(()),
        false => Err(D::Error::custom(format!("`{given}` is not `{one}`"))),
    }
}

fn format<'de, D: Deserializer<'de>>(reader: D) -> Result<(), D::Error> {
    only(reader, "rubric-audit/1")
}

fn name<'de, D: Deserializer<'de>>(reader: D) -> Result<(), D::Error> {
    only(reader, "plan-quality")
}

fn version<'de, D: Deserializer<'de>>(reader: D) -> Result<(), D::Error> {
    only(reader, "1.0.0")
}

fn reference<'de, D: Deserializer<'de>>(reader: D) -> Result<&'de str, D::Error> {
    let given = <&str>::deserialize(reader)?;
    let fits = given
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match fits && (1..=40).contains(&given.len()) {
        true => Ok(given),
        false => Err(D::Error::custom("no reference")),
    }
}

fn date<'de, D: Deserializer<'de>>(reader: D) -> Result<&'de str, D::Error> {
    let given = <&str>::deserialize(reader)?;
    let number = |from: usize, to: usize| given.get(from..to)?.parse::<u16>().ok();
    let fits = given.len() == 10
        && given.get(4..5) == Some("-")
        && given.get(7..8) == Some("-")
        && number(0, 4).is_some()
        && number(5, 7).is_some_and(|month| (1..=12).contains(&month))
        && number(8, 10).is_some_and(|day| (1..=31).contains(&day));
    match fits {
        true => Ok(given),
        false => Err(D::Error::custom("no date")),
    }
}

#[derive(Clone, Copy, PartialEq)]
pub enum Level {
    Met,
    Mostly,
    Partly,
    NotMet,
    NotApplicable,
}

impl Level {
    fn named<E: Error>(name: &str) -> Result<Self, E> {
        match name {
            "met" => Ok(Self::Met),
            "mostly" => Ok(Self::Mostly),
            "partly" => Ok(Self::Partly),
            "not-met" => Ok(Self::NotMet),
            "not-applicable" => Ok(Self::NotApplicable),
            _ => Err(E::custom(format!("`{name}` is no level"))),
        }
    }
}

/// The level of each criterion that was answered.
pub struct Answers(pub [Option<Level>; CRITERIA]);

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(AnswersVisitor)
    }
}

struct AnswersVisitor;

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = Answers;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("answers")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Answers, M::Error> {
        let mut levels = [None; CRITERIA];
        // Answers mostly stand in the order of the questions.
        let mut next = 0;
        while let Some(name) = map.next_key::<&str>()? {
            let here = match QUESTIONS.get(next) {
                Some((expected, _)) if *expected == name => next,
                _ => place(name)
                    .ok_or_else(|| M::Error::custom(format!("`{name}` is no criterion")))?,
            };
            let level = map.next_value_seed(AnswerVisitor {
                essential: here % IN_SECTION == 0,
            })?;
            if levels[here].replace(level).is_some() {
                return Err(M::Error::custom(format!("`{name}` is answered twice")));
            }
            next = here + 1;
        }
        Ok(Answers(levels))
    }
}

#[derive(Clone, Copy)]
struct AnswerVisitor {
    essential: bool,
}

impl AnswerVisitor {
    fn fitting<E: Error>(self, level: Level, commented: bool) -> Result<Level, E> {
        match level {
            Level::Partly | Level::NotMet if !commented => {
                Err(E::custom("this level needs a comment"))
            }
            Level::NotApplicable if self.essential => Err(E::custom("it always applies")),
            _ => Ok(level),
        }
    }
}

impl<'de> DeserializeSeed<'de> for AnswerVisitor {
    type Value = Level;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Level, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Level;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a level, alone or with a comment")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Level, E> {
        self.fitting(Level::named(name)?, false)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Level, M::Error> {
        let (mut level, mut commented) = (None, false);
        while let Some(member) = map.next_key::<&str>()? {
            match member {
                "level" if level.is_none() => level = Some(Level::named(map.next_value()?)?),
                "comment" if !commented => {
                    commented = map.next_value_seed(Comment)?;
                    if !commented {
                        return Err(M::Error::custom("the comment is empty"));
                    }
                }
                _ => {
                    return Err(M::Error::custom(format!(
                        "`{member}` is unknown, or given twice"
                    )));
                }
            }
        }
        let level = level.ok_or_else(|| M::Error::missing_field("level"))?;
        self.fitting(level, commented)
    }
}

/// Whether a comment says something; the text may have escapes and is not kept.
struct Comment;

impl<'de> DeserializeSeed<'de> for Comment {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<bool, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Comment {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a comment")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        Ok(!text.trim().is_empty())
    }
}
