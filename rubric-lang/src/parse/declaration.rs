//! `kind name "Title" { … }`, and blocks of kinds that do not exist.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::misspelt;
use super::value::better_name;
use crate::ast::{
    Block, Broken, Declaration, Extends, Item, Kind, Name, Parsed, Property, PropertyKind, Text,
};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;
use crate::vocabulary::Holder;

impl Builder<'_> {
    pub(super) fn declaration(&mut self, pair: Pair<'_, Rule>) -> Declaration {
        let span = self.trimmed(&pair);
        let kind_span = self.first_word(span);
        let kind = Kind::from_keyword(self.text(kind_span)).unwrap_or(Kind::Section);
        let mut declaration = Declaration {
            span,
            kind,
            kind_span,
            name: Parsed::Broken(kind_span.at_end()),
            title: None,
            extends: None,
            block: None,
        };
        let Some(inner) = parts(pair).next() else {
            return declaration;
        };
        let mut names = None;
        let mut no_title = None;
        let mut bad_header = None;
        for pair in parts(inner) {
            match pair.as_rule() {
                Rule::header_name => {
                    if let [name] = parts(pair.clone()).collect::<Vec<_>>().as_slice() {
                        let text = super::value::plain_characters(name.as_str());
                        declaration.name = Parsed::Value(Name {
                            span: self.span(name),
                            text,
                        });
                    }
                    names = Some(pair);
                }
                Rule::text => declaration.title = Some(self.read_text(&pair)),
                Rule::missing_title => no_title = Some(self.trimmed(&pair)),
                Rule::bad_header => bad_header = Some(pair),
                Rule::loose_statements => {
                    let keyword = declaration.kind.keyword();
                    let name = declaration.name.value();
                    let name = name.map_or("…", |name| name.text.as_str());
                    let words = format!("{keyword} {name}");
                    declaration.block = Some(self.loose_statements(
                        &words,
                        ", or put it on a line of its own where it belongs",
                        pair,
                    ));
                }
                Rule::extends => declaration.extends = Some(self.extends(pair)),
                Rule::block | Rule::list_block => {
                    let holder = Some(Holder::Declaration(kind));
                    declaration.block = Some(self.block_of(holder, pair));
                }
                _ => {}
            }
        }
        if let Some(bad) = bad_header {
            if self.is_name_in_quotes(&declaration, names.as_ref(), &bad) {
                return declaration;
            }
            self.bad_header(kind, &bad);
        }
        if let Some(names) = names {
            declaration.name = self.header_name(&declaration, names);
        }
        // With neither name nor title, the missing name says enough.
        if let (Some(_), Parsed::Value(name)) = (no_title, &declaration.name) {
            self.missing_title(kind, name.clone());
        }
        declaration
    }

    /// Statements on the line of what they are about, which braces should be around.
    pub(super) fn loose_statements(
        &mut self,
        about: &str,
        otherwise: &str,
        pair: Pair<'_, Rule>,
    ) -> Block {
        let span = self.trimmed(&pair);
        let items = parts(pair).filter_map(|pair| self.item(pair)).collect();
        let written = shortened(self.text(span));
        let message = format!("`{written}` stands after `{about}` without braces");
        self.report(
            Diagnostic::new(Code::WithoutBraces, span, message)
                .label("whose is this?")
                .help(format!("write `{{ {written} }}`{otherwise}"))
                .fix(span.at_start(), "{ ")
                .fix(span.at_end(), " }"),
        );
        Block {
            open: span.at_start(),
            items,
            close: Some(span.at_end()),
        }
    }

    /// `section "C" "Health needs"`: said, if it is so.
    fn is_name_in_quotes(
        &mut self,
        declaration: &Declaration,
        names: Option<&Pair<'_, Rule>>,
        bad: &Pair<'_, Rule>,
    ) -> bool {
        let unnamed = names.is_none_or(|names| parts(names.clone()).next().is_none());
        let span = self.trimmed(bad);
        let title = self.text(span);
        let Some(text) = (declaration.title.as_ref())
            .filter(|_| unnamed && title.starts_with('"') && title.ends_with('"'))
        else {
            return false;
        };
        let better = better_name(&text.value);
        self.is_broken(span);
        let diagnostic = Diagnostic::new(Code::BadName, text.span, "a name stands without quotes")
            .label("this is where the name stands")
            .help(format!(
                "write `{} {} {}`",
                declaration.kind.keyword(),
                better.as_deref().unwrap_or("C"),
                shortened(title)
            ));
        self.report(match better {
            Some(name) => diagnostic.fix(text.span, name),
            None => diagnostic,
        });
        true
    }

    fn header_name(&mut self, declaration: &Declaration, pair: Pair<'_, Rule>) -> Parsed<Name> {
        let names: Vec<_> = parts(pair).collect();
        match names.as_slice() {
            [name] => self.name(name),
            [] => {
                self.missing_name(declaration);
                Parsed::Broken(declaration.kind_span.at_end())
            }
            [first, .., last] => {
                let span = self.span(first).to(self.span(last));
                let written = self.text(span);
                let mut diagnostic = Diagnostic::new(
                    Code::BadName,
                    span,
                    format!("`{written}` is more than one word"),
                )
                .label("a name is one word");
                if let Some(name) = better_name(written) {
                    diagnostic = diagnostic.help(format!("write `{name}`")).fix(span, name);
                }
                if declaration.title.is_none() {
                    let rest = Span {
                        start: self.span(first).end,
                        ..span
                    };
                    let title = self.text(rest).trim();
                    let keyword = declaration.kind.keyword();
                    diagnostic = Diagnostic::new(
                        Code::BadName,
                        span,
                        format!("`{written}` has no quotes around its title"),
                    )
                    .label("a name, and then a title in quotes")
                    .help(format!("write `{keyword} {} \"{title}\"`", first.as_str()));
                }
                self.report(diagnostic);
                Parsed::Broken(span)
            }
        }
    }

    fn missing_name(&mut self, declaration: &Declaration) {
        let keyword = declaration.kind.keyword();
        let title = declaration.title.as_ref().map(|title| title.value.as_str());
        let usual = match declaration.kind {
            Kind::Scale => "evidence",
            Kind::Grades => "judgement",
            _ => "needs-identified",
        };
        let from_title = title.and_then(name_from_title);
        let name = from_title.as_deref().unwrap_or(usual);
        let title = title.unwrap_or("Title");
        let at = declaration.kind_span.at_end();
        let diagnostic = Diagnostic::new(
            Code::MissingName,
            declaration.kind_span,
            format!("this {keyword} has no name"),
        )
        .label("a short name is needed after this word")
        .help(format!("write `{keyword} {name} \"{}\"`", shortened(title)));
        self.report(match &from_title {
            Some(name) => diagnostic.fix(at, format!(" {name}")),
            None => diagnostic,
        });
    }

    fn missing_title(&mut self, kind: Kind, name: Name) {
        let keyword = kind.keyword();
        self.report(
            Diagnostic::new(
                Code::MissingTitle,
                name.span,
                format!("`{keyword} {}` has no title", name.text),
            )
            .label("a title in quotes is needed after the name")
            .help(format!(
                "write `{keyword} {} \"…\"`: the words that people read",
                name.text
            )),
        );
    }

    fn bad_header(&mut self, kind: Kind, pair: &Pair<'_, Rule>) {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = shortened(self.text(span));
        let mut diagnostic = Diagnostic::new(
            Code::BadValue,
            span,
            format!(
                "`{written}` does not belong between a {}'s title and its block",
                kind.keyword()
            ),
        )
        .label("not expected here");
        diagnostic = if written.starts_with(['(', '[', '<']) {
            diagnostic.help("write braces around it: `{` and `}`")
        } else if written.contains('"') {
            diagnostic
                .help("a quote inside a title needs triple quotes: `\"\"\"The \"best\" plan\"\"\"`")
        } else {
            diagnostic.help("write it inside the block, on a line of its own")
        };
        self.report(diagnostic);
    }

    fn extends(&mut self, pair: Pair<'_, Rule>) -> Extends {
        let span = self.trimmed(&pair);
        let keyword = self.first_word(span);
        let mut path = Parsed::Broken(span);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::path => path = self.path(part),
                Rule::said_extend => self.report(
                    Diagnostic::new(Code::BadValue, keyword, "`extend` is said `extends` here")
                        .label("one letter more")
                        .help("write `extends`")
                        .fix(keyword, "extends"),
                ),
                _ => {
                    self.bad_value(
                        keyword,
                        &part,
                        "the name of a standard, such as `std/ehc-plan 1`",
                    );
                }
            }
        }
        Extends { span, path }
    }

    /// A block of a kind that does not exist: read as the nearest kind, where there is one.
    pub(super) fn unknown_block(&mut self, pair: Pair<'_, Rule>) -> Item {
        let span = self.trimmed(&pair);
        let kind_span = self.first_word(span);
        let is_name = self.declared.declares(self.text(kind_span));
        let kind = misspelt::nearest_kind(self.text(kind_span)).filter(|_| !is_name);
        let mut names: Vec<Pair<'_, Rule>> = Vec::new();
        let mut title: Option<Text> = None;
        let mut block = None;
        for pair in parts(pair) {
            match pair.as_rule() {
                Rule::name => names.push(pair),
                Rule::text => title = Some(self.read_text(&pair)),
                _ => {
                    let is_of_a_test = self.is_block_of_a_test(self.text(kind_span));
                    let holder = kind.map(Holder::Declaration);
                    let holder = if is_of_a_test { self.holder } else { holder };
                    block = Some(self.block_of(holder, pair));
                }
            }
        }
        if let Some(block) = block.take_if(|_| self.is_apart(kind_span, &names, "one-of")) {
            let words = kind_span.to(names.get(1).map_or(kind_span, |name| self.span(name)));
            self.is_broken(words);
            self.report(
                Diagnostic::new(Code::UnknownStatement, words, "`one-of` is one word")
                    .label("written apart")
                    .help("write `one-of`")
                    .fix(words, "one-of"),
            );
            let kind = PropertyKind::OneOf(Some(block));
            return Item::Property(Box::new(Property {
                span,
                keyword: words,
                kind,
            }));
        }
        if let Some(block) =
            (block.as_ref()).filter(|_| self.is_block_of_a_test(self.text(kind_span)))
        {
            let (open, close) = (block.open, block.close);
            self.block_of_a_test(span, kind_span, open, close);
            return Item::Broken(Broken { span, block: None });
        }
        let head = Span {
            end: block
                .as_ref()
                .map_or(kind_span.end, |block| block.open.start),
            ..span
        };
        let head = Span {
            end: head
                .start
                .saturating_add(super::offset(self.text(head).trim_end().len())),
            ..head
        };
        self.is_broken(head);
        let written = self.text(kind_span);
        let small = written.to_ascii_lowercase();
        if ["add", "change", "remove"].contains(&small.as_str()) {
            self.report(
                Diagnostic::new(
                    Code::BadValue,
                    head,
                    format!("this `{small}` does not say what kind of thing it is about"),
                )
                .label(format!(
                    "needed after `{small}`: a word such as `criterion` or `section`"
                ))
                .help(misspelt::how_to_write(&small)),
            );
            return Item::Broken(Broken { span, block: None });
        }
        let mut diagnostic = Diagnostic::new(
            Code::UnknownBlock,
            kind_span,
            format!("`{written}` is not something that can be declared"),
        )
        .label("not a word of the language");
        diagnostic = match kind {
            Some(kind) => diagnostic
                .help(format!("write `{}`", kind.keyword()))
                .fix(kind_span, kind.keyword()),
            None => match misspelt::nearest_statement(written).filter(|_| !is_name) {
                Some(word) => diagnostic
                    .help(format!("write `{word}`"))
                    .fix(kind_span, word),
                None => diagnostic.help(format!("what can be declared: {}", misspelt::kinds())),
            },
        };
        self.report(diagnostic);
        let name = names.get(1).and_then(|name| self.name_or_none(name));
        match (kind, name) {
            (Some(kind), Some(name)) => Item::Declaration(Box::new(Declaration {
                span,
                kind,
                kind_span,
                name: Parsed::Value(name),
                title,
                extends: None,
                block,
            })),
            _ => Item::Broken(Broken { span, block }),
        }
    }
}

impl Builder<'_> {
    /// Whether a word with a hyphen was written as two.
    fn is_apart(&self, first: Span, names: &[Pair<'_, Rule>], word: &str) -> bool {
        let second = names.get(1).map_or("", Pair::as_str);
        format!("{}-{second}", self.text(first)).eq_ignore_ascii_case(word)
    }
}

/// At most five words of a title as a name: `Needs are identified` gives `needs-are-identified`.
fn name_from_title(title: &str) -> Option<String> {
    let words: Vec<String> = title
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(5)
        .map(str::to_lowercase)
        .collect();
    better_name(&words.join("-"))
}
