//! Words that are nearly words of the language.

use super::builder::Builder;
use crate::ast::Kind;
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;
use crate::vocabulary::Holder;

/// Words that begin a statement, but for the kinds.
const STATEMENTS: [&str; 51] = [
    "version",
    "publisher",
    "audits",
    "jurisdiction",
    "effective",
    "language",
    "introduction",
    "link",
    "issued",
    "provision",
    "default",
    "overall",
    "notice",
    "weight",
    "essential",
    "statutory",
    "unscored",
    "tag",
    "was",
    "applies",
    "cites",
    "guidance",
    "means",
    "example",
    "prompt",
    "leave-out",
    "comment",
    "checklist",
    "one-of",
    "yes-no",
    "proportion",
    "none",
    "number",
    "levels",
    "every",
    "when",
    "share",
    "count",
    "mean",
    "target",
    "whenever",
    "then",
    "answer",
    "leave",
    "expect",
    "use",
    "include",
    "add",
    "change",
    "remove",
    "because",
];

/// The kind whose keyword is nearest to a word, if one is near.
pub(super) fn nearest_kind(word: &str) -> Option<Kind> {
    nearest(word, Kind::ALL.map(Kind::keyword).into_iter()).and_then(Kind::from_keyword)
}

/// The statement word that is nearest to a word, if one is near.
pub(super) fn nearest_statement(word: &str) -> Option<&'static str> {
    nearest(word, STATEMENTS.into_iter())
}

