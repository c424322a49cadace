//! Audits that are plainly right, in one pass over their text, straight into the rubric's places.
//!
//! It gives nothing as soon as something is wrong, or only unusual, and leaves it to the careful reader
//! to say what. It must never take what that one would refuse, or take it otherwise.

use std::borrow::Cow;

use rubric_model::audit::FORMAT;

use super::scanner::Scanner;
use super::{
    MOST_CODE_CHARACTERS, MOST_COMMENT_CHARACTERS, MOST_NUMBER_CHARACTERS, header::is_reference,
    header::named_stage,
};
use crate::answer::{Answered, Form, Given};
use crate::audit::Audit;
use crate::condition::FactGiven;
use crate::date;
use crate::fit::MOST_COUNTED;
use crate::index::{Criterion, FactKind, Index, Named};
use crate::number::Number;
use crate::rubric::Rubric;

/// The audit in a text.
pub(super) fn read(rubric: &Rubric, text: &str) -> Option<Audit> {
    let mut reader = Reader {
        rubric,
        index: rubric.index(),
        scanner: Scanner::new(text),
        audit: Audit::blank(rubric.index()),
    };
    reader.document()?;
    reader.scanner.is_at_end().then_some(reader.audit)
}

struct Reader<'a> {
    rubric: &'a Rubric,
    index: &'a Index,
    scanner: Scanner<'a>,
    audit: Audit,
}

/// The members that an audit must have, as far as they have been read.
#[derive(Default)]
struct Seen {
    format: bool,
    rubric: bool,
    reference: bool,
    date: bool,
    facts: bool,
    answers: bool,
}

impl<'a> Reader<'a> {
    /// Passes an object, giving each member's name to `member`, which reads its value.
    fn object(&mut self, mut member: impl FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.scanner.pass(b'{')?;
        if self.scanner.passes(b'}') {
            return Some(());
        }
        loop {
            let name = self.scanner.text()?;
            self.scanner.pass(b':')?;
            member(self, &name)?;
            if !self.scanner.passes(b',') {
                return self.scanner.pass(b'}');
            }
        }
    }

    fn document(&mut self) -> Option<()> {
        let mut seen = Seen::default();
        self.object(|reader, name| reader.member(name, &mut seen))?;
        let Seen {
            format,
            rubric,
            reference,
            date,
            facts,
            answers,
        } = seen;
        (format && rubric && reference && date && facts && answers).then_some(())
    }

    fn member(&mut self, name: &str, seen: &mut Seen) -> Option<()> {
        match name {
            "format" => {
                first(&mut seen.format)?;
                self.expect(FORMAT)
            }
            "rubric" => {
                first(&mut seen.rubric)?;
                self.rubric()
            }
            "reference" => {
                first(&mut seen.reference)?;
                let reference = self.scanner.text().filter(|text| is_reference(text))?;
                self.audit.reference = self.audit.keep(&reference);
                Some(())
            }
            "date" => {
                first(&mut seen.date)?;
                let day = self.scanner.text().filter(|text| date::exists(text))?;
                self.audit.date = self.audit.keep(&day);
                Some(())
            }
            "cycle" if self.audit.cycle.is_none() => {
                let cycle = self.code()?;
                self.audit.cycle = Some(self.audit.keep(&cycle));
                Some(())
            }
            "auditor" if self.audit.auditor.is_none() => {
                let auditor = self.code()?;
                self.audit.auditor = Some(self.audit.keep(&auditor));
                Some(())
            }
            "stage" if self.audit.stage.is_none() => {
                self.audit.stage = Some(named_stage(&self.scanner.text()?)?);
                Some(())
            }
            "facts" => {
                first(&mut seen.facts)?;
                self.object(Self::fact)
            }
            "answers" => {
                first(&mut seen.answers)?;
                self.answers()
            }
            _ => None,
        }
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.scanner.passes_text(text).then_some(())
    }

    fn rubric(&mut self) -> Option<()> {
        let model = self.rubric.model();
        let (mut name_seen, mut version_seen) = (false, false);
        self.object(|reader, name| match name {
            "name" => {
                first(&mut name_seen)?;
                reader.expect(&model.name)
            }
            "version" => {
                first(&mut version_seen)?;
                reader.expect(&model.version)
            }
            "digest" => {
                first(&mut reader.audit.names_digest)?;
                reader.expect(&model.digest)
            }
            _ => None,
        })?;
        (name_seen && version_seen).then_some(())
    }

