//! Words that stand alone where a comparison is needed, and names that nothing has.

use rubric_lang::ast::{self, Kind, Name, Operator, Predicate};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::{Reader, Sight, View};
use crate::arena::Id;
use crate::number;
use crate::standard::{Answer, Criterion, FactKind, Found, Vocabulary};

impl<'t> Reader<'_, 't> {
    /// A value without a comparison before it: `when not-met`.
    pub(super) fn bare(&mut self, value: &ast::Value, it: bool) {
        let ast::Value::Name(name) = value else {
            self.report(
                Diagnostic::new(
                    Code::BareAlternative,
                    value.span(),
                    format!("`{}` alone says nothing", self.text(value.span())),
                )
                .label("compared with what?")
                .help("write what is compared before it: `score of overall is below 50%`"),
            );
            return;
        };
        if let Some(found) = self.standard.names.member(&name.text) {
            let say = match found {
                Found::Criterion(of) if self.has_levels(of) => "say which level",
                Found::Fact(_) | Found::Criterion(_) => "say what of it",
                Found::Section(_) => "say which grade",
            };
            let diagnostic = Diagnostic::new(
                Code::BareAlternative,
                name.span,
                format!("`{}` alone says nothing", name.text),
            )
            .label(say);
            let help = self
                .example(found)
                .map(|example| format!("write a whole comparison, such as `{example}`"));
            self.report(match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        } else {
            self.unknown_subject(name, it);
        }
    }

    fn has_levels(&self, of: Id<Criterion<'t>>) -> bool {
        let answer = self.standard.criteria[of].answer.as_ref();
        answer.is_none_or(|answer| answer.vocabulary() != Vocabulary::Nothing)
    }

    /// A comparison that can be written of something, in the words of its own answers; nothing
    /// where those could not be read.
    pub(super) fn example(&self, of: Found<'t>) -> Option<String> {
        let standard = self.standard;
        Some(match of {
            Found::Fact(fact) => {
                let fact = &standard.facts[fact];
                let name = fact.head.text();
                match fact.kind.as_ref()? {
                    FactKind::YesNo => format!("{name} is yes"),
                    FactKind::Number(range) => {
                        format!("{name} is at least {}", number::show(&range.middle()))
                    }
                    FactKind::OneOf(options) => format!("{name} is {}", options.first()?.name.text),
                }
            }
            Found::Criterion(criterion) => {
                let criterion = &standard.criteria[criterion];
                let name = criterion.head.text();
                let answer = criterion.answer.as_ref()?;
                match (answer.vocabulary(), answer) {
                    (Vocabulary::Scale(scale), _) => {
                        let scale = &standard.scales[scale];
                        format!("{name} is {}", scale.name(scale.scored().last()?))
                    }
                    (Vocabulary::YesNo, _) => format!("{name} is no"),
                    (_, Answer::Checklist { items, .. }) => {
                        format!("{name} lacks {}", items.first()?.name.text)
                    }
                    (_, Answer::Proportion { .. }) => format!("{name} is below 50%"),
                    _ => return None,
                }
            }
            Found::Section(section) => {
                let section = &standard.sections[section];
                let ladder = &standard.ladders[section.ladder?];
                let last = ladder.rungs.len().checked_sub(1)?;
                format!("section {} is {}", section.head.text(), ladder.name(last))
            }
        })
    }

    /// `C and G are poor`: the first of them have no comparison of their own. Says so, if these are
    /// names of things that can be compared together.
    pub(super) fn shared_comparison(&mut self, parts: &[ast::Condition], joined_by: &str) -> bool {
        let mut names = Vec::new();
        let mut rest = parts.iter();
        let compared = loop {
            match rest.next() {
                Some(ast::Condition::Bare(ast::Value::Name(name))) => names.push(name),
                Some(ast::Condition::Comparison(compared)) if !names.is_empty() => break compared,
                _ => return false,
            }
        };
        let (ast::Subject::Name(last)
        | ast::Subject::Criterion(last)
        | ast::Subject::Section(last)
        | ast::Subject::Fact(last)) = &compared.subject
        else {
            return false;
        };
        names.push(last);
        let found: Option<Vec<Found<'t>>> = names
            .iter()
            .map(|name| self.standard.names.member(&name.text))
            .collect();
        let Some(found) = found else { return false };
        let (Some(first), Some(kind)) = (names.first(), found.first().map(|found| found.kind()))
        else {
            return false;
        };
        let whole = first.span.to(compared.span);
        let said = self.text(Span {
            start: last.span.end,
            ..compared.span
        });
        let listed: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        let together = kind != Kind::Fact && found.iter().all(|found| found.kind() == kind);
        let verb = said.split_once(' ').filter(|(verb, _)| {
            ["is", "are"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(verb))
        });
        let (help, text) = match verb {
            Some((_, said)) if together => {
                let any = format!("any of ({}) is {said}", listed.join(", "));
                let all = format!("all of ({}) are {said}", listed.join(", "));
                if joined_by == "and" {
                    (
                        format!("write `{all}`, or `{any}` where one is enough"),
                        all,
                    )
                } else {
                    (format!("write `{any}`, or `{all}` where each must be"), any)
                }
            }
            _ => {
                let each: Vec<String> =
                    listed.iter().map(|name| format!("{name} {said}")).collect();
                let text = each.join(&format!(" {joined_by} "));
                (format!("write `{text}`"), text)
            }
        };
        let bare = self.text(Span {
            end: names
                .iter()
                .rev()
                .nth(1)
                .map_or(first.span.end, |name| name.span.end),
            ..first.span
        });
        self.report(
            Diagnostic::new(
                Code::BareAlternative,
                whole,
                format!("`{bare}` has no comparison of its own"),
            )
            .label(format!("only `{}` is compared", last.text))
            .help(help)
            .fix(whole, text),
        );
        true
    }

    /// `overall is good or outstanding`.
    pub(super) fn bare_alternative(
        &mut self,
        before: &ast::Condition,
        values: &[&ast::Condition],
        joined_by: &str,
    ) {
        let Some(span) = values.iter().map(|value| value.span()).reduce(Span::to) else {
            return;
        };
        let predicate = match before {
            ast::Condition::Comparison(comparison) => Some(&comparison.predicate),
            ast::Condition::Group(count) => Some(&count.predicate),
            _ => None,
        };
        let written = self.text(span);
        let diagnostic = Diagnostic::new(
            Code::BareAlternative,
            span,
            format!("`{written}` has no comparison of its own"),
        )
        .label("compared with what?");
        let diagnostic = match predicate {
            Some(Predicate::Compare {
                operator: Operator::Is | Operator::IsNot,
                words,
                value,
            }) => {
                let all: Vec<String> = std::iter::once(value.span())
                    .chain(values.iter().map(|value| value.span()))
                    .map(|span| self.text(span))
                    .collect();
                let list = format!("one of ({})", all.join(", "));
                diagnostic
                    .help(format!("write `{} {list}`", self.text(*words)))
                    .fix(value.span().to(span), list)
            }
            Some(Predicate::OneOf { .. }) => diagnostic.help("put it into the list before it"),
            // `c has what and who`, `age is below 3 or 5`.
            Some(predicate) if !matches!(predicate, Predicate::Broken(_)) => {
                let said = self.said_before(before, predicate);
                let again: Vec<String> = values
                    .iter()
                    .map(|value| format!("{said} {}", self.text(value.span())))
                    .collect();
                let again = again.join(&format!(" {joined_by} "));
                diagnostic
                    .help(format!(
                        "write `{} {joined_by} {again}`",
                        self.text(before.span())
                    ))
                    .fix(span, again)
            }
            _ => diagnostic.help(format!(
                "write the comparison again before it: `… is {written}`"
            )),
        };
        self.report(diagnostic);
    }

    /// A comparison without its value: the `c3 has` of `c3 has what`.
    fn said_before(&self, whole: &ast::Condition, predicate: &Predicate) -> String {
        let value = match predicate {
            Predicate::Compare { value, .. } => value.span(),
            Predicate::Has(item) | Predicate::Lacks(item) => item.span,
            Predicate::OneOf { span, .. }
            | Predicate::Excluded { span, .. }
            | Predicate::Scored { span, .. }
            | Predicate::Broken(span) => *span,
        };
        self.text(Span {
            end: value.start,
            ..whole.span()
        })
    }

    /// A name that no fact has, where facts alone may be spoken of.
    fn unknown_fact(&mut self, name: &Name) {
        let names = &self.standard.names;
        if names.may_be_lost(Kind::Fact, &name.text) {
            return;
        }
        let declaration = format!("fact {} \"…\" {{ yes-no }}", name.text);
        let facts = names.spellings(Kind::Fact);
        let diagnostic = names.unknown(name, "fact", facts, &declaration);
        self.report(diagnostic);
    }

    /// A name that nothing has that may be spoken of here.
    pub(super) fn unknown_of(&mut self, name: &Name, view: &View<'t>) {
        if view.sight == Sight::Facts {
            self.unknown_fact(name);
        } else {
            self.unknown_subject(name, view.it);
        }
    }

    /// A name that no criterion, section or fact has. `it` says whether a condition here speaks of
    /// `it`.
    pub(super) fn unknown_subject(&mut self, name: &Name, it: bool) {
        let names = &self.standard.names;
        let kinds = [Kind::Criterion, Kind::Section, Kind::Fact];
        if kinds
            .iter()
            .any(|kind| names.may_be_lost(*kind, &name.text))
        {
            return;
        }
        if ["score", "grade"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(&name.text))
        {
            self.report(whose(name, it));
            return;
        }
        let scale = self
            .standard
            .scales
            .iter()
            .find(|scale| scale.find(&name.text).is_some());
        let ladder = self
            .standard
            .ladders
            .iter()
            .find(|ladder| ladder.find(&name.text).is_some());
        let (what, example) = match (scale, ladder) {
            (Some(scale), _) => {
                let criterion = names
                    .spellings(Kind::Criterion)
                    .next()
                    .unwrap_or("needs-identified");
                (
                    format!("a level of `{}`", scale.head.text()),
                    format!("{criterion} is {}", name.text),
                )
            }
            (None, Some(ladder)) => (
                format!("a grade of `{}`", ladder.head.text()),
                format!("overall is {}", name.text),
            ),
            (None, None) => {
                let candidates = kinds.iter().flat_map(|kind| names.spellings(*kind));
                let declaration = format!("criterion {} \"…\"", name.text);
                let diagnostic =
                    names.unknown(name, "criterion, section or fact", candidates, &declaration);
                self.report(diagnostic);
                return;
            }
        };
        self.report(
            Diagnostic::new(
                Code::UnknownName,
                name.span,
                format!("`{}` is {what}, and nothing says of what", name.text),
            )
            .label("what is compared must stand before it")
            .help(format!("write a whole comparison, such as `{example}`")),
        );
    }
}

/// `score is below 50%`, `grade is good`: whose?
fn whose(name: &Name, it: bool) -> Diagnostic {
    let is_score = name.text.eq_ignore_ascii_case("score");
    let message = format!(
        "nothing says whose {} this is",
        name.text.to_ascii_lowercase()
    );
    let diagnostic = Diagnostic::new(Code::UnknownName, name.span, message);
    match (is_score, it) {
        (_, true) => diagnostic
            .label("whose?")
            .help("write `score of it`")
            .fix(name.span, "score of it"),
        (true, false) => diagnostic
            .label("whose?")
            .help("write `score of overall`, or `score of` and a section"),
        (false, false) => diagnostic
            .label("whose?")
            .help("write `overall`, or `section` and its name"),
    }
}
