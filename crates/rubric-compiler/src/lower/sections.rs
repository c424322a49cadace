//! Sections and criteria.

use std::collections::BTreeMap;

use rubric_lang::ast::{
    Condition as Written, Declaration, Entry, NameKeyword, NoneOf, Parsed, PropertyKind, Tail,
    TextKeyword, Ticked,
};
use rubric_model::Rational;
use rubric_model::condition::Condition;
use rubric_model::rubric::{
    AnswerForm, Citation, Criterion, Example, ExampleKind, Mapping, MappingRule, MappingTest, Mark,
    NoneCounted, Section,
};

use super::lists::choices;
use crate::arena::Id;
use crate::condition::Understood;
use crate::number;
use crate::standard::{
    Answer, Head, Item, Mapping as Stated, Standard, Vocabulary, Weight, comment_below, statements,
    text,
};
use crate::tree::entries;

pub fn sections(standard: &Standard<'_>, conditions: &Understood<'_>) -> Option<Vec<Section>> {
    let lowering = Lowering {
        standard,
        conditions,
    };
    standard
        .top
        .iter()
        .map(|id| lowering.section(*id))
        .collect()
}

struct Lowering<'l, 't> {
    standard: &'l Standard<'t>,
    conditions: &'l Understood<'t>,
}

impl<'t> Lowering<'_, 't> {
    // Depth is bounded by the parser.
    fn section(&self, id: Id<crate::standard::Section<'t>>) -> Option<Section> {
        let section = &self.standard.sections[id];
        let declaration = section.head.declaration;
        Some(Section {
            name: section.head.text().to_owned(),
            title: section.head.title.to_owned(),
            owner: self.owner(section.owner),
            weight: weight(section.weight)?,
            ladder: self.standard.ladders[section.ladder?]
                .head
                .text()
                .to_owned(),
            applies: self.applies(section.applies)?,
            guidance: stated(declaration, TextKeyword::Guidance),
            tags: self.tags(&section.tags),
            criteria: section
                .criteria
                .iter()
                .map(|id| self.criterion(*id))
                .collect::<Option<_>>()?,
            sections: section
                .sections
                .iter()
                .map(|id| self.section(*id))
                .collect::<Option<_>>()?,
        })
    }

    fn criterion(&self, id: Id<crate::standard::Criterion<'t>>) -> Option<Criterion> {
        let criterion = &self.standard.criteria[id];
        let declaration = criterion.head.declaration;
        let answer = criterion.answer.as_ref()?;
        let level = |name: &str| self.level(answer, name);
        Some(Criterion {
            name: criterion.head.text().to_owned(),
            question: criterion.head.title.to_owned(),
            owner: self.owner(criterion.owner),
            weight: if criterion.unscored.is_some() {
                None
            } else {
                Some(weight(criterion.weight)?)
            },
            marks: [
                (criterion.essential, Mark::Essential),
                (criterion.statutory, Mark::Statutory),
            ]
            .into_iter()
            .filter_map(|(has, mark)| has.map(|_| mark))
            .collect(),
            tags: self.tags(&criterion.tags),
            applies: self.applies(criterion.applies)?,
            answer: self.answer(answer)?,
            cites: self.cites(declaration)?,
            guidance: stated(declaration, TextKeyword::Guidance),
            means: means(declaration, level)?,
            examples: examples(declaration)?,
            prompt: stated(declaration, TextKeyword::Prompt),
            leave_out: stated(declaration, TextKeyword::LeaveOut),
            comment_required_below: match comment_below(declaration) {
                Some(name) => Some(level(&name.text)?),
                None => None,
            },
            was: was(declaration),
        })
    }

    fn owner(&self, owner: Option<Id<Head<'t>>>) -> Option<String> {
        owner.map(|owner| self.standard.owners[owner].text().to_owned())
    }

    /// In their first spelling, each once.
    fn tags(&self, tags: &[&rubric_lang::ast::Name]) -> Vec<String> {
        let mut spelled: Vec<String> = Vec::new();
        for tag in tags {
            let tag = self.standard.names.tag(&tag.text).unwrap_or(&tag.text);
            if !spelled.iter().any(|earlier| earlier == tag) {
                spelled.push(tag.to_owned());
            }
        }
        spelled
    }

    #[expect(
        clippy::option_option,
        reason = "nothing stated, and nothing understood, are different things"
    )]
    fn applies(&self, condition: Option<&Written>) -> Option<Option<Condition>> {
        match condition {
            None => Some(None),
            Some(condition) => self
                .conditions
                .conditions
                .get(&condition.span())
                .cloned()
                .map(Some),
        }
    }

    /// The declared spelling of a level that a criterion names.
    fn level(&self, answer: &Answer<'t>, name: &str) -> Option<String> {
        match answer.vocabulary() {
            Vocabulary::Scale(scale) => {
                let scale = &self.standard.scales[scale];
                scale.find(name).map(|place| scale.name(place).to_owned())
            }
            Vocabulary::YesNo => Some(name.to_ascii_lowercase()),
            Vocabulary::Nothing | Vocabulary::Unknown => None,
        }
    }

    fn answer(&self, answer: &Answer<'t>) -> Option<AnswerForm> {
        Some(match answer {
            Answer::Scale { scale, without, .. } => {
                let scale = &self.standard.scales[*scale];
                AnswerForm::Scale {
                    scale: scale.head.text().to_owned(),
                    without: without
                        .iter()
                        .map(|place| scale.name(*place).to_owned())
                        .collect(),
                }
            }
            Answer::YesNo => AnswerForm::YesNo,
            Answer::Checklist { items, levels, .. } => AnswerForm::Checklist {
                items: choices(items),
                levels: self.optional(levels.as_ref(), items)?,
            },
            Answer::Proportion { of, none, levels } => AnswerForm::Proportion {
                of: of.as_ref()?.value.clone(),
                none: match none.as_ref()? {
                    NoneOf::Excluded(_) => NoneCounted::Excluded,
                    NoneOf::Counts(share) => NoneCounted::Counts(number::exact(share)?),
                },
                levels: self.optional(levels.as_ref(), &[])?,
            },
            Answer::Number {
                unit,
                range,
                levels,
            } => {
                let range = range.as_ref()?;
                AnswerForm::Number {
                    unit: unit.as_ref()?.value.clone(),
                    from: range.from.clone(),
                    to: range.to.clone(),
                    decimal: range.decimal,
                    levels: self.mapping(levels.as_ref()?, &[])?,
                }
            }
        })
    }

    #[expect(
        clippy::option_option,
        reason = "nothing stated, and nothing understood, are different things"
    )]
    fn optional(
        &self,
        mapping: Option<&Stated<'t>>,
        items: &[Item<'t>],
    ) -> Option<Option<Mapping>> {
        match mapping {
            None => Some(None),
            Some(mapping) => self.mapping(mapping, items).map(Some),
        }
    }

    fn mapping(&self, mapping: &Stated<'t>, items: &[Item<'t>]) -> Option<Mapping> {
        let scale = &self.standard.scales[mapping.scale?];
        let rule = |line: &Entry| {
            let level = scale.name(scale.find(&line.name.text)?).to_owned();
            let when = match line.tail.as_ref()? {
                Tail::From(number) => MappingTest::From(number::exact(number.value()?)?),
                Tail::UpTo(number) => MappingTest::UpTo(number::exact(number.value()?)?),
                Tail::Otherwise(_) => MappingTest::Otherwise,
                Tail::WhenTicked(ticked) => match ticked {
                    Ticked::All(_) => MappingTest::AtLeast(u32::try_from(items.len()).ok()?),
                    Ticked::Any(_) => MappingTest::AtLeast(1),
                    Ticked::AtLeast(number) => MappingTest::AtLeast(number::whole(number)?),
                    Ticked::Exactly(number) => MappingTest::Exactly(number::whole(number)?),
                },
                Tail::Points(_) | Tail::Excluded(_) | Tail::When(_) | Tail::Broken(_) => {
                    return None;
                }
            };
            Some(MappingRule { level, when })
        };
        Some(Mapping {
            scale: scale.head.text().to_owned(),
            rules: entries(mapping.block).map(rule).collect::<Option<_>>()?,
        })
    }

    fn cites(&self, declaration: &Declaration) -> Option<Vec<Citation>> {
        let cited = statements(declaration).filter_map(|property| match &property.kind {
            PropertyKind::Cites { source, provision } => Some((source, provision)),
            _ => None,
        });
        let citation = |(name, provision): (
            &Parsed<rubric_lang::ast::Name>,
            &Option<rubric_lang::ast::Text>,
        )| {
            let source =
                &self.standard.sources[self.standard.names.sources.get(&name.value()?.text)?];
            // As the source spells it, where it lists it.
            let provision = provision.as_ref().map(|provision| {
                let key = crate::resolve::provision_key(&provision.value);
                source
                    .provisions
                    .get(&key)
                    .map_or_else(|| provision.value.clone(), |listed| (*listed).to_owned())
            });
            Some(Citation {
                source: source.head.text().to_owned(),
                provision,
            })
        };
        cited.map(citation).collect()
    }
}

