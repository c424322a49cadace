//! Where a text ends whose closing quote is missing on its line.

use super::misspelt;
use super::outline::{QUOTES, TEXT_WORDS};

/// How much of a line is looked at for the text that follows, in bytes.
const LONGEST_LINE: usize = 2_000;

/// How long a text is that is never closed, of what follows its opening quote on its line; and
/// whether that is certain. `head` is what stands before it on the line.
pub(super) fn length(head: &str, content: &str) -> (usize, bool) {
    let written = before_brace(content).trim_end();
    let in_list = is_list_line(head);
    if let Some(length) = before_gap(written, in_list) {
        return (length, true);
    }
    if in_list && let Some((length, certain)) = before_tail(written) {
        return (length, certain);
    }
    // What follows `#` may be a remark.
    let doubtful =
        written.is_empty() || written.contains(['{', '}', '#']) || written.contains(QUOTES);
    (written.len(), !doubtful)
}

/// What stands before the block that begins on a line, or the braces that end it.
fn before_brace(line: &str) -> &str {
    let line = before_block(line.trim_end());
    line.split_once(" {").map_or(line, |(before, _)| before)
}

/// How long a text is that the next text on its line shows to be unclosed: `"Done { proportion
/// "actions" {`. One quote too few stands on the line, the next one seems to open a text, and a
/// block or statement begins in between.
pub(super) fn before_next_text(content: &str) -> Option<usize> {
    if content.len() > LONGEST_LINE {
        return None;
    }
    let next = content.find(QUOTES)?;
    let (between, rest) = content.split_at_checked(next)?;
    let opens = between.ends_with([' ', '\t'])
        && rest
            .chars()
            .nth(1)
            .is_some_and(|character| !character.is_whitespace() && !"})".contains(character));
    // Three quotes open or close a text that may end on another line.
    let quotes = content.replace("\"\"\"", "").matches(QUOTES).count();
    let too_few = quotes.is_multiple_of(2);
    if !opens || !too_few {
        return None;
    }
    let before_brace = between.find(" {").map(|at| between.get(..at));
    let written = before_brace.flatten().unwrap_or_default().trim_end();
    if written.is_empty() {
        let between = between.trim_end();
        let gap = before_gap(between, true).or_else(|| before_item(between));
        return gap.filter(|length| *length > 0);
    }
    Some(written.len())
}

/// How long a title is before several spaces and the name of the next item: `"Who  by-when "By
/// when"`.
fn before_item(between: &str) -> Option<usize> {
    let (before, name) = between.rsplit_once("  ")?;
    let is_name = name.chars().all(|one| one.is_alphanumeric() || one == '-');
    (is_name && !name.is_empty()).then(|| before.trim_end().len())
}

/// How long a text is before several spaces, if what follows them is the end of a line of a list or
/// another statement.
fn before_gap(written: &str, in_list: bool) -> Option<usize> {
    let gaps = written.match_indices("  ").map(|(at, _)| at);
    let mut gaps = gaps.chain(written.find('\t'));
    gaps.find_map(|at| {
        let (before, after) = written.split_at_checked(at)?;
        let first = after.split_whitespace().next()?;
        let ends = in_list && begins_tail(first) || misspelt::is_statement(first);
        (ends && !before.trim().is_empty()).then(|| before.trim_end().len())
    })
}

/// How long a title is before the points, threshold or word that its line ends in, which may be a
/// part of it but for `from 70%`.
fn before_tail(written: &str) -> Option<(usize, bool)> {
    let mut words = written.split_whitespace().rev();
    let (last, before) = (words.next()?, words.next()?);
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let mut up = || words.next().filter(|word| is(word, "up"));
    let (tail, certain) = if is_number(last) && is(before, "from") {
        (before, true)
    } else if is_number(last) && is(before, "to") {
        (up()?, true)
    } else if is_number(last) || is(last, "excluded") || is(last, "otherwise") {
        (last, false)
    } else {
        return None;
    };
    let at = written.rfind(tail)?;
    let title = written.get(..at)?.trim_end();
    (!title.is_empty()).then_some((title.len(), certain))
}

