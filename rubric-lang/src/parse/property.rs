//! Statements.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::value::{A_TEXT, better_name, is_reference};
use crate::ast::{
    Block, Flag, Item, Kind, Name, NameKeyword, Number, Parsed, Property, PropertyKind, Text,
    TextKeyword, Word,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::vocabulary::Holder;

const DATE: &str = "`from` and a date, such as `from 2026-09-01`";

/// The parts of a statement, by what they are.
#[derive(Default)]
pub(super) struct Parts<'i> {
    all: Vec<Pair<'i, Rule>>,
}

impl<'i> Parts<'i> {
    fn of(pair: Pair<'i, Rule>) -> Self {
        Self {
            all: parts(pair).collect(),
        }
    }

    pub(super) fn find(&self, rule: Rule) -> Option<&Pair<'i, Rule>> {
        self.all.iter().find(|part| part.as_rule() == rule)
    }

    /// A name, or what stands in its place in quotes.
    pub(super) fn name(&self) -> Option<&Pair<'i, Rule>> {
        self.all.iter().find(|part| is_reference(part))
    }

    pub(super) fn nth(&self, rule: Rule, index: usize) -> Option<&Pair<'i, Rule>> {
        self.all
            .iter()
            .filter(|part| part.as_rule() == rule)
            .nth(index)
    }
}

