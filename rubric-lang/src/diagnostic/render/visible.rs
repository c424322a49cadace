//! Text that is safe to put on a terminal.

use std::borrow::Cow;

/// The text with everything that a terminal would obey, or that would reorder what is read, put
/// out of action. Line feeds and tabs stay, and so does the length in bytes.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|character| substitute(character).is_none())
    {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match substitute(character) {
            Some(other) => shown.push_str(other),
            None => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// The text on one line, safe as by [`visible`], runs of white space made one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What stands for a character that cannot be shown: as many bytes as it has itself.
fn substitute(character: char) -> Option<&'static str> {
    match character {
        '\n' | '\t' => None,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("\u{fffd}")
        }
        '\u{61c}' => Some("\u{bf}"),
        _ if !character.is_control() => None,
        _ if character.is_ascii() => Some("?"),
        _ => Some("\u{bf}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{one_line, visible};

    #[test]
    fn what_a_terminal_obeys_is_put_out_of_action_byte_for_byte() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let shown = visible(&text);
            assert_eq!(shown.len(), text.len(), "{character:?}");
            let safe = shown
                .chars()
                .all(|shown| !shown.is_control() || "\n\t".contains(shown));
            assert!(safe, "{character:?}");
        }
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c"), "a?[31mb\u{fffd}c");
    }

    #[test]
    fn one_line_has_no_line_ends() {
        assert_eq!(one_line("a\n\tb\r\nc"), "a b? c");
    }
}