fn begins_tail(word: &str) -> bool {
    let is_tail = ["from", "up", "when", "otherwise", "excluded"]
        .iter()
        .any(|tail| tail.eq_ignore_ascii_case(word));
    is_tail || is_number(word)
}

fn is_number(word: &str) -> bool {
    let number = word.strip_suffix('%').unwrap_or(word);
    number.starts_with(|first: char| first.is_ascii_digit())
        && number
            .chars()
            .all(|character| character.is_ascii_digit() || character == '.')
}

/// Whether nothing but a name stands before a text on a line of a list.
fn is_list_line(head: &str) -> bool {
    let head = head.rsplit(['{', '}']).next().unwrap_or_default();
    let mut words = head.split_whitespace().rev();
    let Some(name) = words.next() else {
        return false;
    };
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|one| one.is_alphanumeric() || one == '-');
    let takes_text = TEXT_WORDS
        .iter()
        .chain(&["proportion", "number", "include", "use", "provision"])
        .any(|word| word.eq_ignore_ascii_case(name));
    let ends_line = |before: &str| {
        before.ends_with(QUOTES)
            || before.ends_with(|last: char| last == '%' || last.is_ascii_digit())
            || ["excluded", "otherwise"].contains(&before.to_ascii_lowercase().as_str())
    };
    is_name && !takes_text && words.next().is_none_or(ends_line)
}

/// What stands before the brace, or the block of one line, that ends a line.
fn before_block(line: &str) -> &str {
    if let Some(before) = line.strip_suffix('{') {
        return before;
    }
    let Some(before) = line.strip_suffix('}') else {
        return line;
    };
    match before.rfind(['{', '}']) {
        Some(open)
            if before
                .get(open..)
                .is_some_and(|block| block.starts_with('{')) =>
        {
            before.get(..open).unwrap_or(before)
        }
        _ => before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is taken to be the text, and whether that is certain.
    fn text<'t>(head: &str, content: &'t str) -> (&'t str, bool) {
        let (length, certain) = length(head, content);
        (content.get(..length).unwrap(), certain)
    }

    #[test]
    fn a_title_ends_before_what_its_line_ends_in() {
        assert_eq!(text("  weak ", "Weak    1"), ("Weak", true));
        assert_eq!(text("{ weak ", "Weak  excluded }"), ("Weak", true));
        assert_eq!(text("good ", "Good from 70%"), ("Good", true));
        assert_eq!(text("good ", "Good up to 42"), ("Good", true));
        assert_eq!(text("a \"A\" 3 weak ", "Weak 1"), ("Weak", false));
        assert_eq!(text("poor ", "Poor otherwise"), ("Poor", false));
    }

    #[test]
    fn other_texts_end_with_their_line_or_before_a_statement() {
        assert_eq!(text("guidance ", "Level 1"), ("Level 1", true));
        assert_eq!(text("guidance ", "Done.  weight 2 }"), ("Done.", true));
        assert_eq!(text("criterion a ", "A { yes-no }"), ("A", true));
        assert_eq!(
            text("proportion ", "targets { none excluded } }"),
            ("targets", true)
        );
        assert!(!text("by-when \"By when", " }").1);
        assert_eq!(
            text("criterion a ", "In  two parts"),
            ("In  two parts", true)
        );
    }

    #[test]
    fn the_next_text_shows_where_a_text_ends() {
        let before =
            |content| before_next_text(content).map(|length| content.get(..length).unwrap());
        assert_eq!(before("Done { proportion \"x\u{201D} {"), Some("Done"));
        assert_eq!(before("A { guidance \"\"\""), Some("A"));
        assert_eq!(before("Strong  3  weak \"Weak\" 1"), Some("Strong"));
        assert_eq!(before("Who  by-when \"By when\" }"), Some("Who"));
        assert_eq!(before("Each { or }\" { guidance \"b\""), None);
        assert_eq!(before("The \"best\" plan\""), None);
    }
}
