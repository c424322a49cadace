//! What the base marks statutory, and how far a local standard may change it.

use std::collections::{HashMap, HashSet};

use rubric_lang::ast::{
    CeilingSubject, Condition, Declaration, Flag, Item, Kind, Members, Name, Parsed, Property,
    PropertyKind, Subject,
};
use rubric_lang::vocabulary::{is_form, word};

use crate::tree::{items, properties};

/// What the base marks statutory.
#[derive(Debug, Default)]
pub struct Protected {
    /// The criteria, in small letters.
    criteria: HashSet<String>,
    /// One that is answered on the default scale.
    by_default_scale: Option<String>,
    /// The scale that criteria are answered on without naming one, in small letters.
    default_scale: Option<String>,
    /// The scales that they are answered on, each with one of them.
    scales: HashMap<String, String>,
    /// The facts that decide whether they apply, each with one of them.
    facts: HashMap<String, String>,
    /// The ladders, as the names of their grades in small letters, best first.
    ladders: Vec<Vec<String>>,
}

impl Protected {
    /// What a base protects.
    pub fn of(base: &Declaration) -> Self {
        let mut protected = Self {
            default_scale: default_scale(base),
            ..Self::default()
        };
        protected.gather(base, &mut Vec::new());
        protected
    }

    /// The statutory criterion that another default scale would have answered otherwise.
    pub fn by_other_default(&self, scale: &Name) -> Option<&str> {
        let is_same = self.default_scale.as_ref() == Some(&scale.text.to_ascii_lowercase());
        self.by_default_scale.as_deref().filter(|_| !is_same)
    }

    /// `around` are the facts that decide whether what is around a declaration applies.
    fn gather(&mut self, declaration: &Declaration, around: &mut Vec<String>) {
        let known = around.len();
        for property in properties(declaration.block.as_ref()) {
            if let PropertyKind::AppliesWhen(condition) = &property.kind {
                names_in(condition, around);
            }
        }
        if declaration.kind == Kind::Grades {
            let grades = crate::tree::entries(declaration.block.as_ref());
            let grades = grades.map(|grade| grade.name.text.to_ascii_lowercase());
            self.ladders.push(grades.collect());
        }
        if is_statutory(declaration)
            && let Some(name) = declaration.name.value()
        {
            self.criteria.insert(name.text.to_ascii_lowercase());
            let mut has_form = false;
            for property in properties(declaration.block.as_ref()) {
                has_form |= is_form(word(&property.kind));
                if let PropertyKind::Scale {
                    name: Parsed::Value(scale),
                    ..
                }
                | PropertyKind::Levels {
                    scale: Parsed::Value(scale),
                    ..
                } = &property.kind
                {
                    let scale = scale.text.to_ascii_lowercase();
                    self.scales.insert(scale, name.text.clone());
                }
            }
            if !has_form {
                let scale = self.default_scale.clone();
                self.scales
                    .extend(scale.map(|scale| (scale, name.text.clone())));
                self.by_default_scale.get_or_insert(name.text.clone());
            }
            for fact in around.iter() {
                self.facts
                    .insert(fact.to_ascii_lowercase(), name.text.clone());
            }
        }
        for item in items(declaration.block.as_ref()) {
            if let Item::Declaration(inner) = item {
                self.gather(inner, around);
            }
        }
        around.truncate(known);
    }

    /// Why the points and levels of a scale stay as they are.
    pub fn scale(&self, kind: Kind, name: &str) -> Option<String> {
        let criterion = (kind == Kind::Scale)
            .then(|| self.scales.get(&name.to_ascii_lowercase()))
            .flatten()?;
        Some(format!(
            "the levels of `{name}` and what they are worth stay as they are: `{criterion}`, which is statutory, is answered on it"
        ))
    }

