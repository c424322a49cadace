//! Tests give facts and answers that the rubric takes, and expect what can be.

use std::collections::BTreeMap;

use rubric_lang::ast::{
    AnswerSubject, AnswerValue, Expectation as Written, LimitedSubject, Name, Number, Parsed,
    Property, PropertyKind,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{Files, Span};
use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};

use super::test_answers::{Fitted, every, one, titled};
use crate::arena::Id;
use crate::bounds::MOST_TEST_ANSWERS;
use crate::condition::Understood;
use crate::number;
use crate::standard::{
    Fact, FactKind, Found, Head, Item, Limit, Scope, Standard, meant, statements,
};
use crate::test::{Expectation, ExpectationKind, Test};

/// Looks up what the tests give and expect.
pub fn check<'t>(
    standard: &Standard<'t>,
    files: &Files,
    conditions: &Understood<'t>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Test> {
    let mut pass = Pass {
        standard,
        files,
        conditions,
        diagnostics,
        answers_left: MOST_TEST_ANSWERS,
    };
    let mut tests = Vec::new();
    for head in standard.tests.iter() {
        tests.push(pass.test(head));
        if pass.answers_left == 0 {
            pass.diagnostics.push(too_many_answers(head));
            break;
        }
    }
    tests
}

fn too_many_answers(head: &Head<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyThings,
        head.span,
        format!("the tests of this rubric give more than {MOST_TEST_ANSWERS} answers"),
    )
    .label("no further than this test")
    .help("keep fewer tests, or answer `every criterion in section` of the one that matters")
}

struct Pass<'p, 't> {
    standard: &'p Standard<'t>,
    files: &'p Files,
    conditions: &'p Understood<'t>,
    diagnostics: &'p mut Vec<Diagnostic>,
    answers_left: usize,
}

