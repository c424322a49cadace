//! What is settled when a condition is asked: facts; criteria; each section from the inside out,
//! its score, its grade, its limits; overall last.

use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::{Judged, Reader, Sight, View};

/// What of a section, or of the whole, a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Its score, or whether it has one.
    Score,
    /// Its grade.
    Grade,
}

impl<'t> Reader<'_, 't> {
    /// Whether a condition may look at anything but facts; if not, that is said.
    pub(super) fn may_look_beyond_facts(&mut self, span: Span, view: &View<'t>) -> bool {
        if view.sight == Sight::Facts {
            self.report(
                Diagnostic::new(Code::NotSettledYet, span, "what applies is decided by facts alone")
                    .label("not a fact")
                    .help("declare a fact that says whether it applies, and write `applies when my-fact is yes`"),
            );
        }
        view.sight != Sight::Facts
    }

    /// Whether a condition may speak of `it`; if not, that is said.
    pub(super) fn may_say_it(&mut self, span: Span, view: &View<'t>) -> bool {
        if !view.it {
            self.report(
                Diagnostic::new(
                    Code::ItWithoutSubject,
                    span,
                    format!("`it` stands for nothing in {}", view.part_of),
                )
                .label("what is `it`?")
                .help("name what is meant: `overall`, or `section` and its name"),
            );
        }
        view.it
    }

    /// Whether the score or grade of something is settled for all that is judged; if not, that is
    /// said once.
    pub(super) fn is_settled(
        &mut self,
        of: Judged<'t>,
        aspect: Aspect,
        span: Span,
        view: &View<'t>,
    ) -> bool {
        match view.sight {
            Sight::Everything => return true,
            Sight::Facts => return self.may_look_beyond_facts(span, view),
            Sight::Settled => {}
        }
        self.step(view.judged.len());
        let Some(judged) = view
            .judged
            .iter()
            .copied()
            .find(|judged| !self.is_before(of, aspect, *judged))
        else {
            return true;
        };
        let subject = self.name_of(judged);
        let (message, label) = if of == judged {
            (
                format!("the grade of {subject} is not settled yet"),
                "its grade is what is being decided",
            )
        } else if of == Judged::Overall {
            (
                format!("overall is not settled when {subject} is graded"),
                "settled last",
            )
        } else {
            (
                format!(
                    "{} is not settled when {subject} is graded",
                    self.name_of(of)
                ),
                "not a part of it",
            )
        };
        let help = if of == judged {
            let own = self.written(judged);
            format!("ask for its score: `score of {own} is below 50%`")
        } else {
            "a section is graded by what stands in it: put what looks at other sections into a limit on `overall`"
                .to_owned()
        };
        self.report(
            Diagnostic::new(Code::NotSettledYet, span, message)
                .label(label)
                .help(help),
        );
        false
    }

    fn is_before(&self, of: Judged<'t>, aspect: Aspect, judged: Judged<'t>) -> bool {
        match (of, judged) {
            (Judged::Overall, Judged::Overall) => aspect == Aspect::Score,
            (Judged::Section(_), Judged::Overall) => true,
            (Judged::Overall, Judged::Section(_)) => false,
            (Judged::Section(of), Judged::Section(judged)) => {
                self.standard.is_inside(of, judged) || of == judged && aspect == Aspect::Score
            }
        }
    }
}