    /// Why a fact stays as it is.
    pub fn fact(&self, kind: Kind, name: &str) -> Option<String> {
        let criterion = (kind == Kind::Fact)
            .then(|| self.facts.get(&name.to_ascii_lowercase()))
            .flatten()?;
        Some(format!(
            "the fact `{name}` stays as it is: it decides whether `{criterion}`, which is statutory, applies"
        ))
    }

    /// Why it stays as it is what a level looks like, for a question that says so.
    pub fn meaning(&self, criterion: &Declaration, kind: &PropertyKind) -> Option<String> {
        let name = super::found_name(criterion);
        let says_so = |one: &Property| super::statement::replaces(kind, &one.kind);
        let is_said = || properties(criterion.block.as_ref()).any(says_so);
        let is_meaning = matches!(kind, PropertyKind::Means { .. });
        (is_meaning && self.is_statutory(name) && is_said()).then(|| {
            format!("what a level of `{name}` looks like cannot be reworded: the base marks it statutory")
        })
    }

    fn is_statutory(&self, name: &str) -> bool {
        self.criteria.contains(&name.to_ascii_lowercase())
    }

    /// Why something cannot be removed.
    pub fn removal(&self, declaration: &Declaration) -> Option<String> {
        let name = super::found_name(declaration);
        match declaration.kind {
            Kind::Criterion if self.is_statutory(name) => Some(format!(
                "`{name}` cannot be removed: the base marks it statutory"
            )),
            Kind::Section => self.inside(declaration).map(|inner| {
                format!("section `{name}` cannot be removed: `{inner}` in it is statutory")
            }),
            Kind::Limit => self.named_by(declaration).map(|inner| {
                format!("the limit `{name}` cannot be removed: it speaks of `{inner}`, which is statutory")
            }),
            kind => self.scale(kind, name).or_else(|| self.fact(kind, name)),
        }
    }

    /// A statutory criterion in a section, at any depth.
    pub fn inside(&self, section: &Declaration) -> Option<String> {
        let mut names = Vec::new();
        super::find::names_of(section, &mut names);
        let mut inside = names
            .into_iter()
            .filter(|(kind, ..)| *kind == Kind::Criterion);
        inside
            .find(|(_, name, _)| self.is_statutory(name))
            .map(|(_, name, _)| name)
    }

    /// Why a section cannot apply to other cases.
    pub fn narrowing(&self, section: &Declaration) -> Option<String> {
        let name = super::found_name(section);
        self.inside(section).map(|inner| {
            format!("section `{name}` cannot be made to apply to other cases: `{inner}` in it is statutory")
        })
    }

    /// Why the question of a criterion cannot be worded otherwise.
    pub fn rewording(&self, name: &str) -> Option<String> {
        self.is_statutory(name).then(|| {
            format!("the question of `{name}` cannot be reworded: the base marks it statutory")
        })
    }

    /// Why a statement of a criterion cannot be said otherwise.
    pub fn statement(&self, name: &str, kind: &PropertyKind) -> Option<String> {
        let changes = match kind {
            PropertyKind::Flag(Flag::Unscored) => "left out of the score",
            PropertyKind::Flag(Flag::Statutory | Flag::Essential) => return None,
            PropertyKind::AppliesWhen(_) => "made to apply to other cases",
            PropertyKind::Levels { .. } => "mapped on to other levels",
            kind if is_form(word(kind)) => "answered in another way",
            _ => return None,
        };
        self.is_statutory(name)
            .then(|| format!("`{name}` cannot be {changes}: the base marks it statutory"))
    }

    /// Why a statement of a criterion cannot be taken out.
    pub fn taking_out(&self, name: &str, kind: &PropertyKind) -> Option<String> {
        if !self.is_statutory(name) {
            return None;
        }
        match kind {
            PropertyKind::Flag(Flag::Essential) => Some(format!(
                "`{name}` cannot be made less than essential: the base marks it statutory"
            )),
            PropertyKind::Flag(Flag::Statutory) => {
                Some(format!("`{name}` stays statutory: the base marks it so"))
            }
            PropertyKind::Means { .. } => Some(format!(
                "what a level of `{name}` looks like stays: the base marks it statutory"
            )),
            kind => self.statement(name, kind),
        }
    }

