//! Markdown as readable text.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use rubric_compiler::markdown;
use textwrap::Options;

/// The text of a page of Markdown, at most so many columns wide. Blocks of code and tables are not
/// wrapped.
#[must_use]
pub fn text(markdown: &str, width: usize, colour: bool) -> String {
    let mut page = Page {
        width: width.clamp(40, 100),
        colour,
        ..Page::default()
    };
    for event in markdown::parse(markdown) {
        page.show(event);
    }
    page.text.truncate(page.text.trim_end().len());
    page.text.push('\n');
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    width: usize,
    colour: bool,
    /// The words of the paragraph, heading or row that is being read.
    words: String,
    /// What the lines of the lists and quotations around it begin with.
    margins: Vec<Margin>,
    /// The numbers of the next items of the lists around it.
    lists: Vec<Option<u64>>,
    /// The addresses of the links around it.
    links: Vec<Option<String>>,
}

struct Margin {
    /// On the first line.
    first: Option<String>,
    /// On the others.
    rest: String,
}

impl Page {
    fn show(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.words.push_str(&text);
            }
            Event::Code(code) => self.words.push_str(&format!("`{code}`")),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => {
                self.gap();
                self.line("---");
                self.gap();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::Table(_) => self.gap(),
            Tag::CodeBlock(_) => {
                self.paragraph();
                self.gap();
            }
            Tag::BlockQuote(_) => {
                self.paragraph();
                self.gap();
                self.margins.push(Margin {
                    first: None,
                    rest: "> ".to_owned(),
                });
            }
            Tag::List(first) => {
                self.paragraph();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", number.saturating_sub(1))
                    }
                    _ => "- ".to_owned(),
                };
                self.margins.push(Margin {
                    rest: " ".repeat(mark.len()),
                    first: Some(mark),
                });
            }
            Tag::Emphasis => self.words.push('*'),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                // Between pointed brackets the address is what is read already.
                let is_hidden = !matches!(link_type, LinkType::Autolink | LinkType::Email);
                let address = markdown::address(link_type, &dest_url).filter(|_| is_hidden);
                self.links.push(address.map(Cow::into_owned));
            }
            Tag::TableCell => self.words.push_str("| "),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.paragraph();
                self.gap();
            }
            TagEnd::Heading(_) => {
                let words = std::mem::take(&mut self.words);
                if self.colour {
                    self.line(&format!("\u{1b}[1m{words}\u{1b}[0m"));
                } else {
                    self.line(&words);
                }
                self.gap();
            }
            TagEnd::CodeBlock => {
                let code = std::mem::take(&mut self.words);
                for line in code.lines() {
                    self.line(&format!("    {line}"));
                }
                self.gap();
            }
            TagEnd::BlockQuote(_) => {
                self.margins.pop();
                self.gap();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.gap();
                }
            }
            TagEnd::Item => {
                self.paragraph();
                self.margins.pop();
            }
            TagEnd::Emphasis => self.words.push('*'),
            TagEnd::Link => {
                if let Some(address) = self.links.pop().flatten() {
                    self.words.push_str(&format!(" ({address})"));
                }
            }
            TagEnd::TableCell => self.words.push(' '),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.words);
                self.line(&format!("{row}|"));
            }
            TagEnd::Table => self.gap(),
            _ => {}
        }
    }

    /// The words read so far, wrapped.
    fn paragraph(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        let first = self.margin();
        let rest = self.margin();
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        for line in textwrap::wrap(words.trim_end(), options) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// A line as it is.
    fn line(&mut self, line: &str) {
        let line = self.margin() + line;
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// What the next line begins with.
    fn margin(&mut self) -> String {
        let next = |margin: &mut Margin| margin.first.take().unwrap_or_else(|| margin.rest.clone());
        self.margins.iter_mut().map(next).collect()
    }

    /// An empty line, never two.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_page() {
        let page = "# R0102: a block of **no** known kind\n\nA block begins with\n`**kind**`, see [the guide](https://example.org/guide) or [R0101](R0101.md).\n\n\
                    ## Wrong\n\n```rubric\nsektion C \"x\" {\n}\n```\n- one item that is *rather* long for\n  the width of it\n- two\n\n1. first\n   - inner\n2. second\n";
        assert_eq!(
            text(page, 40, false),
            "R0102: a block of no known kind\n\nA block begins with `**kind**`, see the\nguide (https://example.org/guide) or\nR0101.\n\n\
             Wrong\n\n    sektion C \"x\" {\n    }\n\n- one item that is *rather* long for the\n  width of it\n- two\n\n1. first\n   - inner\n2. second\n"
        );
    }

    #[test]
    fn quotations_and_loose_lists() {
        let page = "> two lines\n> of a quotation that is long\n>\n> - item\n\n- one\n\n  more\n\n- <https://example.org>\n- <send@example.org>\n";
        assert_eq!(
            text(page, 20, false),
            "> two lines of a quotation that is long\n\n> - item\n\n- one\n\n  more\n\n- https://example.org\n\n- send@example.org\n"
        );
    }

    #[test]
    fn tables_rules_and_breaks() {
        let page = "# a\n| a | b |\n|---|---|\n| 1 | **2** |\n\n***\nnext\\\nline\n";
        assert_eq!(
            text(page, 40, true),
            "\u{1b}[1ma\u{1b}[0m\n\n| a | b |\n| 1 | 2 |\n\n---\n\nnext\nline\n"
        );
    }
}
