//! What is wrong with a text that is not JSON, in the words of whoever wrote it by hand.

use std::iter::Peekable;
use std::str::CharIndices;

/// The first thing that is wrong, and where: an offset in bytes.
pub(super) struct Fault {
    pub offset: usize,
    pub message: String,
    pub help: String,
}

type Found<T> = Result<T, Box<Fault>>;

/// The most characters of a word that are shown.
const MOST_SHOWN: usize = 40;

/// Looks for the first fault; nothing where none is found.
pub(super) fn find(text: &str) -> Option<Fault> {
    let mut look = Look {
        text,
        rest: text.char_indices().peekable(),
        open: Vec::new(),
        last_end: 0,
    };
    look.document().err().map(|fault| *fault)
}

struct Look<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
    /// The braces and brackets that are open, each with its offset.
    open: Vec<(char, usize)>,
    /// Where the last value, name or punctuation mark ended.
    last_end: usize,
}

fn fault<T>(offset: usize, message: impl Into<String>, help: impl Into<String>) -> Found<T> {
    Err(Box::new(Fault {
        offset,
        message: message.into(),
        help: help.into(),
    }))
}

impl<'a> Look<'a> {
    fn document(&mut self) -> Found<()> {
        match self.peek()? {
            None => {
                return fault(
                    0,
                    "the file is empty",
                    "an audit is written between `{` and `}`",
                );
            }
            Some((_, '{' | '[')) => {}
            Some((at, _)) => {
                return fault(
                    at,
                    "this is not an audit: an audit begins with `{`",
                    "an audit is a JSON file, saved as plain text",
                );
            }
        }
        self.value()?;
        while let Some((open, _)) = self.open.last().copied() {
            self.item(open)?;
        }
        match self.peek()? {
            None => Ok(()),
            Some((at, _)) => fault(
                at,
                "the audit has ended before this",
                "take out what follows, or a `}` too many before it; several audits stand one a line",
            ),
        }
    }

    /// What follows in an object or a list: its next item or its end.
    fn item(&mut self, open: char) -> Found<()> {
        let first = self
            .text
            .get(..self.last_end)
            .is_some_and(|before| before.ends_with(open))
            && self
                .open
                .last()
                .is_some_and(|(_, at)| at.saturating_add(1) == self.last_end);
        let Some((at, letter)) = self.peek()? else {
            return self.unclosed();
        };
        if matches!(letter, '}' | ']') {
            return self.close(at, letter);
        }
        if !first {
            self.comma(at, letter)?;
            match self.peek()? {
                Some((_, '}' | ']')) => {
                    return fault(
                        self.last_end.saturating_sub(1),
                        "there is a comma after the last item",
                        "take the comma out",
                    );
                }
                Some((at, ',')) => {
                    return fault(at, "there is a comma too many", "take one of them out");
                }
                Some(_) => {}
                None => return self.unclosed(),
            }
        } else if letter == ',' {
            return fault(
                at,
                "there is a comma before the first item",
                "take the comma out",
            );
        }
        if open == '{' {
            self.name()?;
        }
        self.value()
    }

    fn comma(&mut self, at: usize, letter: char) -> Found<()> {
        match letter {
            ',' => {
                self.take();
                Ok(())
            }
            ';' | '，' | '،' => fault(
                at,
                format!("`{letter}` stands where a comma should be"),
                "write `,`",
            ),
            '/' if self
                .text
                .get(at..)
                .is_some_and(|rest| !rest.starts_with("//") && !rest.starts_with("/*")) =>
            {
                fault(
                    at,
                    "a value ends before `/`",
                    "write numbers in digits, and the rest in quotes",
                )
            }
            '/' | '#' => comment(at),
            '"' | '{' | '[' | '“' | '”' | '\'' | '‘' => fault(
                self.last_end,
                "a comma is missing here",
                "write `,` between one item and the next",
            ),
            _ if self
                .text
                .get(..self.last_end)
                .is_some_and(|before| before.ends_with('"')) =>
            {
                fault(
                    at,
                    "the text has ended before this",
                    "write `\\\"` for a quote inside a text, and `,` between one item and the next",
                )
            }
            _ if letter.is_alphanumeric() || letter == '-' => fault(
                self.last_end,
                "a comma is missing here",
                "write `,` between one item and the next",
            ),
            _ => fault(at, format!("`{letter}` cannot stand here"), "take it out"),
        }
    }

