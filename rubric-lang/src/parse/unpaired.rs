//! What texts and braces are missing or too many.

use super::builder::Builder;
use super::outline::{Outline, UnclosedText};
use super::repair::{Repair, Unclosed, UnclosedInLine};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl Builder<'_> {
    /// Says what texts and braces are missing or too many.
    pub(super) fn report_repairs(&mut self, outline: &Outline, repair: &Repair) {
        for text in &outline.unclosed_texts {
            self.report_unclosed_text(text);
        }
        // Where the end of a text is not certain, nor is what is missing around it.
        self.braces_are_certain = outline.unclosed_texts.iter().all(|text| text.certain);
        for unclosed in &repair.unclosed {
            self.report_unclosed_block(unclosed);
        }
        for unclosed in &repair.unclosed_in_lines {
            // Where a text of the line is unclosed too, so may be what its braces stand in.
            let texts = &outline.unclosed_texts;
            let after = texts.partition_point(|text| text.start < unclosed.line_start);
            if texts
                .get(after)
                .is_none_or(|text| text.start > unclosed.line_end)
            {
                self.report_unclosed_in_line(unclosed);
            }
        }
        for unopened in &repair.unopened {
            let line = self.place(unopened.line_start, unopened.end);
            let what = block_title(self.text(line));
            let diagnostic =
                Diagnostic::new(Code::MissingBlock, line, format!("{what} has no `{{`"))
                    .label("`{` is missing at the end of this line")
                    .help("write `{` at the end of the line");
            self.report(self.fix_brace(diagnostic, line.at_end(), " {"));
        }
        for stray in &repair.stray {
            self.report_stray_brace(self.place(*stray, stray.saturating_add(1)));
        }
    }

    fn report_unclosed_block(&mut self, unclosed: &Unclosed) {
        let open = self.place(unclosed.open, unclosed.open.saturating_add(1));
        let head = self.source.get(..unclosed.open).unwrap_or_default();
        let head = head
            .rsplit(['\n', '\r', '{', '}'])
            .next()
            .unwrap_or_default();
        let what = block_title(head);
        let at_end = unclosed.before >= self.source.len();
        let missing = if at_end {
            self.place(unclosed.line_start, unclosed.line_start)
        } else {
            self.place(unclosed.before, unclosed.before)
        };
        let here = after_last_line(self.source, unclosed.line_start);
        let begins_line = here == 0
            || self
                .source
                .get(..here)
                .is_some_and(|text| text.ends_with(['\n', '\r']));
        let newline = if begins_line { "" } else { "\n" };
        let indent = " ".repeat(unclosed.indent);
        let here = self.place(here, here);
        let diagnostic =
            Diagnostic::new(Code::UnclosedBlock, open, format!("{what} is never closed"))
                .label("opened here")
                .related(missing, "a `}` is missing before this")
                .help("write `}` on a line of its own where it ends");
        self.report(self.fix_brace(diagnostic, here, &format!("{newline}{indent}}}\n")));
    }

    fn fix_brace(&self, diagnostic: Diagnostic, span: Span, text: &str) -> Diagnostic {
        if self.braces_are_certain {
            diagnostic.fix(span, text)
        } else {
            diagnostic
        }
    }

    /// What else is said of the line follows from its braces.
    fn report_unclosed_in_line(&mut self, unclosed: &UnclosedInLine) {
        let missing = self.place(unclosed.missing, unclosed.missing);
        self.silence(self.place(unclosed.line_start, unclosed.line_end));
        let UnclosedInLine { opened, closed, .. } = unclosed;
        let braces = "}".repeat(opened.saturating_sub(*closed));
        let opens = if *opened == 1 {
            "opens a block and does not close it".to_owned()
        } else {
            format!("opens {opened} blocks and closes {closed}")
        };
        let diagnostic = Diagnostic::new(
            Code::UnclosedBlock,
            missing,
            format!("a `}}` is missing on this line, which {opens}"),
        )
        .label("missing here")
        .help(if unclosed.missing == unclosed.line_end {
            format!("write `{braces}` at the end of the line, or where its block ends")
        } else {
            format!("write `{braces}` where its block ends")
        });
        self.report_alone(self.fix_brace(diagnostic, missing, &format!(" {braces}")));
    }

    fn report_unclosed_text(&mut self, unclosed: &UnclosedText) {
        let (start, end) = (unclosed.start, unclosed.end);
        let text = self.source.get(start..end).unwrap_or_default();
        let long = text.starts_with("\"\"\"")
            || text
                .chars()
                .take(3)
                .all(|quote| "\u{201C}\u{201D}".contains(quote));
        let content = text.strip_prefix(['"', '\u{201D}']);
        let is_empty = content.is_some_and(|content| content.trim().is_empty());
        if !long && is_empty && self.opening_quote_is_missing(start) {
            return;
        }
        let opening: usize = text.chars().take(3).map(char::len_utf8).sum();
        let closed = self.place(end, end);
        let message = "this text is never closed";
        self.report(if long {
            let opened = self.place(start, start.saturating_add(opening));
            let diagnostic = Diagnostic::new(Code::UnclosedText, opened, message)
                .label("opened here")
                .help("write `\"\"\"` on a line of its own where the text ends");
            if unclosed.certain {
                diagnostic.fix(closed, "\n\"\"\"")
            } else {
                diagnostic
            }
        } else {
            let diagnostic = Diagnostic::new(Code::UnclosedText, self.place(start, end), message)
                .label("its closing quote is missing")
                .help("write `\"` where the text ends; a text of several lines stands in `\"\"\"`");
            if unclosed.certain {
                diagnostic.fix(closed, "\"")
            } else {
                diagnostic
            }
        });
    }

    pub(super) fn report_stray_brace(&mut self, span: Span) {
        let diagnostic = Diagnostic::new(Code::StrayBrace, span, "this `}` closes nothing")
            .label("no block is open here")
            .help("remove it, or open a block with `{` before it");
        self.report(self.fix_brace(diagnostic, span, ""));
    }
}

/// Where the line begins that follows the last one before a place with anything on it.
fn after_last_line(source: &str, place: usize) -> usize {
    let before = source.get(..place).unwrap_or_default();
    let last = before.trim_end().len();
    let after = before.get(last..).unwrap_or_default();
    match after.find(['\n', '\r']) {
        Some(at) => {
            let end = after.get(at..).unwrap_or_default();
            let length = if end.starts_with("\r\n") { 2 } else { 1 };
            last.saturating_add(at).saturating_add(length)
        }
        None => place,
    }
}

/// `section C`, from the line that opens it.
fn block_title(head: &str) -> String {
    let head = head.split('"').next().unwrap_or_default();
    let words: Vec<&str> = head.split_whitespace().take(2).collect();
    if words.is_empty() {
        "this block".to_owned()
    } else {
        format!("`{}`", words.join(" "))
    }
}
