//! Markdown, as the texts of a rubric may use it: CommonMark and tables, without HTML and
//! pictures, and with links to web and e-mail addresses alone.

use std::borrow::Cow;

use pulldown_cmark::{LinkType, Options, Parser};

/// Reads a text. Whoever shows it decides what becomes of HTML, of pictures and of links without
/// an [`address`]: texts that compile hold none of them.
#[must_use]
pub fn parse(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The address that a link leads to, if a text may lead there: one of the web (http, https) or of
/// e-mail (mailto).
#[must_use]
pub fn address(kind: LinkType, destination: &str) -> Option<Cow<'_, str>> {
    if kind == LinkType::Email {
        Some(format!("mailto:{destination}").into())
    } else {
        (is_web_address(destination) || is_mail_address(destination)).then(|| destination.into())
    }
}

/// Whether this is the whole address of a page: `https://` or `http://`, and where it is.
pub(crate) fn is_web_address(text: &str) -> bool {
    after(text, "https://")
        .or_else(|| after(text, "http://"))
        .is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            !host.is_empty() && is_plain(rest)
        })
}

fn is_mail_address(text: &str) -> bool {
    after(text, "mailto:").is_some_and(|rest| {
        let to = rest.split('?').next().unwrap_or_default();
        let named = |part: &str| !part.is_empty();
        to.split_once('@')
            .is_some_and(|(who, host)| named(who) && named(host))
            && is_plain(rest)
    })
}

/// What comes after the beginning of a text, whatever its letter case.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (begin, rest) = text.split_at_checked(start.len())?;
    begin.eq_ignore_ascii_case(start).then_some(rest)
}

/// Whether a text is free of what addresses do not have.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|character| {
        character.is_whitespace() || character.is_control() || "\"<>\\".contains(character)
    })
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag};

    use super::{address, parse};

    /// Where each link of a text leads, if it may.
    fn addresses(text: &str) -> Vec<Option<String>> {
        parse(text)
            .filter_map(|event| match event {
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }) => Some(address(link_type, &dest_url).map(Into::into)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn links_lead_to_web_and_mail_addresses() {
        for (text, to) in [
            (
                "[a](https://example.org/b?c#d)",
                "https://example.org/b?c#d",
            ),
            ("[a](HTTP://example.org)", "HTTP://example.org"),
            ("[a](<https://example.org/(b)>)", "https://example.org/(b)"),
            ("<https://example.org>", "https://example.org"),
            (
                "[a][b]\n\n[b]: https://example.org 'c'",
                "https://example.org",
            ),
            ("<send@example.org>", "mailto:send@example.org"),
            ("<mailto:send@example.org>", "mailto:send@example.org"),
            (
                "[a](Mailto:send@example.org?subject=b)",
                "Mailto:send@example.org?subject=b",
            ),
        ] {
            assert_eq!(addresses(text), [Some(to.to_owned())], "{text}");
        }
    }

    #[test]
    fn and_nowhere_else() {
        for text in [
            "[a]()",
            "[a](guide.html)",
            "[a](/guide)",
            "[a](//example.org)",
            "[a](#b)",
            "[a](www.example.org)",
            "[a](send@example.org)",
            "[a](https:example.org)",
            "[a](https:///b)",
            "[a](https:\\\\example.org)",
            "[a](<https://example.org/b c>)",
            "[a](ftp://example.org)",
            "[a](file:///c:/b)",
            "[a](data:text/html;base64,PGI+)",
            "[a](javascript:b)",
            "[a](JavaScript:b)",
            "[a](java&#115;cript:b)",
            "[a](java&Tab;script:b)",
            "[a](java&NewLine;script:b)",
            "[a](&#1;javascript:b)",
            "[a](<\tjavascript:b>)",
            "[a](javascript&colon;b)",
            "[a](javascript\\:b)",
            "[a](vbscript:b)",
            "<javascript:b>",
            "<data:b>",
            "[a][b]\n\n[b]: javascript:b",
            "[a][]\n\n[a]: <java\tscript:b>",
            "[a]\n\n> [a]: guide.html",
            "[a](mailto:)",
            "[a](mailto:example.org)",
            "[a](mailto:@example.org)",
            "[a](&#104;ttps&colon;//)",
        ] {
            assert_eq!(addresses(text), [None], "{text}");
        }
    }

    #[test]
    fn what_is_no_link_stays_text() {
        for text in [
            "https://example.org",
            "[name]",
            "[a](java\nscript:b)",
            "\\[a](guide.html)",
            "`[a](guide.html)`",
            "[[a]]",
        ] {
            assert_eq!(addresses(text), [], "{text}");
        }
    }

    #[test]
    fn any_depth_is_read() {
        let deep = parse(&"> - ".repeat(50_000)).count();
        assert!(deep > 200_000, "{deep}");
    }
}