    fn name(&mut self) -> Found<()> {
        let Some((at, letter)) = self.peek()? else {
            return self.unclosed();
        };
        let end = match letter {
            '"' => self.quoted()?,
            '/' | '#' => return comment(at),
            _ if is_quote(letter) => return quote(at, letter),
            _ if is_word(letter) => {
                let word = self.word(at);
                return fault(
                    at,
                    format!("the name `{word}` is not in quotes"),
                    format!("write `\"{word}\"`"),
                );
            }
            ':' => return fault(at, "there is no name before this", "write a name in quotes"),
            _ => {
                return fault(
                    at,
                    "a name in quotes should stand here",
                    "within braces each item is a name, a colon and a value",
                );
            }
        };
        match self.peek()? {
            Some((_, ':')) => {
                self.take();
                Ok(())
            }
            Some((at, '=' | '：')) => fault(
                at,
                "a colon should stand here",
                "write `:` between a name and its value",
            ),
            Some((_, ',' | '}')) => fault(
                end,
                "this name has no value",
                "write `:` and a value after it",
            ),
            Some(_) => fault(
                end,
                "a colon is missing here",
                "write `:` between a name and its value",
            ),
            None => self.unclosed(),
        }
    }

    fn value(&mut self) -> Found<()> {
        let Some((at, letter)) = self.peek()? else {
            return self.unclosed();
        };
        match letter {
            '{' | '[' => {
                self.take();
                self.open.push((letter, at));
                Ok(())
            }
            '"' => self.quoted().map(drop),
            '/' | '#' => comment(at),
            ',' | '}' | ']' => fault(
                at,
                "a value is missing here",
                "write one, or take the name before it out",
            ),
            _ if is_quote(letter) => quote(at, letter),
            _ if is_word(letter) || matches!(letter, '.' | '+') => self.bare(at),
            _ => fault(at, format!("`{letter}` cannot stand here"), "take it out"),
        }
    }

    /// A number, `true`, `false` or `null`; or what was meant for one.
    fn bare(&mut self, at: usize) -> Found<()> {
        let word = self.word(at);
        let lower = word.to_lowercase();
        if matches!(word.as_str(), "true" | "false" | "null") || is_number(&word) {
            return Ok(());
        }
        let part = |text: &str| text.parse::<u32>().ok();
        let message = format!("`{word}` cannot be read");
        match lower.as_str() {
            "true" | "false" => fault(at, message, format!("write `{lower}`, in small letters")),
            "none" | "null" | "nil" | "nan" | "n/a" => {
                fault(at, message, "leave out what is not known or not answered")
            }
            "yes" => fault(at, message, "write `true`"),
            "no" => fault(at, message, "write `false`"),
            _ => match word.split_once('/') {
                Some((count, of)) if part(count).is_some() && part(of).is_some() => fault(
                    at,
                    format!("`{word}` is not a number"),
                    format!("write `{{ \"count\": {count}, \"of\": {of} }}`"),
                ),
                _ if word.starts_with(['.', '+', '-']) || word.ends_with('%') => fault(
                    at,
                    format!("`{word}` is not a number"),
                    "write digits, such as `40` or `0.5`",
                ),
                _ if lower
                    .chars()
                    .all(|letter| letter.is_ascii_digit() || letter == '.') =>
                {
                    fault(
                        at,
                        format!("`{word}` is not a number"),
                        "write digits without a `0` before them or a `.` after them",
                    )
                }
                _ => fault(
                    at,
                    format!("`{word}` is not in quotes"),
                    format!("write `\"{word}\"`"),
                ),
            },
        }
    }

    /// A text in quotes; gives where it ends.
    fn quoted(&mut self) -> Found<usize> {
        let start = self.rest.next().map_or(self.text.len(), |(at, _)| at);
        while let Some((at, letter)) = self.rest.next() {
            match letter {
                '"' => {
                    self.last_end = at.saturating_add(1);
                    return Ok(self.last_end);
                }
                '\\' => self.escape(at)?,
                '\n' | '\r' => {
                    let so_far = self.text.get(start..at).unwrap_or_default();
                    if so_far
                        .trim_end()
                        .trim_end_matches([',', ':'])
                        .ends_with(['”', '“'])
                    {
                        return fault(
                            start,
                            "this text is closed with a curly quote",
                            "write straight quotes, `\"`, before and after it",
                        );
                    }
                    return fault(
                        start,
                        "this text does not end on its line",
                        "close it with `\"`; a line break inside a text is written `\\n`",
                    );
                }
                '\t' => return fault(at, "a tab stands inside a text", "write a space, or `\\t`"),
                _ if letter < ' ' => {
                    return fault(at, "a character that no text may have", "take it out");
                }
                _ => {}
            }
        }
        fault(start, "this text is never closed", "close it with `\"`")
    }

