//! Explanations as text: an indented tree.

use std::fmt::{Display, Formatter, Result};

use super::{
    ConditionExplanation, CriterionExplanation, Explanation, Grading, GroupExplanation, Joined,
    LadderExplanation, LimitExplanation, MOST_LISTED, RungState, SectionExplanation, Truth,
};
use crate::audit::{Answer, DetailedAnswer};
use crate::outcome::{Bound, CriterionState, Score, Status};

impl Display for Explanation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let mut tree = Tree { formatter };
        tree.line(0, &format!("{} {}", self.title, self.rubric.version))?;
        tree.line(0, &self.reference)?;
        tree.blank()?;
        tree.line(0, &format!("Overall: {}", self.overall))?;
        tree.grading(1, &self.overall)?;
        for section in &self.sections {
            tree.blank()?;
            tree.section(0, section)?;
        }
        if !self.next.is_empty() {
            tree.blank()?;
            tree.line(0, "Ways up")?;
        }
        for step in &self.next {
            let answers = step.answers.iter();
            let answers: Vec<String> = answers
                .map(|(name, answer)| format!("{name} {}", answered(answer)))
                .collect();
            let grade = self.overall.ladder.title_of(&step.grade);
            tree.line(1, &format!("{grade}: {}", answers.join(", ")))?;
        }
        if !self.notices.is_empty() {
            tree.blank()?;
            tree.line(0, "Notices")?;
        }
        for notice in &self.notices {
            tree.line(1, &notice.message)?;
        }
        Ok(())
    }
}

/// In a few words: `Good, 72.2%`.
impl Display for Grading {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let grade = |name: &Option<String>, score: &Option<Score>| {
            let (name, score) = (name.as_ref()?, score.as_ref()?);
            Some(format!(
                "{}, {}%",
                self.ladder.title_of(name),
                score.percent
            ))
        };
        let bound = |bound: &Option<Bound>| {
            let bound = bound.as_ref()?;
            grade(&bound.grade, &bound.score)
        };
        match (self.status, bound(&self.lowest), bound(&self.highest)) {
            (Status::Incomplete, Some(lowest), Some(highest)) => {
                write!(formatter, "incomplete: from {lowest} to {highest}")?;
                match self.may_be_not_scored {
                    Some(true) => formatter.write_str("; or not scored"),
                    _ => Ok(()),
                }
            }
            (Status::Incomplete, ..) => formatter.write_str("incomplete: not scored as it stands"),
            (Status::Complete | Status::NotScored, ..) => {
                let settled = grade(&self.grade, &self.score);
                formatter.write_str(settled.as_deref().unwrap_or("not scored"))
            }
        }
    }
}

impl LadderExplanation {
    fn title_of<'t>(&'t self, grade: &'t str) -> &'t str {
        let rung = self.rungs.iter().find(|rung| rung.name == grade);
        rung.map_or(grade, |rung| &rung.title)
    }
}

impl Display for Truth {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str(match self {
            Self::Holds => "holds",
            Self::DoesNotHold => "does not hold",
            Self::Undecided => "undecided",
        })
    }
}

struct Tree<'f, 'b> {
    formatter: &'f mut Formatter<'b>,
}

impl Tree<'_, '_> {
    /// One line, whatever line ends and control characters are in the text.
    fn line(&mut self, depth: usize, text: &str) -> Result {
        let width = depth.saturating_mul(2);
        write!(self.formatter, "{:width$}", "")?;
        for letter in text.trim_end().chars() {
            let shown = if letter.is_control() { ' ' } else { letter };
            write!(self.formatter, "{shown}")?;
        }
        writeln!(self.formatter)
    }

    fn blank(&mut self) -> Result {
        writeln!(self.formatter)
    }