impl Builder<'_> {
    pub(super) fn property(&mut self, pair: Pair<'_, Rule>) -> Option<Item> {
        let span = self.trimmed(&pair);
        let keyword = self.first_word(span);
        let inner = parts(pair).next()?;
        let kind = self.property_kind(keyword, inner);
        Some(Item::Property(Box::new(Property {
            span,
            keyword,
            kind,
        })))
    }

    /// `levels evidence without not-applicable`.
    fn report_left_out(&mut self, pair: &Pair<'_, Rule>) {
        let span = self.trimmed(pair);
        self.report(
            Diagnostic::new(Code::BadValue, span, "`levels` leaves no level of its scale out")
                .label("not needed for a level with points, and not possible for an excluded one")
                .help("remove it: a level that no line names is not reached. Where an excluded level may not be answered, name a scale that has none"),
        );
    }

    fn property_kind(&mut self, keyword: Span, pair: Pair<'_, Rule>) -> PropertyKind {
        let rule = pair.as_rule();
        match rule {
            Rule::given_fact => return self.given_fact(keyword, pair),
            Rule::answer => return self.answer(keyword, pair),
            Rule::flag => return PropertyKind::Flag(self.flag(keyword)),
            _ => {}
        }
        let span = self.trimmed(&pair);
        let found = Parts::of(pair);
        match rule {
            Rule::textual => PropertyKind::Text(
                self.text_keyword(keyword),
                self.text_value(keyword, &found, A_TEXT),
            ),
            Rule::named => PropertyKind::Named(
                self.name_keyword(keyword),
                self.name_value(keyword, &found, "a name, without quotes"),
            ),
            Rule::version => PropertyKind::Version(self.word_value(
                keyword,
                &found,
                "three numbers, such as `1.0.0`",
            )),
            Rule::effective => PropertyKind::Effective {
                from: match found.find(Rule::date) {
                    Some(date) => Parsed::Value(self.word(date)),
                    None => Parsed::Broken(self.bad_part(keyword, &found, DATE)),
                },
                to: match (found.nth(Rule::date, 1), found.find(Rule::bad_value)) {
                    (Some(date), _) => Some(Parsed::Value(self.word(date))),
                    (None, Some(bad)) if found.find(Rule::date).is_some() => {
                        Some(Parsed::Broken(self.bad_value(keyword, bad, DATE)))
                    }
                    _ => None,
                },
            },
            Rule::provision => self.provision(keyword, &found),
            Rule::default => self.default(keyword, &found),
            Rule::overall_grades => PropertyKind::OverallGrades(self.name_value(
                keyword,
                &found,
                "`grades` and the name of a ladder",
            )),
            Rule::excluded_notice => PropertyKind::ExcludedNotice(self.number_value(
                keyword,
                &found,
                "`when excluded is above` and a percentage, such as `when excluded is above 40%`",
            )),
            Rule::weight => PropertyKind::Weight(self.number_value(
                keyword,
                &found,
                "a number, such as `2`, or a percentage, such as `15%`",
            )),
            Rule::applies_when => PropertyKind::AppliesWhen(self.condition_at(&found, 0, span)),
            Rule::cites => self.cites(keyword, &found),
            Rule::means => PropertyKind::Means {
                level: found
                    .find(Rule::name)
                    .and_then(|name| self.name_or_none(name)),
                text: self.text_value(
                    keyword,
                    &found,
                    "a level and a text in quotes, such as `partly \"Most needs are named.\"`",
                ),
            },
            Rule::example => PropertyKind::Example {
                quality: self.name_part(&found, span),
                text: self.text_value(keyword, &found, "`good` or `weak` and a text in quotes"),
            },
            Rule::required => self.required(keyword, &found),
            Rule::scale => PropertyKind::Scale {
                name: self.name_value(keyword, &found, "the name of a scale"),
                without: found
                    .find(Rule::name_list)
                    .map(|names| self.names(names.clone()))
                    .unwrap_or_default(),
            },
            Rule::checklist => {
                PropertyKind::Checklist(self.needed_block(keyword, &found, Holder::Checklist))
            }
            Rule::one_of => {
                PropertyKind::OneOf(self.needed_block(keyword, &found, Holder::Options))
            }
            Rule::proportion => PropertyKind::Proportion {
                of: self.text_value(
                    keyword,
                    &found,
                    "what is counted, such as `\"agreed actions\" { none excluded }`",
                ),
                block: self.block_part(&found, Holder::Proportion),
            },
            Rule::none_of => PropertyKind::NoneOf(self.none_of(keyword, &found)),
            Rule::number_range => self.number_range(keyword, &found),
            Rule::levels => {
                if let Some(left_out) = found.find(Rule::left_out) {
                    self.report_left_out(left_out);
                }
                PropertyKind::Levels {
                    scale: self.name_value(keyword, &found, "the name of a scale"),
                    block: self.needed_block(keyword, &found, Holder::Mapping),
                }
            }
            Rule::ceiling => self.ceiling(span, &found),
            Rule::when => PropertyKind::When(self.condition_at(&found, 0, span)),
            Rule::share => PropertyKind::Share {
                r#where: self.condition_at(&found, 0, span),
                among: found
                    .nth(Rule::condition, 1)
                    .map(|condition| self.condition(condition.clone())),
            },
            Rule::count => PropertyKind::Count(self.condition_at(&found, 0, span)),
            Rule::mean => PropertyKind::Mean(self.mean(keyword, &found)),
            Rule::target_value => self.target_value(keyword, &found),
            Rule::whenever => PropertyKind::Whenever(self.condition_at(&found, 0, span)),
            Rule::then => PropertyKind::Then(self.condition_at(&found, 0, span)),
            Rule::leave => PropertyKind::Leave(self.name_value(
                keyword,
                &found,
                "a criterion and `unanswered`",
            )),
            Rule::use_path => PropertyKind::Use(match found.find(Rule::path) {
                Some(path) => self.path(path.clone()),
                None => Parsed::Broken(self.bad_part(
                    keyword,
                    &found,
                    "the name of a library, such as `std/common 1`, or a file in quotes",
                )),
            }),
            Rule::include => {
                PropertyKind::Include(self.text_value(keyword, &found, "a file in quotes"))
            }
            _ => {
                let expectation = found
                    .all
                    .into_iter()
                    .next()
                    .map(|part| self.expectation(part));
                PropertyKind::Expect(expectation.unwrap_or(crate::ast::Expectation::Condition(
                    crate::ast::Condition::Broken(span),
                )))
            }
        }
    }

    fn flag(&self, keyword: Span) -> Flag {
        match self.text(keyword).to_ascii_lowercase().as_str() {
            "essential" => Flag::Essential,
            "statutory" => Flag::Statutory,
            "unscored" => Flag::Unscored,
            _ => Flag::YesNo,
        }
    }

    fn text_keyword(&self, keyword: Span) -> TextKeyword {
        match self.text(keyword).to_ascii_lowercase().as_str() {
            "publisher" => TextKeyword::Publisher,
            "audits" => TextKeyword::Audits,
            "jurisdiction" => TextKeyword::Jurisdiction,
            "introduction" => TextKeyword::Introduction,
            "link" => TextKeyword::Link,
            "issued" => TextKeyword::Issued,
            "guidance" => TextKeyword::Guidance,
            "prompt" => TextKeyword::Prompt,
            "because" => TextKeyword::Because,
            "title" => TextKeyword::Title,
            _ => TextKeyword::LeaveOut,
        }
    }

    fn name_keyword(&self, keyword: Span) -> NameKeyword {
        match self.text(keyword).to_ascii_lowercase().as_str() {
            "owner" => NameKeyword::Owner,
            "grades" => NameKeyword::Grades,
            "tag" => NameKeyword::Tag,
            "was" => NameKeyword::Was,
            _ => NameKeyword::Language,
        }
    }

    pub(super) fn bad_part(&mut self, keyword: Span, found: &Parts<'_>, expected: &str) -> Span {
        match found.find(Rule::bad_value) {
            Some(bad) => self.bad_value(keyword, bad, expected),
            None => keyword,
        }
    }

    pub(super) fn text_value(
        &mut self,
        keyword: Span,
        found: &Parts<'_>,
        expected: &str,
    ) -> Parsed<Text> {
        match found.find(Rule::text) {
            Some(text) => Parsed::Value(self.read_text(text)),
            None => {
                let single = found.find(Rule::bad_value);
                let single = single.and_then(|bad| self.single_quotes(bad));
                Parsed::Broken(single.unwrap_or_else(|| self.bad_part(keyword, found, expected)))
            }
        }
    }

    pub(super) fn name_value(
        &mut self,
        keyword: Span,
        found: &Parts<'_>,
        expected: &str,
    ) -> Parsed<Name> {
        match found.name() {
            Some(name) => self.name(name),
            None => Parsed::Broken(self.bad_part(keyword, found, expected)),
        }
    }

    fn name_part(&mut self, found: &Parts<'_>, span: Span) -> Parsed<Name> {
        found
            .name()
            .map_or(Parsed::Broken(span), |name| self.name(name))
    }

    fn number_value(&mut self, keyword: Span, found: &Parts<'_>, expected: &str) -> Parsed<Number> {
        match found.find(Rule::number) {
            Some(number) => Parsed::Value(self.number(number)),
            None => Parsed::Broken(self.bad_part(keyword, found, expected)),
        }
    }

    fn word_value(&mut self, keyword: Span, found: &Parts<'_>, expected: &str) -> Parsed<Word> {
        match found.find(Rule::plain) {
            Some(word) => Parsed::Value(self.word(word)),
            None => Parsed::Broken(self.bad_part(keyword, found, expected)),
        }
    }

    fn condition_at(
        &mut self,
        found: &Parts<'_>,
        index: usize,
        span: Span,
    ) -> crate::ast::Condition {
        match found.nth(Rule::condition, index) {
            Some(condition) => self.condition(condition.clone()),
            None => crate::ast::Condition::Broken(span),
        }
    }

    fn block_part(&mut self, found: &Parts<'_>, holder: Holder) -> Option<Block> {
        let is_block = |part: &&Pair<'_, Rule>| {
            matches!(
                part.as_rule(),
                Rule::block | Rule::items_block | Rule::levels_block
            )
        };
        found
            .all
            .iter()
            .find(is_block)
            .map(|block| self.block_of(Some(holder), block.clone()))
    }

    fn needed_block(&mut self, keyword: Span, found: &Parts<'_>, holder: Holder) -> Option<Block> {
        let block = self.block_part(found, holder);
        let bad = found.find(Rule::bad_value).is_some();
        if block.is_none() && !bad {
            let word = self.text(keyword).to_ascii_lowercase();
            let diagnostic = Diagnostic::new(
                Code::MissingBlock,
                keyword,
                format!("`{word}` needs its list in braces"),
            )
            .label("`{` … `}` is missing");
            let named = found
                .find(Rule::loose_list)
                .and_then(|list| self.loose_list(list));
            let line = match holder {
                Holder::Checklist => "what \"What will be provided\"".to_owned(),
                Holder::Options => "mainstream \"Mainstream\"".to_owned(),
                _ => format!("{} when all", self.declared.scale.best),
            };
            self.report(diagnostic.help(match named {
                Some(lines) => {
                    format!("write each with its title, in braces: `{word} {{ {lines} }}`")
                }
                None => {
                    format!("write `{{` after it, one line for each such as `{line}`, and `}}`")
                }
            }));
        }
        block
    }

    /// `what "…"  who "…"`, from names that stand without titles and braces.
    fn loose_list(&mut self, pair: &Pair<'_, Rule>) -> Option<String> {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = self.text(span);
        let names = written.contains(',').then(|| written.split([',', ';']))?;
        let lines: Option<Vec<String>> = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Some(format!("{} \"…\"", better_name(name)?)))
            .collect();
        lines.map(|lines| lines.join("  "))
    }

    fn default(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let Some(kind) = found.find(Rule::kind_name) else {
            let span = self.bad_part(
                keyword,
                found,
                "`scale` or `grades` and a name, such as `default scale evidence`",
            );
            return PropertyKind::Default {
                kind: Parsed::Broken(span),
                name: Parsed::Broken(span),
            };
        };
        let span = self.trimmed(kind);
        let kind = match Kind::from_keyword(self.text(span)) {
            Some(kind @ (Kind::Scale | Kind::Grades)) => Parsed::Value(kind),
            _ => {
                let shown = self.text(span);
                self.report(
                    Diagnostic::new(
                        Code::BadValue,
                        span,
                        format!("there is no default {}", shown.to_ascii_lowercase()),
                    )
                    .label("only a scale and a ladder can be the default")
                    .help("write `default scale` or `default grades` and a name, or take the line out"),
                );
                return PropertyKind::Default {
                    kind: Parsed::Broken(span),
                    name: Parsed::Broken(span),
                };
            }
        };
        PropertyKind::Default {
            kind,
            name: self.name_part(found, span),
        }
    }

    /// `written in rubric 1`.
    pub(super) fn written_in(&mut self, pair: Pair<'_, Rule>) -> Option<Number> {
        let span = self.trimmed(&pair);
        let keyword = self.first_word(span);
        let found = Parts::of(pair);
        self.number_value(
            keyword,
            &found,
            "`in rubric` and a number, such as `written in rubric 1`",
        )
        .value()
        .cloned()
    }
}
