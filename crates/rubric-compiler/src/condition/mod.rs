//! Conditions: what each word refers to, whether it may, and what is compared with what.
//!
//! A condition is understood once, for all that it judges: the rule of a ladder that ten sections
//! use is understood for ten sections, and must make sense for each of them.

mod bare;
mod criteria;
mod facts;
mod group;
mod join;
mod judged;
mod levels;
mod looked;
mod quantity;
mod settled;

pub use levels::Order;
pub use looked::Looked;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use rubric_lang::ast;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{Files, Span};
use rubric_model::condition::{Comparison, Condition, Subject as ModelSubject};

use crate::arena::Id;
use crate::bounds::{MOST_DEPTH, MOST_STEPS};
use crate::standard::{Criterion, Found, Section, Standard};

/// What a condition may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Facts alone.
    Facts,
    /// What is settled before the grade of what is judged: facts, criteria, its own score, the
    /// sections in it.
    Settled,
    /// Everything.
    Everything,
}

/// Something with a score and a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged<'t> {
    /// The whole.
    Overall,
    /// A section.
    Section(Id<Section<'t>>),
}

/// Where a condition stands.
#[derive(Clone, Debug)]
pub struct View<'t> {
    /// What it may look at.
    pub sight: Sight,
    /// Whether it may speak of `it`.
    pub it: bool,
    /// What it judges: at least one thing.
    pub judged: Vec<Judged<'t>>,
    /// What it is part of: `a limit`.
    pub part_of: &'static str,
}

/// What was made of all conditions so far.
#[derive(Debug, Default)]
pub struct Understood<'t> {
    /// The conditions, by where they stand.
    pub conditions: HashMap<Span, Condition>,
    /// The criteria that limits and rules look at.
    pub watched: HashSet<Id<Criterion<'t>>>,
    /// Whether some limit or rule could not be understood.
    pub broken_rules: bool,
}

/// Understands conditions.
pub struct Reader<'r, 't> {
    standard: &'r Standard<'t>,
    files: &'r Files,
    diagnostics: Vec<Diagnostic>,
    watched: HashSet<Id<Criterion<'t>>>,
    steps: Cell<usize>,
    /// The count and the group that are read, for messages about its members.
    group: Option<Span>,
    looked: Vec<Looked<'t>>,
}

impl<'r, 't> Reader<'r, 't> {
    /// A reader of the conditions of a standard.
    pub fn new(standard: &'r Standard<'t>, files: &'r Files) -> Self {
        Self {
            standard,
            files,
            diagnostics: Vec::new(),
            watched: HashSet::new(),
            steps: Cell::new(MOST_STEPS),
            group: None,
            looked: Vec::new(),
        }
    }

    /// What was found, once all is read.
    pub fn finish(self) -> (HashSet<Id<Criterion<'t>>>, Vec<Diagnostic>) {
        (self.watched, self.diagnostics)
    }