    fn section(&mut self, depth: usize, section: &SectionExplanation) -> Result {
        let share = section.share.as_ref();
        let share = share.map_or_else(String::new, |share| {
            format!("; {}% of the overall score", share.percent)
        });
        let (name, title, grading) = (&section.name, &section.title, &section.grading);
        self.line(depth, &format!("Section {name}, {title}: {grading}{share}"))?;
        let inner = depth.saturating_add(1);
        if let Some(applies) = &section.applies {
            self.condition(inner, "applies when ", applies)?;
        }
        self.grading(inner, &section.grading)?;
        for criterion in &section.criteria {
            self.criterion(inner, criterion)?;
        }
        for section in &section.sections {
            self.section(inner, section)?;
        }
        Ok(())
    }

    fn grading(&mut self, depth: usize, grading: &Grading) -> Result {
        let inner = depth.saturating_add(1);
        let ladder = &grading.ladder;
        self.line(depth, &format!("Ladder {}, {}", ladder.name, ladder.title))?;
        let is_held_down = (ladder.rungs.iter()).any(|rung| rung.state == RungState::HeldDownTo);
        let lengths = ladder.rungs.iter().map(|rung| rung.title.chars().count());
        let width = lengths.max().unwrap_or(0);
        for rung in &ladder.rungs {
            let (mark, state) = match rung.state {
                RungState::Reached if is_held_down => (" ", " - reached, before limits"),
                RungState::Reached => (">", " - reached"),
                RungState::HeldDownTo => (">", " - held down to this"),
                RungState::Possible => (">", " - possible"),
                RungState::PossibleBeforeLimits => (" ", " - possible before limits"),
                RungState::PassedOver => (" ", ""),
            };
            let title = &rung.title;
            let begin = format!("{mark} {title:width$}  ");
            match (&rung.from, &rung.when) {
                (Some(from), _) => {
                    let from = from.exact.percentage();
                    self.line(inner, &format!("{begin}from {from}{state}"))?;
                }
                (None, Some(when)) => {
                    self.line(inner, &format!("{begin}by rule{state}"))?;
                    self.condition(inner.saturating_add(2), "when ", when)?;
                }
                (None, None) => self.line(inner, &format!("{begin}otherwise{state}"))?,
            }
        }
        for limit in &grading.limits {
            self.limit(depth, limit, grading)?;
        }
        Ok(())
    }

    fn limit(&mut self, depth: usize, limit: &LimitExplanation, grading: &Grading) -> Result {
        let verdict = match (limit.when.truth, grading.status) {
            _ if limit.lowered => "lowered the grade",
            (Truth::Holds, Status::Complete) => "holds, and the grade is no better without it",
            (Truth::Holds, Status::Incomplete) => "holds, whatever is missing",
            (Truth::Holds, Status::NotScored) => "holds, and there is no grade to lower",
            (Truth::DoesNotHold, _) => "does not hold",
            (Truth::Undecided, _) => "undecided",
        };
        let at_most = grading.ladder.title_of(&limit.at_most);
        let name = &limit.name;
        self.line(
            depth,
            &format!("Limit {name}, at most {at_most}: {verdict}"),
        )?;
        let inner = depth.saturating_add(1);
        self.line(inner, &limit.because)?;
        self.condition(inner, "when ", &limit.when)
    }

    // Depth is bounded when the rubric is read.
    fn condition(&mut self, depth: usize, word: &str, condition: &ConditionExplanation) -> Result {
        let text = match (&condition.text, condition.joined) {
            (Some(text), _) => text.as_str(),
            (None, Some(Joined::AnyOf)) => "at least one of these",
            (None, Some(Joined::Not)) => "not this",
            (None, _) => "all of these",
        };
        let detail = match (&condition.actual, &condition.group) {
            (Some(actual), _) => format!(" - {actual}"),
            (None, Some(group)) => format!(" - {}", counts(group)),
            (None, None) => String::new(),
        };
        self.line(depth, &format!("{word}{text}: {}{detail}", condition.truth))?;
        let inner = depth.saturating_add(1);
        for part in &condition.parts {
            self.condition(inner, "", part)?;
        }
        let members = condition.group.iter().flat_map(|group| &group.members);
        for member in members {
            let undecided = match member.truth {
                Truth::Undecided => ": undecided",
                Truth::Holds | Truth::DoesNotHold => "",
            };
            self.line(inner, &format!("{}{undecided}", member.actual))?;
        }
        match &condition.group {
            Some(group) if group.members.len() == MOST_LISTED => {
                self.line(inner, &format!("(no more than {MOST_LISTED} are listed)"))
            }
            _ => Ok(()),
        }
    }

