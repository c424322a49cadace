//! The outcome as JSON, straight into a buffer: what serialising the document gives, without making
//! the document. Whatever is the same in every audit was written when the rubric was loaded.

use rubric_model::outcome::{CriterionState, FORMAT, Status};
use rubric_model::rubric::Limit;

use crate::answer::{Answered, Form, Given};
use crate::condition::Which;
use crate::findings::Findings;
use crate::index::{Criterion, Rules};
use crate::number::Number;
use crate::shown::Tenths;

/// Appends the outcome, on one line.
pub(crate) fn write(findings: &Findings<'_>, out: &mut Vec<u8>) {
    Writer { findings, out }.outcome();
}

/// A text as JSON, quotes and all.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    string(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// A score, share or value.
pub(crate) fn score(exact: &Number, tenths: Tenths, out: &mut Vec<u8>) {
    in_lowest_terms(&exact.lowest(), tenths, out);
}

fn in_lowest_terms(exact: &Number, tenths: Tenths, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"exact\":\"");
    match exact.small() {
        Some((above, below)) => {
            integer(above, out);
            if below != 1 {
                out.push(b'/');
                integer(below, out);
            }
        }
        None => out.extend_from_slice(exact.to_string().as_bytes()),
    }
    out.extend_from_slice(b"\",\"percent\":\"");
    integer(tenths.0 / 10, out);
    out.push(b'.');
    integer(tenths.0 % 10, out);
    out.extend_from_slice(b"\"}");
}

fn string(text: &str, out: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// A whole number, digit by digit.
fn integer(number: i64, out: &mut Vec<u8>) {
    if number < 0 {
        out.push(b'-');
    }
    let mut left = number.unsigned_abs();
    let mut digits = [0; 20];
    let mut first = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
        first -= 1;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(first..).unwrap_or_default());
}

struct Writer<'a, 'o> {
    findings: &'a Findings<'a>,
    out: &'o mut Vec<u8>,
}