    /// A text of bounded length that is not blank.
    fn code(&mut self) -> Option<Cow<'a, str>> {
        let code = self.scanner.text()?;
        let fits = is_at_most(&code, MOST_CODE_CHARACTERS) && !code.trim().is_empty();
        fits.then_some(code)
    }

    fn fact(&mut self, name: &str) -> Option<()> {
        let Some(Named::Fact(place)) = self.index.named(name) else {
            return None;
        };
        let given = match &self.index.facts.get(place)?.kind {
            FactKind::YesNo => FactGiven::YesNo(self.scanner.yes_no()?),
            FactKind::Number(domain) => {
                let number = self.number().filter(|number| domain.has(number))?;
                FactGiven::Number(number)
            }
            FactKind::OneOf(options) => {
                let option = self.scanner.text()?;
                FactGiven::Option(options.iter().position(|name| **name == option)?)
            }
        };
        let fact = self.audit.facts.get_mut(place)?;
        fact.is_none().then(|| *fact = Some(given))
    }

    fn number(&mut self) -> Option<Number> {
        let text = self.scanner.number()?;
        (text.len() <= MOST_NUMBER_CHARACTERS).then(|| Number::from_decimal(text))?
    }

    /// A whole number that may be counted.
    fn count(&mut self) -> Option<u32> {
        let text = self.scanner.number()?;
        text.parse().ok().filter(|count| *count <= MOST_COUNTED)
    }

    /// The answers. Most stand in the rubric's order: the name that comes next is tried before any is
    /// looked up.
    fn answers(&mut self) -> Option<()> {
        self.scanner.pass(b'{')?;
        if self.scanner.passes(b'}') {
            return Some(());
        }
        let mut next = 0;
        loop {
            let place = self.criterion(next)?;
            self.scanner.pass(b':')?;
            let criterion = self.index.criteria.get(place)?;
            let given = self.answer(criterion)?;
            let answer = self.audit.answers.get_mut(place)?;
            if answer.is_some() {
                return None;
            }
            *answer = Some(given);
            next = place + 1;
            if !self.scanner.passes(b',') {
                return self.scanner.pass(b'}');
            }
        }
    }

    fn criterion(&mut self, next: usize) -> Option<usize> {
        if let Some(criterion) = self.index.criteria.get(next)
            && self.scanner.passes_text(&criterion.name)
        {
            return Some(next);
        }
        match self.index.named(&self.scanner.text()?)? {
            Named::Criterion(place) => Some(place),
            Named::Fact(_) | Named::Section(_) => None,
        }
    }

    fn answer(&mut self, criterion: &Criterion) -> Option<Given> {
        let mut parts = Parts::default();
        match self.scanner.peek()? {
            b'{' => self.object(|reader, name| reader.part(name, criterion, &mut parts))?,
            b'"' => parts.answered = Some(self.level(criterion)?),
            b't' | b'f' => parts.answered = Some(Answered::YesNo(self.scanner.yes_no()?)),
            _ => parts.answered = Some(Answered::Number(self.number()?)),
        }
        self.given(criterion, parts)
    }

    fn part(&mut self, name: &str, criterion: &Criterion, parts: &mut Parts<'a>) -> Option<()> {
        match name {
            "level" => once(&mut parts.answered, self.level(criterion)?),
            "yes" => once(&mut parts.answered, Answered::YesNo(self.scanner.yes_no()?)),
            "number" => once(&mut parts.answered, Answered::Number(self.number()?)),
            "ticked" => once(&mut parts.answered, self.ticked(criterion)?),
            "count" => once(&mut parts.count, self.count()?),
            "of" => once(&mut parts.of, self.count()?),
            "comment" => {
                let comment = self.scanner.text()?;
                let fits = is_at_most(&comment, MOST_COMMENT_CHARACTERS);
                fits.then(|| once(&mut parts.comment, comment))?
            }
            "cause" => {
                let cause = self.scanner.text()?;
                let known = self.index.causes.iter().position(|name| **name == cause);
                once(&mut parts.cause, known?)
            }
            "auditor" => once(&mut parts.auditor, self.code()?),
            _ => None,
        }
    }

    fn level(&mut self, criterion: &Criterion) -> Option<Answered> {
        let names = &self.index.scale_of(criterion)?.names;
        let found = names.iter().position(|name| self.scanner.passes_text(name));
        found.map(Answered::Level)
    }

    fn ticked(&mut self, criterion: &Criterion) -> Option<Answered> {
        let Form::Checklist(items, _) = &criterion.form else {
            return None;
        };
        let mut ticked = vec![false; items.len()];
        self.scanner.pass(b'[')?;
        if self.scanner.passes(b']') {
            return Some(Answered::Ticked(ticked));
        }
        loop {
            let item = self.scanner.text()?;
            let place = items.iter().position(|name| **name == item)?;
            first(ticked.get_mut(place)?)?;
            if !self.scanner.passes(b',') {
                self.scanner.pass(b']')?;
                return Some(Answered::Ticked(ticked));
            }
        }
    }

    /// What was given, if it fits the criterion and has beside it what must stand there.
    fn given(&mut self, criterion: &Criterion, parts: Parts<'_>) -> Option<Given> {
        let answered = match (parts.answered, parts.count, parts.of) {
            (Some(answered), None, None) => answered,
            (None, Some(count), Some(of)) if count <= of => Answered::Counted(count, of),
            _ => return None,
        };
        if let (Answered::Number(number), Form::Number(domain, _)) = (&answered, &criterion.form)
            && !domain.has(number)
        {
            return None;
        }
        let scale = self.index.scale_of(criterion);
        let standing = criterion.form.standing(scale, &answered)?;
        if let (Some(level), Some(scale)) = (standing.level, scale) {
            let is_blank = |comment: &Cow<'_, str>| comment.trim().is_empty();
            let lacks_comment = parts.comment.as_ref().is_none_or(is_blank);
            if criterion.comment.has(level) && lacks_comment
                || scale.cause.has(level) && parts.cause.is_none()
            {
                return None;
            }
        }
        Some(Given {
            answered,
            standing,
            comment: parts.comment.map(|comment| self.audit.keep(&comment)),
            cause: parts.cause,
            auditor: parts.auditor.map(|auditor| self.audit.keep(&auditor)),
        })
    }
}

/// What stands in an answer.
#[derive(Default)]
struct Parts<'a> {
    answered: Option<Answered>,
    count: Option<u32>,
    of: Option<u32>,
    comment: Option<Cow<'a, str>>,
    cause: Option<usize>,
    auditor: Option<Cow<'a, str>>,
}

/// Notes that something is there, unless it was before.
fn first(seen: &mut bool) -> Option<()> {
    (!std::mem::replace(seen, true)).then_some(())
}

/// Sets a value, unless there is one.
fn once<T>(into: &mut Option<T>, value: T) -> Option<()> {
    into.replace(value).is_none().then_some(())
}

fn is_at_most(text: &str, characters: usize) -> bool {
    text.len() <= characters || text.chars().count() <= characters
}