impl<'t> Pass<'_, 't> {
    fn test(&mut self, head: &Head<'t>) -> Test {
        let mut facts = BTreeMap::new();
        let mut answers = BTreeMap::new();
        let mut expectations = Vec::new();
        for property in statements(head.declaration) {
            if self.answers_left == 0 {
                break;
            }
            match &property.kind {
                PropertyKind::GivenFact {
                    name: Parsed::Value(name),
                    value: Parsed::Value(value),
                } => {
                    if let Some((name, value)) = self.fact(name, value) {
                        facts.insert(name, value);
                    }
                }
                PropertyKind::Answer {
                    subject: Parsed::Value(subject),
                    value: Parsed::Value(value),
                } => self.answer(subject, value, &mut answers),
                PropertyKind::Leave(Parsed::Value(name)) => {
                    if let Some(Found::Criterion(id)) = self.criterion(name) {
                        answers.remove(self.standard.criteria[id].head.text());
                    }
                }
                PropertyKind::Expect(written) => {
                    if let Some((span, kind)) = self.expectation(written, property) {
                        expectations.push(Expectation {
                            span,
                            text: self.text(span),
                            kind,
                        });
                    }
                }
                _ => {}
            }
        }
        Test {
            name: head.text().to_owned(),
            title: head.title.to_owned(),
            span: head.span,
            facts,
            answers,
            expectations,
        }
    }

    fn text(&self, span: Span) -> String {
        let text = self
            .files
            .get(span.file)
            .map_or("", |file| file.slice(span));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the first word after a statement's keyword begins.
    fn after_keyword(&self, property: &Property) -> Span {
        let rest = Span {
            start: property.keyword.end,
            ..property.span
        };
        let text = self
            .files
            .get(rest.file)
            .map_or("", |file| file.slice(rest));
        let spaces = text.len().saturating_sub(text.trim_start().len());
        let start = rest
            .start
            .saturating_add(u32::try_from(spaces).unwrap_or(0));
        Span {
            start,
            end: start,
            ..rest
        }
    }

    fn criterion(&mut self, name: &Name) -> Option<Found<'t>> {
        self.standard
            .names
            .member_of(name, rubric_lang::ast::Kind::Criterion, self.diagnostics)
    }

    fn fact(&mut self, name: &Name, value: &AnswerValue) -> Option<(String, FactAnswer)> {
        let found =
            self.standard
                .names
                .member_of(name, rubric_lang::ast::Kind::Fact, self.diagnostics)?;
        let Found::Fact(id) = found else { return None };
        let fact = &self.standard.facts[id];
        let kind = fact.kind.as_ref()?;
        match fact_value(kind, value) {
            Some(value) => Some((fact.head.text().to_owned(), value)),
            None => {
                self.misfit_fact(id, kind, value);
                None
            }
        }
    }

    fn misfit_fact(&mut self, id: Id<Fact<'t>>, kind: &FactKind<'t>, value: &AnswerValue) {
        let name = self.standard.facts[id].head.text();
        let span = value_span(value);
        let help = match kind {
            FactKind::YesNo => format!("write `fact {name} yes` or `fact {name} no`"),
            FactKind::Number(range) => {
                let whole = if range.decimal {
                    "a number"
                } else {
                    "a whole number"
                };
                format!(
                    "write {whole} from {} to {}",
                    number::show(&range.from),
                    number::show(&range.to)
                )
            }
            FactKind::OneOf(options) => {
                let options = options.iter().map(|option| option.name.text.as_str());
                format!("write {}", crate::words::either(options))
            }
        };
        let diagnostic = Diagnostic::new(
            Code::AnswerDoesNotFit,
            span,
            format!("the fact `{name}` is never `{}`", self.text(span)),
        )
        .label("does not fit the fact");
        let diagnostic = match (kind, value) {
            (FactKind::OneOf(options), AnswerValue::Name(option)) => {
                let near = self.standard.names.suggestions.nearest(
                    &option.text,
                    options.iter().map(|option| option.name.text.as_str()),
                );
                match near {
                    Some(near) => meant(diagnostic, option, near),
                    None => diagnostic.help(help),
                }
            }
            _ => diagnostic.help(help),
        };
        self.diagnostics.push(diagnostic);
    }

    fn answer(
        &mut self,
        subject: &AnswerSubject,
        value: &AnswerValue,
        answers: &mut BTreeMap<String, Answer>,
    ) {
        match subject {
            AnswerSubject::One(name) => {
                self.answers_left = self.answers_left.saturating_sub(1);
                let Some(Found::Criterion(id)) = self.criterion(name) else {
                    return;
                };
                let criterion = &self.standard.criteria[id];
                let Some(form) = &criterion.answer else {
                    return;
                };
                match one(self.standard, form, value) {
                    Fitted::Fits(answer) => {
                        answers.insert(criterion.head.text().to_owned(), answer);
                    }
                    Fitted::Unsure => {}
                    Fitted::Meant(meant) => {
                        let span = value_span(value);
                        let diagnostic = self.misfit(criterion.head.text(), span);
                        let help = format!("write `{meant}`");
                        self.diagnostics
                            .push(diagnostic.help(help).fix(span, meant));
                    }
                    Fitted::Misfit(help) => {
                        let diagnostic = self.misfit(criterion.head.text(), value_span(value));
                        self.diagnostics.push(diagnostic.help(help));
                    }
                }
            }
            AnswerSubject::Every { section, .. } => {
                let criteria = match section {
                    Some(name) => match self.standard.names.find_section(name, self.diagnostics) {
                        Some(section) => self.standard.criteria_in(section),
                        None => return,
                    },
                    None => self.standard.criteria.ids().collect(),
                };
                self.answers_left = self.answers_left.saturating_sub(criteria.len());
                let AnswerValue::Name(level) = value else {
                    let diagnostic = Diagnostic::new(
                        Code::AnswerDoesNotFit,
                        value_span(value),
                        "`every criterion` is answered with a level",
                    )
                    .label("not a level");
                    let mut scales = self.standard.scales.iter();
                    let titled = match value {
                        AnswerValue::Listed(_, words) => {
                            scales.find_map(|scale| titled(scale, words))
                        }
                        _ => None,
                    };
                    self.diagnostics.push(match titled {
                        Some(level) => diagnostic
                            .help(format!("write `{level}`"))
                            .fix(value_span(value), level),
                        None => {
                            diagnostic.help("write a level, or answer these criteria one by one")
                        }
                    });
                    return;
                };
                let mut unsure = false;
                let mut touched = false;
                for id in criteria {
                    let criterion = &self.standard.criteria[id];
                    match criterion
                        .answer
                        .as_ref()
                        .map(|form| every(self.standard, form, &level.text))
                    {
                        Some(Fitted::Fits(answer)) => {
                            touched = true;
                            answers.insert(criterion.head.text().to_owned(), answer);
                        }
                        Some(Fitted::Misfit(_) | Fitted::Meant(_)) => {}
                        Some(Fitted::Unsure) | None => unsure = true,
                    }
                }
                if !touched && !unsure && self.standard.names.is_certain() {
                    let levels: Vec<&str> = self
                        .standard
                        .scales
                        .iter()
                        .flat_map(crate::standard::Scale::names)
                        .collect();
                    let message = format!("no criterion can be answered `{}`", level.text);
                    let diagnostic = Diagnostic::new(Code::AnswerDoesNotFit, level.span, message);
                    let diagnostic =
                        self.standard
                            .names
                            .with_nearest(diagnostic, level, levels.into_iter());
                    self.diagnostics
                        .push(diagnostic.label("a level of none of them"));
                }
            }
        }
    }

    fn misfit(&self, criterion: &str, given: Span) -> Diagnostic {
        let message = format!("`{criterion}` is never answered `{}`", self.text(given));
        Diagnostic::new(Code::AnswerDoesNotFit, given, message).label("does not fit the criterion")
    }

    fn expectation(
        &mut self,
        written: &Written,
        property: &Property,
    ) -> Option<(Span, ExpectationKind)> {
        match written {
            Written::Condition(condition) => {
                let span = condition.span();
                Some((
                    span,
                    ExpectationKind::Condition(self.conditions.conditions.get(&span)?.clone()),
                ))
            }
            Written::Incomplete { span, incomplete } => {
                Some((*span, ExpectationKind::Incomplete(*incomplete)))
            }
            Written::LimitedBy { subject, limit } => {
                let names = &self.standard.names;
                let section = match subject {
                    LimitedSubject::Overall(_) => None,
                    LimitedSubject::Section(name) => {
                        Some(names.find_section(name, self.diagnostics)?)
                    }
                };
                let id = names.find(&names.limits, limit, self.diagnostics)?;
                self.limits_it(id, section.is_some(), section, limit)?;
                let section =
                    section.map(|section| self.standard.sections[section].head.text().to_owned());
                let kind = ExpectationKind::LimitedBy {
                    section,
                    limit: self.standard.limits[id].head.text().to_owned(),
                };
                Some((self.after_keyword(property).to(limit.span), kind))
            }
        }
    }

    /// Whether a limit is on what the test says it limits.
    fn limits_it(
        &mut self,
        id: Id<Limit<'t>>,
        is_section: bool,
        section: Option<Id<crate::standard::Section<'t>>>,
        name: &Name,
    ) -> Option<()> {
        let scope = self.standard.limits[id].ceiling.as_ref()?.scope?;
        let (fits, on) = match scope {
            Scope::Overall => (!is_section, "overall".to_owned()),
            Scope::Every => (is_section, "every section".to_owned()),
            Scope::Section(on) => (
                section == Some(on),
                format!("section {}", self.standard.sections[on].head.text()),
            ),
        };
        if !fits {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ValueOutOfRange,
                    name.span,
                    format!("the limit `{}` is on {on}, and never bites here", name.text),
                )
                .label("limits something else")
                .help(if on == "every section" {
                    "write `section` and a name before `is limited by`".to_owned()
                } else {
                    format!("write `expect {on} is limited by {}`", name.text)
                }),
            );
        }
        fits.then_some(())
    }
}

