//! Texts hold no markup but Markdown, and no pictures: they are shown in many places, not all of
//! which can be trusted with more.

use rubric_lang::ast::{Text, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::tree::all_texts;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let mut see = |_: &'static str, text: &Text| {
        let (message, help) = if let Some(tag) = tag(&text.value) {
            (
                format!("`{tag}` is an HTML tag"),
                "write it in Markdown, `**so**` for what is important, or in plain words",
            )
        } else if text.value.contains("![") {
            (
                "`![` begins a picture".to_owned(),
                "describe in words what the picture shows",
            )
        } else {
            return;
        };
        diagnostics.push(
            Diagnostic::new(Code::BadMarkup, text.span, message)
                .label("not allowed in a text")
                .help(help),
        );
    };
    all_texts(tree, &mut see);
}

/// The first HTML tag or comment of a text: `<b>`, `</b>`, `<img src="…">`, `<!-- … -->`.
fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let inside = rest.get(1..)?;
        let name = inside.trim_start_matches(['/', '!', '?']);
        let marked = name.len() < inside.len();
        let end = name
            .find(|character: char| !character.is_ascii_alphanumeric() && character != '-')
            .unwrap_or(name.len());
        let after = name.get(end..)?.chars().next();
        let named = name.starts_with(|character: char| character.is_ascii_alphabetic())
            && after.is_some_and(|after| after == '>' || after == '/' || after.is_whitespace());
        let closed = rest.find('>')?;
        (named || marked && inside.starts_with(['!', '?']))
            .then(|| rest.get(..=closed))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn knows_tags_from_signs() {
        assert_eq!(tag("Look at <b>every</b> need"), Some("<b>"));
        assert_eq!(tag("line<br/>break"), Some("<br/>"));
        assert_eq!(tag("<!-- hidden -->"), Some("<!-- hidden -->"));
        assert_eq!(tag("<script src=\"x\">"), Some("<script src=\"x\">"));
        for plain in [
            "fewer than 3 (<3)",
            "a < b > c",
            "<3 or >4",
            "x<y",
            "see <https://example.org>",
            "",
        ] {
            assert_eq!(tag(plain), None, "{plain}");
        }
    }
}