    /// The levels and grades that were named since this was last asked.
    pub fn looked(&mut self) -> Vec<Looked<'t>> {
        std::mem::take(&mut self.looked)
    }

    /// Understands a condition, or says why it makes no sense.
    pub fn read(&mut self, condition: &ast::Condition, view: &View<'t>) -> Option<Condition> {
        if self.steps.get() == 0 {
            return None;
        }
        let understood = self.condition(condition, view, false);
        if understood
            .as_ref()
            .is_some_and(|one| depth(one) > MOST_DEPTH)
        {
            self.report(
                Diagnostic::new(
                    Code::NestedTooDeep,
                    condition.span(),
                    format!("this condition is nested more than {MOST_DEPTH} deep"),
                )
                .label("too many parentheses and `not` inside each other")
                .help("take out the parentheses that change nothing, or say it as several limits"),
            );
            return None;
        }
        if self.steps.get() == 0 {
            self.report(
                Diagnostic::new(
                    Code::TooManyThings,
                    condition.span(),
                    "the conditions of this rubric look at too many things",
                )
                .label("no further than here")
                .help("say less in one rubric, or name sections and criteria one by one"),
            );
            return None;
        }
        understood
    }

    /// `followed` says whether an `and` or `or` comes after it without parentheses.
    fn condition(
        &mut self,
        condition: &ast::Condition,
        view: &View<'t>,
        followed: bool,
    ) -> Option<Condition> {
        match condition {
            ast::Condition::And(parts) => self.and(parts, view, followed),
            ast::Condition::Or(parts) => self.or(parts, view, followed),
            ast::Condition::Not { word, condition } => {
                if followed {
                    self.warn_of_not(*word, condition);
                }
                Some(Condition::Not(Box::new(
                    self.condition(condition, view, false)?,
                )))
            }
            ast::Condition::Parentheses { condition, .. } => self.condition(condition, view, false),
            ast::Condition::Comparison(comparison) => self.comparison(comparison, view),
            ast::Condition::Group(count) => self.group_count(count, view),
            ast::Condition::Bare(value) => {
                self.bare(value, view.it);
                None
            }
            ast::Condition::Broken(_) => None,
        }
    }

    fn comparison(&mut self, comparison: &ast::Comparison, view: &View<'t>) -> Option<Condition> {
        self.step(view.judged.len());
        match &comparison.subject {
            ast::Subject::Name(name) => match self.standard.names.member(&name.text) {
                Some(found) => self.of_found(found, name.span, &comparison.predicate, view),
                None => {
                    self.unknown_of(name, view);
                    None
                }
            },
            ast::Subject::Criterion(name) => {
                self.of_kind(name, ast::Kind::Criterion, &comparison.predicate, view)
            }
            ast::Subject::Section(name) => {
                self.of_kind(name, ast::Kind::Section, &comparison.predicate, view)
            }
            ast::Subject::Fact(name) => {
                self.of_kind(name, ast::Kind::Fact, &comparison.predicate, view)
            }
            ast::Subject::Overall(span) => {
                self.of_judged(Judged::Overall, *span, &comparison.predicate, view)
            }
            ast::Subject::It(span) => self.of_it(*span, &comparison.predicate, view),
            ast::Subject::Score(span, of) => self.score(*span, of, &comparison.predicate, view),
        }
    }

    fn of_kind(
        &mut self,
        name: &ast::Name,
        kind: ast::Kind,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        let found = self
            .standard
            .names
            .member_of(name, kind, &mut self.diagnostics)?;
        self.of_found(found, name.span, predicate, view)
    }

    fn of_found(
        &mut self,
        found: Found<'t>,
        span: Span,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        match found {
            Found::Fact(fact) => self.of_fact(fact, predicate),
            Found::Criterion(criterion) => self.of_criterion(criterion, span, predicate, view),
            Found::Section(section) => {
                self.of_judged(Judged::Section(section), span, predicate, view)
            }
        }
    }

    fn of_criterion(
        &mut self,
        criterion: Id<Criterion<'t>>,
        span: Span,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        if !self.may_look_beyond_facts(span, view) {
            return None;
        }
        self.watch(&[criterion], view);
        let test = self.criterion_test(&[criterion], false, predicate)?;
        Some(Condition::Criterion(
            self.standard.criteria[criterion].head.text().to_owned(),
            test,
        ))
    }

    fn of_judged(
        &mut self,
        judged: Judged<'t>,
        span: Span,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        let aspect = match predicate {
            ast::Predicate::Scored { .. } => settled::Aspect::Score,
            _ => settled::Aspect::Grade,
        };
        if !self.is_settled(judged, aspect, span, view) {
            return None;
        }
        let test = self.judged_test(&[judged], false, predicate)?;
        Some(Condition::Judged(self.subject(judged), test))
    }

    fn of_it(
        &mut self,
        span: Span,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        if !self.may_say_it(span, view) {
            return None;
        }
        let ast::Predicate::Scored { negated, .. } = predicate else {
            if !matches!(predicate, ast::Predicate::Broken(_)) {
                self.report(
                    Diagnostic::new(
                        Code::NotSettledYet,
                        span,
                        "the grade of `it` is not settled yet",
                    )
                    .label("its grade is what is being decided")
                    .help("ask for its score: `score of it is below 50%`"),
                );
            }
            return None;
        };
        Some(Condition::Judged(
            ModelSubject::It,
            rubric_model::condition::JudgedTest::Scored(!negated),
        ))
    }

    fn score(
        &mut self,
        word: Span,
        of: &ast::Subject,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        let name = match of {
            ast::Subject::Overall(span) => {
                return self.score_of(Judged::Overall, *span, predicate, view);
            }
            ast::Subject::It(span) => {
                if !self.may_say_it(*span, view) {
                    return None;
                }
                let test = self.score_test(predicate)?;
                return Some(Condition::Judged(ModelSubject::It, test));
            }
            ast::Subject::Section(name) => {
                let section = self
                    .standard
                    .names
                    .find_section(name, &mut self.diagnostics)?;
                return self.score_of(Judged::Section(section), name.span, predicate, view);
            }
            ast::Subject::Name(name) | ast::Subject::Criterion(name) | ast::Subject::Fact(name) => {
                name
            }
            ast::Subject::Score(..) => return None,
        };
        match self.standard.names.member(&name.text) {
            Some(Found::Section(section)) => {
                self.score_of(Judged::Section(section), name.span, predicate, view)
            }
            Some(found) => {
                let what = crate::words::a(found.kind().keyword());
                self.report(
                    Diagnostic::new(
                        Code::WrongKindOfComparison,
                        word.to(name.span),
                        format!("`{}` has no score", name.text),
                    )
                    .label(format!(
                        "this is {what}; sections and `overall` have scores"
                    ))
                    .help(format!(
                        "compare it without `score of`: `{}`",
                        self.example(found)
                            .unwrap_or_else(|| format!("{} is …", name.text))
                    )),
                );
                None
            }
            None => {
                self.unknown_of(name, view);
                None
            }
        }
    }

    fn score_of(
        &mut self,
        judged: Judged<'t>,
        span: Span,
        predicate: &ast::Predicate,
        view: &View<'t>,
    ) -> Option<Condition> {
        if !self.is_settled(judged, settled::Aspect::Score, span, view) {
            return None;
        }
        let test = self.score_test(predicate)?;
        Some(Condition::Judged(self.subject(judged), test))
    }

    fn subject(&self, judged: Judged<'t>) -> ModelSubject {
        match judged {
            Judged::Overall => ModelSubject::Overall,
            Judged::Section(section) => {
                ModelSubject::Section(self.standard.sections[section].head.text().to_owned())
            }
        }
    }

    fn watch(&mut self, criteria: &[Id<Criterion<'t>>], view: &View<'t>) {
        if view.sight == Sight::Settled {
            self.watched.extend(criteria);
        }
    }

    fn step(&self, steps: usize) {
        self.steps.set(self.steps.get().saturating_sub(steps));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The text between two places, on one line.
    fn text(&self, span: Span) -> String {
        let text = self
            .files
            .get(span.file)
            .map_or("", |file| file.slice(span));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is judged, in words.
    fn name_of(&self, judged: Judged<'t>) -> String {
        match judged {
            Judged::Overall => "overall".to_owned(),
            Judged::Section(section) => {
                format!("section `{}`", self.standard.sections[section].head.text())
            }
        }
    }
}

/// How deep a condition is nested; a comparison alone is 1 deep.
fn depth(condition: &Condition) -> usize {
    let inner = match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => parts.iter().map(depth).max(),
        Condition::Not(part) => Some(depth(part)),
        _ => None,
    };
    inner.unwrap_or(0).saturating_add(1)
}

/// A comparison with one value.
fn compare<T>(operator: ast::Operator, value: T) -> Comparison<T> {
    match operator {
        ast::Operator::Is => Comparison::Is(value),
        ast::Operator::IsNot => Comparison::IsNot(value),
        ast::Operator::AtLeast => Comparison::AtLeast(value),
        ast::Operator::AtMost => Comparison::AtMost(value),
        ast::Operator::Below => Comparison::Below(value),
        ast::Operator::Above => Comparison::Above(value),
    }
}

/// A comparison with a list.
fn one_of<T>(negated: bool, values: Vec<T>) -> Comparison<T> {
    if negated {
        Comparison::NotOneOf(values)
    } else {
        Comparison::OneOf(values)
    }
}

/// Where a predicate stands.
fn predicate_span(predicate: &ast::Predicate) -> Span {
    match predicate {
        ast::Predicate::Compare { words, value, .. } => words.to(value.span()),
        ast::Predicate::OneOf { span, .. }
        | ast::Predicate::Excluded { span, .. }
        | ast::Predicate::Scored { span, .. }
        | ast::Predicate::Broken(span) => *span,
        ast::Predicate::Has(name) | ast::Predicate::Lacks(name) => name.span,
    }
}