fn fact_value(kind: &FactKind<'_>, value: &AnswerValue) -> Option<FactAnswer> {
    match (kind, value) {
        (FactKind::YesNo, AnswerValue::Name(word)) if word.text.eq_ignore_ascii_case("yes") => {
            Some(FactAnswer::YesNo(true))
        }
        (FactKind::YesNo, AnswerValue::Name(word)) if word.text.eq_ignore_ascii_case("no") => {
            Some(FactAnswer::YesNo(false))
        }
        (FactKind::Number(range), AnswerValue::Number(given)) if !given.percent => {
            let exact = number::plain(given).filter(|exact| range.allows(exact))?;
            Decimal::new(exact).map(FactAnswer::Number)
        }
        (FactKind::OneOf(options), AnswerValue::Name(option)) => {
            Item::find(options, &option.text).map(|option| FactAnswer::Option(option.to_owned()))
        }
        _ => None,
    }
}

/// Where an answer or a fact's value stands.
fn value_span(value: &AnswerValue) -> Span {
    match value {
        AnswerValue::Name(name) => name.span,
        AnswerValue::Listed(span, _)
        | AnswerValue::Ticked(span, _)
        | AnswerValue::AllTicked(span) => *span,
        AnswerValue::Proportion(count, of) => count.span.to(of.span),
        AnswerValue::Number(Number { span, .. }) => *span,
    }
}

/// An answer of several parts.
pub fn detailed(fill: impl FnOnce(&mut DetailedAnswer)) -> Answer {
    let mut answer = DetailedAnswer::default();
    fill(&mut answer);
    Answer::Detailed(answer)
}