fn weight(weight: Option<Weight<'_>>) -> Option<Rational> {
    weight.map_or_else(
        || Some(Rational::from(1)),
        |weight| weight.number.and_then(number::exact),
    )
}

fn stated(declaration: &Declaration, keyword: TextKeyword) -> Option<String> {
    text(declaration, keyword).map(|text| text.value.clone())
}

fn means(
    declaration: &Declaration,
    level: impl Fn(&str) -> Option<String>,
) -> Option<BTreeMap<String, String>> {
    let means = statements(declaration).filter_map(|property| match &property.kind {
        PropertyKind::Means {
            level: Some(name),
            text,
        } => Some((name, text)),
        _ => None,
    });
    means
        .map(|(name, text)| Some((level(&name.text)?, text.value()?.value.clone())))
        .collect()
}

fn examples(declaration: &Declaration) -> Option<Vec<Example>> {
    let examples = statements(declaration).filter_map(|property| match &property.kind {
        PropertyKind::Example { quality, text } => Some((quality, text)),
        _ => None,
    });
    let example = |(quality, text): (
        &Parsed<rubric_lang::ast::Name>,
        &Parsed<rubric_lang::ast::Text>,
    )| {
        let kind = if quality.value()?.text.eq_ignore_ascii_case("good") {
            ExampleKind::Good
        } else {
            ExampleKind::Weak
        };
        Some(Example {
            kind,
            text: text.value()?.value.clone(),
        })
    };
    examples.map(example).collect()
}

fn was(declaration: &Declaration) -> Vec<String> {
    let names = statements(declaration).filter_map(|property| match &property.kind {
        PropertyKind::Named(NameKeyword::Was, Parsed::Value(name)) => Some(name.text.clone()),
        _ => None,
    });
    names.collect()
}