impl<'a> Writer<'a, '_> {
    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn string(&mut self, text: &str) {
        string(text, self.out);
    }

    /// Writes items with commas between.
    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.out.push(b'[');
        for (place, item) in items.into_iter().enumerate() {
            if place > 0 {
                self.out.push(b',');
            }
            write(self, item);
        }
        self.out.push(b']');
    }

    fn outcome(&mut self) {
        let findings = self.findings;
        self.raw("{\"format\":\"");
        self.raw(FORMAT);
        self.raw("\",\"rubric\":");
        self.raw(&findings.index.written.rubric);
        self.raw(",\"reference\":");
        self.string(findings.audit.reference());
        self.raw(",\"status\":\"");
        self.raw(status(findings.verdict.status(Which::Overall)));
        self.raw("\",\"overall\":{");
        self.judgement(Which::Overall);
        self.raw("},\"held_back\":");
        self.list(findings.held_back(), Self::limit);
        self.raw(",\"excluded_share\":");
        self.share(&findings.excluded);
        self.raw(",\"sections\":");
        self.list(&findings.index.top, |writer, place| writer.section(*place));
        self.raw(",\"notices\":");
        let _ = serde_json::to_writer(&mut *self.out, &findings.notices());
        self.raw(",\"next\":");
        let _ = serde_json::to_writer(&mut *self.out, &findings.steps.found);
        self.raw(",\"can_decide\":");
        self.list(findings.can_decide(), |writer, name| writer.string(name));
        self.raw("}");
    }

    fn limit(&mut self, limit: &Limit) {
        self.raw("{\"name\":");
        self.string(&limit.name);
        self.raw(",\"because\":");
        self.string(&limit.because);
        self.raw("}");
    }

    fn judgement(&mut self, which: Which) {
        let findings = self.findings;
        let verdict = &findings.verdict;
        let (Some(rules), Some(judged)) = (verdict.rules(which), verdict.judged(which)) else {
            return;
        };
        match verdict.status(which) {
            Status::NotScored => {
                self.raw("\"score\":null,\"grade\":null,\"before_limits\":null,\"limits\":[]");
            }
            Status::Complete => {
                self.scored(judged.low.as_ref(), judged.after.best(), rules);
                self.raw(",\"before_limits\":");
                self.grade(judged.before.best(), rules);
                self.raw(",\"limits\":");
                self.list(findings.biting(which), Self::limit);
            }
            Status::Incomplete => {
                self.raw("\"lowest\":{");
                self.scored(judged.low.as_ref(), judged.after.worst(), rules);
                self.raw("},\"highest\":{");
                self.scored(judged.high.as_ref(), judged.after.best(), rules);
                self.raw("},\"may_be_not_scored\":");
                self.raw(if judged.may_be_none { "true" } else { "false" });
            }
        }
    }

    fn scored(&mut self, exact: Option<&Number>, place: Option<usize>, rules: &Rules) {
        self.raw("\"score\":");
        match exact {
            Some(exact) => {
                let tenths = Tenths::of_score(exact, &rules.thresholds);
                score(exact, tenths, self.out);
            }
            None => self.raw("null"),
        }
        self.raw(",\"grade\":");
        self.grade(place, rules);
    }

    fn grade(&mut self, place: Option<usize>, rules: &Rules) {
        let ladder = self.findings.index.ladder_of(rules);
        match place.and_then(|place| ladder?.grades.get(place)) {
            Some(grade) => self.string(grade),
            None => self.raw("null"),
        }
    }

    fn share(&mut self, exact: &Number) {
        score(exact, Tenths::of_share(exact), self.out);
    }

    fn section(&mut self, place: usize) {
        let findings = self.findings;
        let Some(section) = findings.index.sections.get(place) else {
            return;
        };
        self.raw(&section.written.opening);
        self.raw(status(findings.verdict.status(Which::Section(place))));
        self.raw("\",");
        self.judgement(Which::Section(place));
        self.raw(",\"share\":");
        match findings.shares.section(place) {
            Some(share) => self.share(share),
            None => self.raw("null"),
        }
        self.raw(",\"criteria\":");
        self.list(section.criteria.clone(), Self::criterion);
        self.raw(",\"sections\":");
        self.list(&section.sections, |writer, place| writer.section(*place));
        self.raw("}");
    }

    fn criterion(&mut self, place: usize) {
        let findings = self.findings;
        let Some(criterion) = findings.index.criteria.get(place) else {
            return;
        };
        self.raw(&criterion.written.opening);
        self.raw(state(findings.verdict.state(place)));
        self.raw("\"");
        self.raw(&criterion.written.owner);
        let given = findings.audit.given(place);
        if let Some(given) = given {
            self.answer(criterion, given, findings.value(place));
        }
        if let (Some(share), Some(value)) =
            (findings.shares.criterion(place), findings.value(place))
        {
            self.split(share, value);
        }
        if let Some(given) = given {
            self.beside(given);
        }
        self.raw("}");
    }

    /// A share of the overall score, and how much of it was contributed and lost. Most answers are worth
    /// all or nothing: one of the two is the share over again.
    fn split(&mut self, share: &Number, value: &Number) {
        const NOTHING: &str = "{\"exact\":\"0\",\"percent\":\"0.0\"}";
        self.raw(",\"share\":");
        let from = self.out.len();
        in_lowest_terms(share, Tenths::of_share(share), self.out);
        let whole = from..self.out.len();
        self.raw(",\"contributed\":");
        if *value == Number::ONE {
            self.out.extend_from_within(whole);
            self.raw(",\"lost\":");
            self.raw(NOTHING);
        } else if *value == Number::ZERO {
            self.raw(NOTHING);
            self.raw(",\"lost\":");
            self.out.extend_from_within(whole);
        } else {
            let value = value.lowest();
            let contributed = share.times_in_lowest_terms(&value);
            in_lowest_terms(&contributed, Tenths::of_share(&contributed), self.out);
            self.raw(",\"lost\":");
            let lost = share.times_in_lowest_terms(&(Number::ONE - &value));
            in_lowest_terms(&lost, Tenths::of_share(&lost), self.out);
        }
    }

    /// The answer, the level it comes to, and what it is worth where it counts.
    fn answer(&mut self, criterion: &'a Criterion, given: &Given, value: Option<&Number>) {
        let scale = self.findings.index.scale_of(criterion);
        let level = |level: Option<usize>| scale?.written.get(level?);
        self.raw(",\"answer\":");
        match (&given.answered, &criterion.form) {
            (Answered::Level(place), _) => {
                self.raw(level(Some(*place)).map_or("null", |level| &level.name));
            }
            (Answered::YesNo(yes), _) => self.raw(if *yes { "true" } else { "false" }),
            (Answered::Number(number), _) => {
                let number = crate::shown::decimal(number);
                self.raw(&number);
            }
            (Answered::Counted(count, of), _) => {
                self.raw("{\"count\":");
                integer((*count).into(), self.out);
                self.raw(",\"of\":");
                integer((*of).into(), self.out);
                self.raw("}");
            }
            (Answered::Ticked(ticked), Form::Checklist(items, _)) => {
                self.raw("{\"ticked\":");
                let items = items.iter().zip(ticked).filter(|(_, ticked)| **ticked);
                self.list(items, |writer, (item, _)| writer.string(item));
                self.raw("}");
            }
            (Answered::Ticked(_), _) => self.raw("null"),
        }
        let level = level(given.standing.level);
        if let Some(level) = level {
            self.raw(",\"level\":");
            self.raw(&level.name);
        }
        match (level, value) {
            (Some(level), Some(_)) => {
                self.raw(",\"value\":");
                self.raw(&level.value);
            }
            (None, Some(value)) => {
                self.raw(",\"value\":");
                self.share(value);
            }
            (_, None) => {}
        }
    }

    fn beside(&mut self, given: &Given) {
        if let Some(comment) = given.comment {
            self.raw(",\"comment\":");
            self.string(self.findings.audit.text(comment));
        }
        if let Some(cause) = given
            .cause
            .and_then(|cause| self.findings.index.causes.get(cause))
        {
            self.raw(",\"cause\":");
            self.string(cause);
        }
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Incomplete => "incomplete",
        Status::NotScored => "not_scored",
    }
}

fn state(state: CriterionState) -> &'static str {
    match state {
        CriterionState::Scored => "scored",
        CriterionState::Excluded => "excluded",
        CriterionState::NotApplicable => "not_applicable",
        CriterionState::Unscored => "unscored",
        CriterionState::Missing => "missing",
    }
}