/// Whether a statement begins with this word.
pub(super) fn is_statement(word: &str) -> bool {
    STATEMENTS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// The word that is meant: of those that may stand in this block, or else of all. None for the name
/// of something that the file declares.
fn meant(builder: &Builder<'_>, word: &str) -> Option<&'static str> {
    if builder.declared.declares(word) {
        return None;
    }
    let here = builder.first_words();
    nearest(word, here.into_iter()).or_else(|| {
        let all = STATEMENTS.into_iter().chain(Kind::ALL.map(Kind::keyword));
        nearest(word, all)
    })
}

/// What the lines of this block begin with.
fn how_lines_begin(builder: &Builder<'_>) -> String {
    let Some(holder) = builder.holder else {
        return "begin the line with a word of the language, such as `weight` or `guidance`; write `#` before a comment".to_owned();
    };
    let called = holder.called();
    let all = builder.first_words();
    let usual = match holder {
        Holder::Declaration(Kind::Rubric) => vec!["version", "section"],
        Holder::Declaration(Kind::Library) => vec!["version", "scale"],
        Holder::Declaration(Kind::Section) => vec!["criterion", "weight"],
        Holder::Declaration(Kind::Criterion) => vec!["weight", "guidance"],
        _ => all.clone(),
    };
    let such_as = if usual.len() < all.len() {
        ", such as "
    } else {
        ": "
    };
    let words: Vec<String> = usual.iter().map(|word| format!("`{word}`")).collect();
    let words = match words.split_last() {
        None => return format!("{called} holds nothing more; write `#` before a comment"),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    };
    format!(
        "begin the line with a word that belongs in {called}{such_as}{words}; write `#` before a comment"
    )
}

/// Every kind, for a message.
pub(super) fn kinds() -> String {
    Kind::ALL
        .map(|kind| format!("`{}`", kind.keyword()))
        .join(", ")
}

/// A line that begins with no word of the language, or goes on where it should have ended.
pub(super) fn unknown_statement(builder: &Builder<'_>, line: Span, has_block: bool) -> Diagnostic {
    let first = builder.first_word(line);
    let word = builder.text(first);
    let written = shortened(builder.text(line));
    let better = builder
        .line_of_a_test(line)
        .or_else(|| builder.line_of_a_criterion(line))
        .or_else(|| builder.line_of_a_limit(line));
    if let Some(better) = better.filter(|_| !has_block) {
        return better;
    }
    if let Some((whole, joined)) = hyphened(builder, line) {
        return Diagnostic::new(
            Code::UnknownStatement,
            whole,
            format!("`{joined}` is one word"),
        )
        .label("written apart")
        .help(format!("write `{joined}`"))
        .fix(whole, joined);
    }
    let near = meant(builder, word);
    if !builder.begins_line(line) && !has_block && (near.is_none() || is_statement(word)) {
        return Diagnostic::new(
            Code::UnknownStatement,
            line,
            format!("`{written}` is not expected here"),
        )
        .label("the statement before it is complete")
        .help("write what it says as a statement on a line of its own, or `#` before it if it is a remark");
    }
    if ["note", "notes", "remark"].contains(&word.to_lowercase().as_str()) {
        return Diagnostic::new(
            Code::UnknownStatement,
            line,
            format!("`{written}` is not a statement"),
        )
        .label("a remark?")
        .help("write `#` before a remark")
        .fix(line.at_start(), "# ");
    }
    if let Some(diagnostic) = bad_declared_name(builder, line, word) {
        return diagnostic;
    }
    if is_statement(word) || Kind::from_keyword(word).is_some() {
        return Diagnostic::new(
            Code::UnknownStatement,
            line,
            format!("this line begins with `{word}` but does not go on as such a line does"),
        )
        .label("cannot be read")
        .help(how_to_write(&word.to_ascii_lowercase()));
    }
    if word.is_empty() {
        return Diagnostic::new(
            Code::UnknownStatement,
            line,
            format!("`{written}` is not a statement"),
        )
        .label("cannot be read")
        .help(how_lines_begin(builder));
    }
    if builder.declared.declares(word) {
        return Diagnostic::new(
            Code::UnknownStatement,
            line,
            format!("`{written}` is not a statement"),
        )
        .label(format!("`{word}` is a name, and no line begins with it"))
        .help("a condition stands behind its word, such as `when`; `and` or `or` joins it with the one above");
    }
    let diagnostic = Diagnostic::new(
        Code::UnknownStatement,
        first,
        format!("`{word}` is not a word of the language"),
    )
    .label("not known");
    match near {
        Some(near) => diagnostic.help(format!("write `{near}`")).fix(first, near),
        None => diagnostic.help(how_lines_begin(builder)),
    }
}

/// `section child's-voice "Voice"`: what stands between a kind and a title is not a name.
fn bad_declared_name(builder: &Builder<'_>, line: Span, word: &str) -> Option<Diagnostic> {
    let kind = Kind::from_keyword(word)?;
    let rest = builder.text(line).get(word.len()..)?;
    if let Some(diagnostic) = single_quotes(line, word, rest) {
        return Some(diagnostic);
    }
    let quote = rest.find(['"', '{'])?;
    let written = rest.get(..quote)?.trim();
    let start = line
        .start
        .saturating_add(super::offset(builder.text(line).find(written)?));
    let end = start.saturating_add(super::offset(written.len()));
    let name = Span { start, end, ..line };
    let better = super::value::better_name(written);
    let diagnostic = Diagnostic::new(
        Code::BadName,
        name,
        format!("`{}` is not a name", shortened(written)),
    )
    .label("names are letters, digits and hyphens, and begin with a letter");
    let keyword = kind.keyword();
    (!written.is_empty()).then(|| match better {
        Some(better) => diagnostic
            .help(format!("write `{keyword} {better}`"))
            .fix(name, better),
        None => diagnostic.help(format!(
            "write a name of plain letters, such as `{keyword} needs`"
        )),
    })
}

/// `criterion carer-voice 'The carer has contributed'`.
fn single_quotes(line: Span, word: &str, rest: &str) -> Option<Diagnostic> {
    let (name, title) = rest.trim_start().split_once(' ')?;
    let is_single = |character: char| matches!(character, '\'' | '\u{2018}' | '\u{2019}');
    let quoted = title.trim_start();
    let inner = quoted.strip_prefix(is_single)?;
    let (title, after) = inner.rsplit_once(is_single).unwrap_or((inner, ""));
    let diagnostic = Diagnostic::new(
        Code::MissingTitle,
        line,
        "this title stands in single quotes",
    )
    .label("double quotes are needed")
    .help(format!("write `{word} {name} \"{}\"`", shortened(title)));
    let is_quote = |character: char| is_single(character) || character == '"';
    if title.contains(is_quote) || title.len() == inner.len() {
        return Some(diagnostic);
    }
    let back = |length: usize| line.end.saturating_sub(super::offset(length));
    let place = Span {
        start: back(quoted.len()),
        end: back(after.len()),
        ..line
    };
    Some(diagnostic.fix(place, format!("\"{title}\"")))
}

/// A statement word that was written as two: `one of`, `yes/no`, `yes or no`, `leave out`.
fn hyphened(builder: &Builder<'_>, line: Span) -> Option<(Span, &'static str)> {
    let written = builder.text(line);
    let begins = |form: &str| {
        let start = written.get(..form.len())?;
        let rest = written.get(form.len()..)?;
        let ends = !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-');
        (ends && start.eq_ignore_ascii_case(form)).then_some(form.len())
    };
    let joined = STATEMENTS.iter().filter(|word| word.contains('-'));
    joined.into_iter().find_map(|word| {
        let forms = [" ", "/", " or "].map(|between| word.replace('-', between));
        let length = forms.iter().find_map(|form| begins(form))?;
        let end = line.start.saturating_add(super::offset(length));
        Some((Span { end, ..line }, *word))
    })
}

/// How a line with this word is written.
pub(super) fn how_to_write(word: &str) -> String {
    let example = match word {
        "applies" => "applies when has-health-needs is yes",
        "overall" => "overall at most good",
        "every" => "every section at most good",
        "comment" => "comment required",
        "cause" => "cause writer \"The plan does not carry what the advice says\"",
        "share" => "share of audits where overall is good",
        "count" => "count of audits where overall is good",
        "mean" => "mean of score of section C",
        "add" => {
            "add { because \"…\"  limit … }`, or `add to section F { because \"…\"  criterion … }"
        }
        "change" => "change criterion needs-identified { because \"…\"  weight 2 }",
        "remove" => "remove criterion needs-identified { because \"…\" }",
        "section" => "section C \"Health needs\" { … }",
        "criterion" => "criterion needs-identified \"Needs are identified\"",
        "fact" => "fact age \"Age in years\" { number 0 to 25 }",
        _ => return format!("write `{word}`, then a name, then a title in quotes"),
    };
    format!("write `{example}`")
}

/// The nearest of some words: one letter in four of the shorter may differ, at least one, swapped
/// neighbours counting once, and no two may be equally near.
pub(super) fn nearest(
    word: &str,
    known: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    if !(3..=40).contains(&word.len()) {
        return None;
    }
    let lower = word.to_lowercase();
    let mut distances: Vec<(usize, &str)> = known
        .map(|near| (strsim::osa_distance(&lower, near), near))
        .collect();
    distances.sort_unstable();
    let (distance, near) = distances.first().copied()?;
    let tied = distances
        .get(1)
        .is_some_and(|(second, _)| *second == distance);
    (distance <= (near.len().min(lower.len()) / 4).clamp(1, 3) && !tied).then_some(near)
}