    fn criterion(&mut self, depth: usize, criterion: &CriterionExplanation) -> Result {
        let CriterionExplanation { name, question, .. } = criterion;
        self.line(depth, &format!("{name}, {question}"))?;
        let inner = depth.saturating_add(1);
        let percent = |score: &Option<Score>| score.as_ref().map(|one| one.percent.clone());
        let mut said = Vec::new();
        if let Some(answer) = &criterion.answer {
            let words = answered(answer);
            said.push(match &criterion.level {
                Some(level) if *level != words => format!("{words}, which is {level}"),
                _ => words,
            });
        }
        let state = match (criterion.state, &criterion.answer) {
            (CriterionState::Scored, _) => None,
            (CriterionState::Excluded, _) => Some("leaves the sum"),
            (CriterionState::NotApplicable, _) => Some("does not apply"),
            (CriterionState::Unscored, _) => Some("is not counted"),
            (CriterionState::Missing, None) => Some("not answered"),
            (CriterionState::Missing, Some(_)) => Some("may not apply"),
        };
        said.extend(state.map(str::to_owned));
        said.extend(percent(&criterion.value).map(|value| format!("worth {value}%")));
        let sums = [&criterion.share, &criterion.contributed, &criterion.lost].map(percent);
        if let [Some(share), Some(contributed), Some(lost)] = sums {
            said.push(format!(
                "share {share}%, contributed {contributed}%, lost {lost}%"
            ));
        }
        self.line(inner, &said.join("; "))?;
        if let Some(applies) = &criterion.applies {
            self.condition(inner, "applies when ", applies)?;
        }
        if let Some(comment) = &criterion.comment {
            self.line(inner, &format!("comment: {comment}"))?;
        }
        if let Some(cause) = &criterion.cause {
            self.line(inner, &format!("cause: {cause}"))?;
        }
        Ok(())
    }
}

/// `1 is so, 3 are not, 2 undecided`.
fn counts(group: &GroupExplanation) -> String {
    let is = |count: usize, rest: &str| {
        let word = if count == 1 { "is" } else { "are" };
        (count > 0).then(|| format!("{count} {word} {rest}"))
    };
    let said = [
        is(group.holding, "so"),
        is(group.not_holding, "not"),
        is(group.undecided, "undecided"),
        is(group.outside, "left out"),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() {
        "the group has no members".to_owned()
    } else {
        said.join(", ")
    }
}

/// An answer in words: `met`, `yes`, `40`, `5 of 7`, `what, who`.
fn answered(answer: &Answer) -> String {
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    match answer {
        Answer::YesNo(yes) => yes_no(*yes),
        Answer::Number(number) => number.to_string(),
        Answer::Level(level) => level.clone(),
        Answer::Detailed(DetailedAnswer {
            level,
            yes,
            number,
            ticked,
            count,
            of,
            ..
        }) => match (ticked.as_deref(), count, of) {
            (Some([]), ..) => "nothing ticked".to_owned(),
            (Some(items), ..) => format!("ticked {}", items.join(", ")),
            (None, Some(count), Some(of)) => format!("{count} of {of}"),
            _ => (level.clone())
                .or_else(|| yes.map(yes_no))
                .or_else(|| number.as_ref().map(ToString::to_string))
                .unwrap_or_default(),
        },
    }
}