    fn escape(&mut self, at: usize) -> Found<()> {
        match self.rest.next() {
            Some((_, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => Ok(()),
            Some((_, 'u')) => {
                for _ in 0..4 {
                    if !matches!(self.rest.next(), Some((_, digit)) if digit.is_ascii_hexdigit()) {
                        return fault(
                            at,
                            "four digits should follow `\\u`",
                            "write `\\u00e9`, or the letter itself",
                        );
                    }
                }
                Ok(())
            }
            Some((_, letter)) if letter >= ' ' => fault(
                at,
                format!("`\\{letter}` means nothing in a text"),
                "write `\\\\` for a backslash",
            ),
            _ => fault(
                at,
                "`\\` means nothing at the end of a line",
                "write `\\\\` for a backslash",
            ),
        }
    }

    fn close(&mut self, at: usize, letter: char) -> Found<()> {
        let Some((open, opened)) = self.open.last().copied() else {
            return fault(at, format!("`{letter}` closes nothing"), "take it out");
        };
        let right = if open == '{' { '}' } else { ']' };
        if letter != right {
            let line = self.line(opened);
            return fault(
                at,
                format!("`{letter}` cannot close the `{open}` of line {line}"),
                format!("write `{right}`, or close what is still open first"),
            );
        }
        self.take();
        self.open.pop();
        Ok(())
    }

    fn unclosed<T>(&self) -> Found<T> {
        let Some((open, at)) = self.open.last().copied() else {
            return fault(
                self.text.len(),
                "the text ends too early",
                "write the rest of it",
            );
        };
        let right = if open == '{' { '}' } else { ']' };
        fault(
            at,
            format!("this `{open}` is never closed"),
            format!("write `{right}` where it ends"),
        )
    }

    fn line(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.matches('\n').count().saturating_add(1)
    }

    /// The next character that is no space.
    fn peek(&mut self) -> Found<Option<(usize, char)>> {
        while let Some((at, letter)) = self.rest.peek().copied() {
            match letter {
                ' ' | '\t' | '\n' | '\r' => {
                    self.rest.next();
                }
                _ if letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}') => {
                    return fault(
                        at,
                        "a space of an unusual kind stands here",
                        "put an ordinary space in its place",
                    );
                }
                _ => return Ok(Some((at, letter))),
            }
        }
        Ok(None)
    }

    fn take(&mut self) {
        if let Some((at, letter)) = self.rest.next() {
            self.last_end = at.saturating_add(letter.len_utf8());
        }
    }

    /// The word that begins here, shortened where it is very long.
    fn word(&mut self, at: usize) -> String {
        let mut end = at;
        while let Some((here, letter)) = self.rest.peek().copied() {
            if !is_word(letter) && !matches!(letter, '.' | '+' | '/' | '%') {
                break;
            }
            let rest = self.text.get(here..).unwrap_or_default();
            if rest.starts_with("//") || rest.starts_with("/*") {
                break;
            }
            end = here.saturating_add(letter.len_utf8());
            self.rest.next();
        }
        self.last_end = end;
        let word: &'a str = self.text.get(at..end).unwrap_or_default();
        match word.char_indices().nth(MOST_SHOWN) {
            Some((cut, _)) => format!("{}…", word.get(..cut).unwrap_or_default()),
            None => word.to_owned(),
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '″'
    )
}

fn quote<T>(at: usize, letter: char) -> Found<T> {
    let message = match letter {
        '\'' => "a text stands between double quotes".to_owned(),
        _ => format!("`{letter}` is not a straight quote"),
    };
    fault(
        at,
        message,
        "write straight double quotes, `\"`, before and after it",
    )
}

fn comment<T>(at: usize) -> Found<T> {
    fault(
        at,
        "a remark cannot stand here",
        "take it out, or write it as the `comment` of an answer",
    )
}

/// Whether a word is a number as JSON has them; what is no JSON number but long is let pass, for the
/// reader to refuse.
fn is_number(word: &str) -> bool {
    word.ends_with('…') || serde_json::from_str::<serde_json::Number>(word).is_ok()
}
