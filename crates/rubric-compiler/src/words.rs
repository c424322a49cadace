//! How messages put things into words.

/// The most names that a message lists.
const MOST_LISTED: usize = 5;

/// `` `a`, `b` and `c` ``; beyond five, how many more there are.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "and")
}

/// `` `a`, `b` or `c` ``; beyond five, how many more there are.
pub fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names, "or")
}

fn join<'a>(names: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown = if names.len() > MOST_LISTED.saturating_add(1) {
        MOST_LISTED
    } else {
        names.len()
    };
    let mut quoted: Vec<String> = names
        .iter()
        .take(shown)
        .map(|name| format!("`{name}`"))
        .collect();
    if shown < names.len() {
        quoted.push(format!("{} more", names.len().saturating_sub(shown)));
    }
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// `1 section`, `3 sections`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a section`, `an owner`.
pub fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// `grades are`, `a scale is`: a ladder is declared with a plural.
pub fn noun(kind: rubric_lang::ast::Kind) -> &'static str {
    match kind {
        rubric_lang::ast::Kind::Grades => "ladder of grades",
        other => other.keyword(),
    }
}
