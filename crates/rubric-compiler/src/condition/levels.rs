//! Levels and grades that a comparison names: looked up for every member that is compared.

use rubric_lang::ast::{Name, Operator, Predicate, Value};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::condition::Comparison;

use super::{Reader, compare, one_of};
use crate::arena::Id;
use crate::standard::{Ladder, Scale};
use crate::words;

/// What the levels or grades of something are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order<'t> {
    /// The levels of a scale.
    Scale(Id<Scale<'t>>),
    /// Yes and no.
    YesNo,
    /// The grades of a ladder.
    Ladder(Id<Ladder<'t>>),
    /// It has none.
    Nothing,
    /// They could not be looked up.
    Unknown,
}

/// A member with its levels or grades.
#[derive(Clone, Copy, Debug)]
pub struct Ranked<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its levels or grades.
    pub order: Order<'t>,
}

/// What is compared by level or grade.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'c, 't> {
    /// The members.
    pub members: &'c [Ranked<'t>],
    /// Whether they are those of a group.
    pub grouped: bool,
    /// `level` or `grade`.
    pub noun: &'static str,
}

impl<'t> Reader<'_, 't> {
    /// A comparison by level or grade. The predicate has no numbers in it.
    pub(super) fn by_order(
        &mut self,
        compared: Compared<'_, 't>,
        predicate: &Predicate,
    ) -> Option<Comparison<String>> {
        match predicate {
            Predicate::Compare {
                operator,
                words,
                value: Value::Name(name),
            } => {
                let spelled = self.place(compared, name, Some(*operator))?;
                self.possible(compared, name, *operator)?;
                if *operator == Operator::IsNot {
                    self.warn_of_is_not(compared, name, words.to(name.span));
                }
                self.look(compared, name, Some(*operator), words.to(name.span));
                Some(compare(*operator, spelled))
            }
            Predicate::OneOf {
                negated, values, ..
            } => {
                let mut spelled = Some(Vec::new());
                for value in values {
                    let Value::Name(name) = value else { continue };
                    let one = self.place(compared, name, None);
                    self.look(compared, name, None, name.span);
                    spelled = spelled.zip(one).map(|(mut all, one)| {
                        all.push(one);
                        all
                    });
                }
                Some(one_of(*negated, spelled?))
            }
            _ => None,
        }
    }

    /// The declared spelling of a level or grade that every member must have.
    fn place(
        &mut self,
        compared: Compared<'_, 't>,
        name: &Name,
        operator: Option<Operator>,
    ) -> Option<String> {
        self.step(compared.members.len());
        let mut spelled: Option<&str> = None;
        let mut lacking = Vec::new();
        let mut unknown = false;
        let mut excluded = false;
        for member in compared.members {
            match self.find(member.order, &name.text) {
                Some(found) if spelled.is_none_or(|spelled| spelled == found) => {
                    spelled = Some(found);
                    excluded |= self.is_excluded(member.order, &name.text);
                }
                _ if self.may_have_more(member.order) => unknown = true,
                _ => lacking.push(*member),
            }
        }
        if let Some(first) = lacking.first() {
            if !self.standard.names.was_unread(&name.text) {
                let all = lacking.len() == compared.members.len();
                self.report_lacking(compared, name, *first, &lacking, all);
            }
            return None;
        }
        if excluded {
            let diagnostic = Diagnostic::new(
                Code::WrongKindOfComparison,
                name.span,
                format!("`{}` is a level that leaves the sum", name.text),
            )
            .label("excluded, so it has no place on the scale");
            self.report(match operator {
                Some(Operator::Is) if !compared.grouped && self.excludes_one(compared) => {
                    diagnostic
                        .help("write `is excluded`")
                        .fix(name.span, "excluded")
                }
                _ => diagnostic.help("ask with `is excluded` or `is not excluded`"),
            });
            return None;
        }
        if unknown {
            None
        } else {
            spelled.map(str::to_owned)
        }
    }

    fn report_lacking(
        &mut self,
        compared: Compared<'_, 't>,
        name: &Name,
        first: Ranked<'t>,
        lacking: &[Ranked<'t>],
        all: bool,
    ) {
        let noun = compared.noun;
        if !all {
            self.report_some_lacking(compared, name, lacking);
            return;
        }
        if first.order == Order::Nothing {
            let message = format!("`{}` has no {noun}s", first.name);
            self.report(
                Diagnostic::new(Code::WrongKindOfComparison, name.span, message)
                    .label(format!("not a {noun} of it"))
                    .help(format!(
                        "compare it with a percentage, `{} is at least 50%`, or give it `levels`",
                        first.name
                    )),
            );
            return;
        }
        let of = match first.order {
            Order::Scale(scale) => format!("scale `{}`", self.standard.scales[scale].head.text()),
            Order::Ladder(ladder) => {
                format!("ladder `{}`", self.standard.ladders[ladder].head.text())
            }
            Order::YesNo | Order::Nothing | Order::Unknown => format!("`{}`", first.name),
        };
        let diagnostic = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("{of} has no {noun} `{}`", name.text),
        );
        let names = &self.standard.names;
        let diagnostic = match first.order {
            Order::Scale(scale) => {
                let levels = &self.standard.scales[scale].levels;
                names.with_nearest_line(diagnostic, name, levels.iter().map(|level| level.entry))
            }
            Order::Ladder(ladder) => {
                let rungs = &self.standard.ladders[ladder].rungs;
                names.with_nearest_line(diagnostic, name, rungs.iter().map(|rung| rung.entry))
            }
            Order::YesNo | Order::Nothing | Order::Unknown => {
                names.with_nearest(diagnostic, name, ["yes", "no"].into_iter())
            }
        };
        let diagnostic = diagnostic.label(format!("not a {noun} of it"));
        let diagnostic = self.with_what_it_is(diagnostic, name, noun);
        self.report(diagnostic);
    }

    fn report_some_lacking(
        &mut self,
        compared: Compared<'_, 't>,
        name: &Name,
        lacking: &[Ranked<'t>],
    ) {
        let noun = compared.noun;
        let names = words::list(lacking.iter().map(|member| member.name));
        let diagnostic = Diagnostic::new(
            Code::GroupMemberLacks,
            name.span,
            format!(
                "not everything in this group has the {noun} `{}`",
                name.text
            ),
        );
        let spelled = |member: &Ranked<'t>| self.find(member.order, &name.text);
        if let Some(other) = lacking.first().and_then(spelled) {
            let here = compared.members.iter().find_map(spelled).unwrap_or(other);
            self.report(
                diagnostic
                    .label(format!("{names} spell it `{other}`, and others `{here}`"))
                    .help(format!(
                        "spell the {noun} in one way where it is declared: `{here}`"
                    )),
            );
            return;
        }
        let have = if lacking.len() == 1 { "has" } else { "have" };
        let tagged = match self.group.map(|span| self.text(span)) {
            Some(group) if !group.ends_with(')') => {
                format!("write `{group} tagged counted`, and `tag counted` in each that is meant")
            }
            _ => format!("name only those that have the {noun}"),
        };
        let unmapped = lacking.iter().find(|member| member.order == Order::Nothing);
        let scale = compared
            .members
            .iter()
            .find_map(|member| match member.order {
                Order::Scale(scale) if self.find(member.order, &name.text).is_some() => Some(scale),
                _ => None,
            });
        let help = match unmapped.zip(scale) {
            Some((member, scale)) => {
                let scale = self.standard.scales[scale].head.text();
                format!(
                    "{tagged}; or give `{}` levels too: `levels {scale} {{ … }}` after its form of answer",
                    member.name
                )
            }
            None => tagged,
        };
        self.report(
            diagnostic
                .label(format!("{names} {have} no such {noun}"))
                .help(help),
        );
    }

    /// Says what has the name that was taken for a level or grade.
    fn with_what_it_is(&self, diagnostic: Diagnostic, name: &Name, noun: &str) -> Diagnostic {
        if diagnostic.fix.is_some() {
            return diagnostic;
        }
        let standard = self.standard;
        let of = |kind: &str, whose: &str| format!("a {kind} of `{whose}`, not of this");
        let scale = standard
            .scales
            .iter()
            .find(|one| one.find(&name.text).is_some());
        let ladder = standard
            .ladders
            .iter()
            .find(|one| one.find(&name.text).is_some());
        let is = match (standard.names.member(&name.text), ladder, scale) {
            (Some(found), ..) => format!("{}, not a {noun}", words::a(found.kind().keyword())),
            (None, Some(ladder), _) => of("grade", ladder.head.text()),
            (None, None, Some(scale)) => of("level", scale.head.text()),
            (None, None, None) => return diagnostic,
        };
        diagnostic.label(is)
    }

    /// `is above` the best, `is below` the worst.
    fn possible(
        &mut self,
        compared: Compared<'_, 't>,
        name: &Name,
        operator: Operator,
    ) -> Option<()> {
        let ends: Vec<(String, String)> = compared
            .members
            .iter()
            .filter_map(|member| self.ends(member.order))
            .collect();
        let same = |end: &String| end.eq_ignore_ascii_case(&name.text);
        let (never, what) = match operator {
            Operator::Above => (ends.iter().all(|(best, _)| same(best)), "best"),
            Operator::Below => (ends.iter().all(|(_, worst)| same(worst)), "worst"),
            _ => return Some(()),
        };
        if !never || ends.is_empty() {
            return Some(());
        }
        let (word, other) = if operator == Operator::Above {
            ("above", "at least")
        } else {
            ("below", "at most")
        };
        self.report(
            Diagnostic::new(
                Code::ValueOutOfRange,
                name.span,
                format!("nothing is ever {word} `{}`", name.text),
            )
            .label(format!("the {what} {}", compared.noun))
            .help(format!(
                "write `is {}`, or `is {other} …` with another {}",
                name.text, compared.noun
            )),
        );
        None
    }

    /// `is not met` where `not-met` is a level too.
    fn warn_of_is_not(&mut self, compared: Compared<'_, 't>, name: &Name, said: Span) {
        let twin = format!("not-{}", name.text);
        let Some(order) = compared
            .members
            .iter()
            .map(|member| member.order)
            .find(|order| self.find(*order, &twin).is_some())
        else {
            return;
        };
        let is_best = self
            .ends(order)
            .is_some_and(|(best, _)| best.eq_ignore_ascii_case(&name.text));
        let same_order = compared.members.iter().all(|member| member.order == order);
        let message = format!(
            "`is not {}` sounds like `is {twin}`, and means something else",
            name.text
        );
        let diagnostic = Diagnostic::new(Code::IsNotReadsTwice, said, message)
            .label(format!("any {} but `{}`", compared.noun, name.text));
        self.report(if is_best && same_order {
            diagnostic
                .help(format!("write `is below {}` for every lesser {}, or `is {twin}` for that one alone", name.text, compared.noun))
                .fix(said, format!("is below {}", name.text))
        } else {
            diagnostic
                .help(format!("write `is not one of ({})` for every other {}, or `is {twin}` for that one alone", name.text, compared.noun))
                .fix(said, format!("is not one of ({})", name.text))
        });
    }

    fn find(&self, order: Order<'t>, name: &str) -> Option<&'t str> {
        match order {
            Order::Scale(scale) => {
                let scale = &self.standard.scales[scale];
                scale.find(name).map(|place| scale.name(place))
            }
            Order::Ladder(ladder) => {
                let ladder = &self.standard.ladders[ladder];
                ladder.find(name).map(|place| ladder.name(place))
            }
            Order::YesNo => ["yes", "no"]
                .into_iter()
                .find(|word| word.eq_ignore_ascii_case(name)),
            Order::Nothing | Order::Unknown => None,
        }
    }

    fn is_excluded(&self, order: Order<'t>, name: &str) -> bool {
        let Order::Scale(scale) = order else {
            return false;
        };
        let scale = &self.standard.scales[scale];
        scale
            .find(name)
            .is_some_and(|place| scale.is_excluded(place))
    }

    /// Whether no scale that is compared has more than one excluded level.
    fn excludes_one(&self, compared: Compared<'_, 't>) -> bool {
        compared.members.iter().all(|member| match member.order {
            Order::Scale(scale) => {
                let scale = &self.standard.scales[scale];
                scale.levels.len().saturating_sub(scale.scored().count()) <= 1
            }
            _ => true,
        })
    }

    /// Whether a level or grade that is not found may have been lost to another mistake.
    fn may_have_more(&self, order: Order<'t>) -> bool {
        match order {
            Order::Scale(scale) => !self.standard.scales[scale].is_sure(),
            Order::Ladder(ladder) => !self.standard.ladders[ladder].is_sure(),
            Order::Unknown => true,
            Order::YesNo | Order::Nothing => false,
        }
    }

    /// The best and the worst.
    fn ends(&self, order: Order<'t>) -> Option<(String, String)> {
        let (best, worst) = match order {
            Order::Scale(scale) => {
                let scale = &self.standard.scales[scale];
                (
                    scale.name(scale.scored().next()?),
                    scale.name(scale.scored().last()?),
                )
            }
            Order::Ladder(ladder) => {
                let ladder = &self.standard.ladders[ladder];
                (
                    ladder.name(0),
                    ladder.name(ladder.rungs.len().checked_sub(1)?),
                )
            }
            Order::YesNo => ("yes", "no"),
            Order::Nothing | Order::Unknown => return None,
        };
        Some((best.to_owned(), worst.to_owned()))
    }
}