    /// The statutory criterion that a limit speaks of.
    pub fn named_by(&self, limit: &Declaration) -> Option<String> {
        properties(limit.block.as_ref()).find_map(|property| match &property.kind {
            PropertyKind::When(condition) => self.in_condition(condition),
            _ => None,
        })
    }

    // Depth is bounded by the parser.
    fn in_condition(&self, condition: &Condition) -> Option<String> {
        let named = |name: &Name| self.is_statutory(&name.text).then(|| name.text.clone());
        match condition {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().find_map(|part| self.in_condition(part))
            }
            Condition::Not { condition, .. } | Condition::Parentheses { condition, .. } => {
                self.in_condition(condition)
            }
            Condition::Comparison(comparison) => match &comparison.subject {
                Subject::Name(name) | Subject::Criterion(name) => named(name),
                _ => None,
            },
            Condition::Group(count) => match &count.group.members {
                Members::Named(names) => names.iter().find_map(named),
                Members::Described {
                    statutory: true, ..
                } => self.criteria.iter().min().cloned(),
                Members::Described { .. } => None,
            },
            Condition::Bare(_) | Condition::Broken(_) => None,
        }
    }

    /// Whether a ceiling takes the place of another without holding less down: the same grades, to a
    /// lower one.
    pub fn is_tighter(&self, was: (&CeilingSubject, &Name), is: (&CeilingSubject, &Name)) -> bool {
        let same_subject = match (was.0, is.0) {
            (CeilingSubject::Overall(_), CeilingSubject::Overall(_))
            | (CeilingSubject::EverySection(_), CeilingSubject::EverySection(_)) => true,
            (CeilingSubject::Section(was), CeilingSubject::Section(is)) => {
                let text = |one: Option<&Name>| one.map(|name| name.text.to_ascii_lowercase());
                text(was.value()) == text(is.value())
            }
            _ => false,
        };
        let place = |ladder: &[String], name: &Name| {
            ladder
                .iter()
                .position(|grade| grade.eq_ignore_ascii_case(&name.text))
        };
        let mut both = self
            .ladders
            .iter()
            .filter_map(|ladder| Some((place(ladder, was.1)?, place(ladder, is.1)?)))
            .peekable();
        same_subject && both.peek().is_some() && both.all(|(was, is)| is >= was)
    }
}

/// The names that a condition on facts speaks of. Depth is bounded by the parser.
fn names_in(condition: &Condition, found: &mut Vec<String>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().for_each(|part| names_in(part, found));
        }
        Condition::Not { condition, .. } | Condition::Parentheses { condition, .. } => {
            names_in(condition, found);
        }
        Condition::Comparison(comparison) => {
            if let Subject::Name(name) | Subject::Fact(name) = &comparison.subject {
                found.push(name.text.clone());
            }
        }
        Condition::Group(_) | Condition::Bare(_) | Condition::Broken(_) => {}
    }
}

fn is_statutory(declaration: &Declaration) -> bool {
    declaration.kind == Kind::Criterion
        && properties(declaration.block.as_ref())
            .any(|property| property.kind == PropertyKind::Flag(Flag::Statutory))
}

/// The scale that a rubric says is the default one, or its only one.
fn default_scale(base: &Declaration) -> Option<String> {
    let stated = properties(base.block.as_ref()).find_map(|property| match &property.kind {
        PropertyKind::Default {
            kind: Parsed::Value(Kind::Scale),
            name,
        } => name.value(),
        _ => None,
    });
    let mut declared = items(base.block.as_ref())
        .iter()
        .filter_map(|item| match item {
            Item::Declaration(inner) if inner.kind == Kind::Scale => inner.name.value(),
            _ => None,
        });
    let only = declared.next().filter(|_| declared.next().is_none());
    let name = stated.or(only)?;
    Some(name.text.to_ascii_lowercase())
}
