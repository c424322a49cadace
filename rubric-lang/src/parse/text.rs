//! Texts.

use pest::iterators::Pair;

use super::builder::Builder;
use super::grammar::Rule;
use super::offset;
use crate::ast::{Line, Text};

impl Builder<'_> {
    /// A text in quotes of any kind.
    pub(super) fn read_text(&mut self, pair: &Pair<'_, Rule>) -> Text {
        let span = self.span(pair);
        let source = self.text(span);
        let long = pair
            .clone()
            .into_inner()
            .next()
            .is_some_and(|inner| inner.as_rule() == Rule::long_text);
        let is_quote = |character: char| matches!(character, '"' | '\u{201C}'..='\u{201E}');
        let count = if long { 3 } else { 1 };
        let opening: usize = source.chars().take(count).map(char::len_utf8).sum();
        let content = source.get(opening..).unwrap_or_default();
        let closing: usize = content
            .chars()
            .rev()
            .take(count)
            .take_while(|last| is_quote(*last))
            .map(char::len_utf8)
            .sum();
        // A text whose end was put in by us has no quotes to take off.
        let closed = if long {
            content
                .chars()
                .rev()
                .take(3)
                .filter(|last| is_quote(*last))
                .count()
                == 3
        } else {
            closing > 0
        };
        let end = content
            .len()
            .saturating_sub(if closed { closing } else { 0 });
        let written = content.get(..end).unwrap_or_default();
        let quotes = [source.get(..opening), content.get(end..)];
        if quotes
            .iter()
            .flatten()
            .any(|quotes| quotes.contains(|quote| matches!(quote, '\u{201C}'..='\u{201E}')))
        {
            let (opens, closes) = straight_quotes(written, long);
            let (start, end) = (span.start as usize, span.end as usize);
            let opened = self.place(start, start.saturating_add(opening));
            let closed = self.place(end.saturating_sub(if closed { closing } else { 0 }), end);
            self.found.quotes.push([(opened, opens), (closed, closes)]);
        }
        let kept = if long {
            dedented(written)
        } else {
            vec![(0, written)]
        };
        let begin = span.start.saturating_add(offset(opening));
        let mut value = String::with_capacity(written.len());
        let mut lines = Vec::with_capacity(kept.len());
        for (at, line) in kept {
            if !lines.is_empty() {
                value.push('\n');
            }
            lines.push(Line {
                in_value: value.len(),
                in_file: begin.saturating_add(offset(at)),
            });
            value.push_str(line);
        }
        Text {
            span,
            value,
            long,
            lines,
        }
    }
}

/// The straight quotes to write around a text that stands in curly ones.
fn straight_quotes(written: &str, long: bool) -> (&'static str, &'static str) {
    if !long && !written.contains('"') {
        ("\"", "\"")
    } else if !long && (written.starts_with('"') || written.ends_with('"')) {
        ("\"\"\"\n", "\n\"\"\"")
    } else {
        ("\"\"\"", "\"\"\"")
    }
}

/// The lines of a long text without the indentation of its closing quotes, each with where it
/// begins: the line of the opening quotes goes where it is empty, and the line of the closing ones
/// too.
pub(crate) fn dedented(written: &str) -> Vec<(usize, &str)> {
    let mut lines = lines(written);
    if lines.len() == 1 {
        return lines;
    }
    let (_, first) = lines.remove(0);
    let closing = lines.pop_if(|(_, last)| last.trim().is_empty());
    let indent = match closing {
        Some((_, last)) => width(last),
        None => lines
            .iter()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(_, line)| width(line))
            .min()
            .unwrap_or_default(),
    };
    let mut kept = Vec::with_capacity(lines.len());
    if !first.trim().is_empty() {
        kept.push((0, first.trim_end()));
    }
    for (at, line) in lines {
        let own = width(line).min(indent);
        let line = line.get(own..).unwrap_or_default();
        kept.push((at.saturating_add(own), line.trim_end()));
    }
    while kept.pop_if(|(_, line)| line.is_empty()).is_some() {}
    kept
}

/// The lines of a text, each with where it begins. LF, CRLF and a lone CR end a line.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut rest = text;
    while let Some((line, after)) = rest.split_once(['\r', '\n']) {
        lines.push((start, line));
        let crlf = rest
            .get(line.len()..)
            .is_some_and(|end| end.starts_with("\r\n"));
        rest = if crlf {
            after.get(1..).unwrap_or_default()
        } else {
            after
        };
        start = text.len().saturating_sub(rest.len());
    }
    lines.push((start, rest));
    lines
}

/// How many spaces and tabs a line begins with.
fn width(line: &str) -> usize {
    let rest = line.trim_start_matches([' ', '\t']);
    line.len().saturating_sub(rest.len())
}

#[cfg(test)]
mod tests {
    use crate::ast::{Item, Parsed, PropertyKind, Text};
    use crate::parse::parse;
    use crate::source::{FileId, SourceFile};

    /// The text of the guidance of a file that is nothing else.
    fn guidance(file: &SourceFile) -> Text {
        let tree = parse(FileId(0), file).tree;
        match &tree.items[..] {
            [Item::Property(property)] => match &property.kind {
                PropertyKind::Text(_, Parsed::Value(text)) => text.clone(),
                kind => panic!("{kind:?}"),
            },
            items => panic!("{items:?}"),
        }
    }

    /// A long text, with each of its words as it is found again in the file.
    #[track_caller]
    fn says(source: &str, value: &str) {
        let file = SourceFile::new("a.rubric", source);
        let text = guidance(&file);
        assert_eq!(text.value, value);
        for word in value.split_whitespace() {
            let start = word.as_ptr() as usize - value.as_ptr() as usize;
            let place = text.place(start..start + word.len());
            assert_eq!(file.slice(place), word, "{source:?}");
            assert_eq!(place.start as usize, source.find(word).unwrap());
        }
    }

    #[test]
    fn a_text_is_found_again_on_one_line() {
        says("guidance \"each need’s effect\"", "each need’s effect");
        says("guidance “each need”", "each need");
        says(
            "guidance \"\"\"one \"quoted\" word\"\"\"",
            "one \"quoted\" word",
        );
    }

    #[test]
    fn a_text_is_found_again_on_many_lines_whatever_ends_them() {
        let source =
            "guidance \"\"\"\n  Ünder   \n\n    \tdeeper\n outdented\n  last\n\n  \"\"\"\n";
        let value = "Ünder\n\n  \tdeeper\noutdented\nlast";
        says(source, value);
        says(&source.replace('\n', "\r\n"), value);
        says(&source.replace('\n', "\r"), value);
    }

    #[test]
    fn a_text_is_found_again_beside_its_quotes() {
        says(
            "guidance \"\"\"first\r\n  second\r\n    third\"\"\"",
            "first\nsecond\n  third",
        );
        says("guidance \"\"\"\r\n\"\"\"", "");
    }

    #[test]
    fn a_part_of_several_lines_is_found_again_with_their_indentation() {
        let file = SourceFile::new("a.rubric", "guidance \"\"\"\r\n  one\r\n  two\r\n  \"\"\"");
        let text = guidance(&file);
        assert_eq!(file.slice(text.place(1..6)), "ne\r\n  tw");
        assert_eq!(file.slice(text.place(4..7)), "two");
        assert_eq!(text.place(5..5).range(), 24..24);
        let elsewhere = Text {
            lines: Vec::new(),
            ..text.clone()
        };
        assert_eq!(elsewhere.place(1..2), text.span);
    }
}
