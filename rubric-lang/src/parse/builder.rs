//! What the files beside this one share: spans, diagnostics, blocks.

use std::collections::BTreeMap;

use pest::iterators::Pair;

use super::declared::Declared;
use super::grammar::Rule;
use super::outline::Outline;
use super::{level_line, misspelt, offset, word_processor};
use crate::ast::{Block, Broken, Comment, Item, Kind, Tree};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::vocabulary::Holder;

/// Makes the tree of one file.
pub(super) struct Builder<'a> {
    file: FileId,
    /// The text, without the marks that were put in for the grammar.
    pub(super) source: &'a str,
    /// Where marks were put in, in the text that the grammar saw.
    inserted: Vec<usize>,
    diagnostics: Vec<Diagnostic>,
    /// What is reported already: nothing more is said of what stands there.
    broken: Vec<Span>,
    /// Where one mistake explains everything else that is said.
    silenced: Vec<Span>,
    explaining: Vec<Diagnostic>,
    pub(super) found: word_processor::Found,
    /// Whether it is clear which brace is missing or too many.
    pub(super) braces_are_certain: bool,
    pub(super) declared: Declared,
    /// What the block belongs to that is being read.
    pub(super) holder: Option<Holder>,
    /// Whether that block is of a change to a base.
    changes: bool,
    /// Names with a mark that no name has, by how they are written.
    pub(super) marked_names: BTreeMap<String, Vec<Span>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: FileId, source: &'a str, inserted: Vec<usize>) -> Self {
        let found = word_processor::Found::default();
        Self {
            file,
            source,
            inserted,
            diagnostics: Vec::new(),
            broken: Vec::new(),
            silenced: Vec::new(),
            explaining: Vec::new(),
            found,
            braces_are_certain: true,
            declared: Declared::default(),
            holder: None,
            changes: false,
            marked_names: BTreeMap::new(),
        }
    }

    /// Notes the characters that were read as spaces, wherever they stand.
    pub(super) fn report_controls(&mut self, original: &str) {
        for (at, _) in original.match_indices(super::is_control) {
            let place = self.place(at, at.saturating_add(1));
            self.found.spaces.push((place, " "));
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Notes that all there is to say of a place has been said.
    pub(super) fn is_broken(&mut self, span: Span) {
        self.broken.push(span);
    }

    /// Says nothing else of a place than what is reported alone.
    pub(super) fn silence(&mut self, span: Span) {
        self.silenced.push(span);
    }

    pub(super) fn report_alone(&mut self, diagnostic: Diagnostic) {
        self.explaining.push(diagnostic);
    }

    /// All diagnostics, with those about what a word processor did.
    pub(super) fn finish(mut self, outline: &Outline) -> Vec<Diagnostic> {
        self.report_marked_names();
        let opaque = outline
            .opaque
            .iter()
            .map(|range| self.place(range.start, range.end));
        let mut said: Vec<Span> = opaque.chain(self.broken.iter().copied()).collect();
        said.sort_unstable_by_key(|span| span.start);
        self.found.scan(self.file, self.source, &said);
        self.diagnostics.append(&mut self.found.report(self.source));
        self.silenced.sort_unstable();
        let is_explained = |span: Span| {
            let after = self
                .silenced
                .partition_point(|silenced| silenced.start <= span.start);
            let around = after
                .checked_sub(1)
                .and_then(|place| self.silenced.get(place));
            around.is_some_and(|silenced| span.end <= silenced.end)
        };
        // These stand between statements, which nothing about a statement explains.
        let stands_between = |code| matches!(code, Code::StrayBrace | Code::Bullets);
        self.diagnostics
            .retain(|one| stands_between(one.code) || !is_explained(one.span));
        self.diagnostics.append(&mut self.explaining);
        self.diagnostics
    }

    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: offset(start),
            end: offset(end),
        }
    }

    /// Where a pair stands in the file.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let original =
            |at: usize| at.saturating_sub(self.inserted.partition_point(|mark| *mark < at));
        self.place(original(span.start()), original(span.end()))
    }

    /// Where a pair stands, without the spaces around it.
    pub(super) fn trimmed(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = self.span(pair);
        let text = self.text(span);
        let lead = text.len().saturating_sub(text.trim_start().len());
        let start = span.start.saturating_add(offset(lead));
        let end = span
            .end
            .saturating_sub(offset(text.len().saturating_sub(text.trim_end().len())));
        Span {
            start,
            end: end.max(start),
            ..span
        }
    }

    /// What stands in a place.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// The first word of a place.
    pub(super) fn first_word(&self, span: Span) -> Span {
        let text = self.text(span);
        let is_word = |character: char| {
            character.is_alphanumeric()
                || matches!(
                    character,
                    '-' | '_' | '\u{2010}'..='\u{2014}' | '\u{AD}' | '\u{200B}'
                )
        };
        let length = text
            .find(|character| !is_word(character))
            .unwrap_or(text.len());
        Span {
            end: span.start.saturating_add(offset(length)),
            ..span
        }
    }

    /// Whether a place is where its line, or the block that opens on its line, begins.
    pub(super) fn begins_line(&self, span: Span) -> bool {
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        let before = before.trim_end_matches(is_space);
        before.is_empty() || before.ends_with(['\n', '\r', '{'])
    }

    pub(super) fn file(&mut self, pair: Pair<'_, Rule>, span: Span) -> Tree {
        self.declared = Declared::of(&pair);
        let mut tree = Tree {
            span,
            written_in: None,
            items: Vec::new(),
        };
        for pair in parts(pair) {
            match pair.as_rule() {
                Rule::written_in => tree.written_in = self.written_in(pair),
                Rule::stray_close => {
                    let span = self.span(&pair);
                    self.report_stray_brace(span);
                }
                _ => tree.items.extend(self.item(pair)),
            }
        }
        tree
    }

    /// What is declared by the block that is being read.
    pub(super) fn inside(&self) -> Option<Kind> {
        match self.holder {
            Some(Holder::Declaration(kind)) => Some(kind),
            _ => None,
        }
    }

    /// The block of something; of nothing that is known, if that is so.
    pub(super) fn block_of(&mut self, holder: Option<Holder>, pair: Pair<'_, Rule>) -> Block {
        self.block_with(holder, false, pair)
    }

    /// The block of a change to something of a base.
    pub(super) fn block_of_change(&mut self, kind: Kind, pair: Pair<'_, Rule>) -> Block {
        self.block_with(Some(Holder::Declaration(kind)), true, pair)
    }

    fn block_with(&mut self, holder: Option<Holder>, changes: bool, pair: Pair<'_, Rule>) -> Block {
        let around = (self.holder, self.changes);
        (self.holder, self.changes) = (holder, changes);
        let block = self.block(pair);
        (self.holder, self.changes) = around;
        block
    }

    /// The words that a line of the block that is being read may begin with; none for lists, whose lines
    /// begin with names.
    pub(super) fn first_words(&self) -> Vec<&'static str> {
        let mut words = self.holder.map_or_else(Vec::new, Holder::first_words);
        if self.changes {
            words.extend(["because", "title", "remove"]);
        }
        words
    }

    fn block(&mut self, pair: Pair<'_, Rule>) -> Block {
        let mut block = Block {
            open: self.span(&pair).at_start(),
            items: Vec::new(),
            close: None,
        };
        let list = (pair.as_rule() == Rule::levels_block).then(|| pair.clone());
        let lower_is_better = list.and_then(|list| level_line::lower_is_better(&list));
        // Comments before the brace belong to no statement of the block.
        for pair in parts(pair).skip_while(|pair| pair.as_rule() == Rule::comment) {
            match pair.as_rule() {
                Rule::open => block.open = self.span(&pair),
                Rule::close => block.close = Some(self.span(&pair)),
                Rule::bad_entry | Rule::bad_level => self.bad_entry(pair, &mut block.items),
                Rule::level_entry => {
                    let entry = self.level_entry(pair, lower_is_better);
                    block.items.push(Item::Entry(Box::new(entry)));
                }
                _ => {
                    let item = self.item(pair);
                    self.check_indentation(block.items.last(), item.as_ref());
                    block.items.extend(item);
                }
            }
        }
        block
    }

    /// Says so where a statement is indented as if it belonged to the declaration above it.
    fn check_indentation(&mut self, above: Option<&Item>, item: Option<&Item>) {
        let (Some(Item::Declaration(above)), Some(Item::Property(property))) = (above, item) else {
            return;
        };
        let (Some(outer), Some(inner)) = (self.indent(above.span), self.indent(property.span))
        else {
            return;
        };
        if above.block.is_some() || inner <= outer {
            return;
        }
        let keyword = self.text(property.keyword);
        let name = above.name.value().map_or("…", |name| name.text.as_str());
        let above_line = format!("{} {name}", above.kind.keyword());
        self.report(
            Diagnostic::new(
                Code::IndentedAway,
                property.span,
                format!("this `{keyword}` is not part of `{above_line}`, though it is indented as if it were"),
            )
            .label("part of the block around both")
            .related(above.span, "this has no braces")
            .help(format!("write `{{` after `{above_line} \"…\"` and `}}` after what belongs to it, or indent this line as the one above")),
        );
    }

    /// How far a place is indented, if it begins its line.
    pub(super) fn indent(&self, span: Span) -> Option<usize> {
        let before = self.source.get(..span.start as usize)?;
        let line_start = before.trim_end_matches(is_space);
        let begins = line_start.is_empty() || line_start.ends_with(['\n', '\r']);
        let spaces = before.get(line_start.len()..)?;
        begins.then(|| spaces.chars().count())
    }

    pub(super) fn item(&mut self, pair: Pair<'_, Rule>) -> Option<Item> {
        match pair.as_rule() {
            Rule::declaration => Some(Item::Declaration(Box::new(self.declaration(pair)))),
            Rule::overlay => Some(Item::Overlay(Box::new(self.overlay(pair)))),
            Rule::property => self.property(pair),
            Rule::remove_part => Some(Item::Property(Box::new(self.remove_part(pair)))),
            Rule::entry | Rule::item_entry | Rule::apart_item | Rule::block_entry => {
                Some(Item::Entry(Box::new(self.entry(pair))))
            }
            Rule::unknown_block => Some(self.unknown_block(pair)),
            Rule::broken => Some(self.broken(pair)),
            Rule::comment => {
                let span = self.trimmed(&pair);
                Some(Item::Comment(Comment {
                    span,
                    text: self.text(span).to_owned(),
                }))
            }
            Rule::comma | Rule::stop => {
                self.found.punctuation.push(self.span(&pair));
                None
            }
            Rule::bullet => {
                self.found.bullets.push(self.span(&pair));
                None
            }
            _ => None,
        }
    }

    /// What stands in a place behind an earlier part of it.
    pub(super) fn after(&self, part: Span, whole: Span) -> Span {
        let rest = Span {
            start: part.end,
            ..whole
        };
        let text = self.text(rest);
        let spaces = text.len().saturating_sub(text.trim_start().len());
        Span {
            start: rest.start.saturating_add(offset(spaces)),
            ..rest
        }
    }

    /// A line that begins with no word of the language, or a block without a head.
    fn broken(&mut self, pair: Pair<'_, Rule>) -> Item {
        let span = self.trimmed(&pair);
        let mut line = None;
        let mut block = None;
        for pair in parts(pair) {
            match pair.as_rule() {
                Rule::junk => line = Some(self.trimmed(&pair)),
                _ => block = Some(self.block_of(None, pair)),
            }
        }
        match line {
            Some(line) => {
                self.is_broken(line);
                let diagnostic = misspelt::unknown_statement(self, line, block.is_some());
                self.report(diagnostic);
            }
            None => {
                let open = block.as_ref().map_or(span, |block| block.open);
                self.report(
                    Diagnostic::new(
                        Code::UnknownBlock,
                        open,
                        "this block has nothing before its `{` that says what it is",
                    )
                    .label("what is this the block of?")
                    .help("write a declaration before it, such as `section C \"Health needs\" {`"),
                );
            }
        }
        Item::Broken(Broken { span, block })
    }
}

/// The parts of a pair that say something: all but keywords.
pub(super) fn parts<'i>(pair: Pair<'i, Rule>) -> impl Iterator<Item = Pair<'i, Rule>> {
    pair.into_inner()
        .filter(|pair| !pair.as_rule().is_keyword() && pair.as_rule() != Rule::EOI)
}

/// White space within a line.
fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\n' | '\r')
}
