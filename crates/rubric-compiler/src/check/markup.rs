//! Texts hold no HTML and no pictures, and lead to web and e-mail addresses alone: they are shown
//! in many places, not all of which can be trusted with more.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use rubric_lang::ast::{Text, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic, shortened};

use crate::markdown;
use crate::tree::all_texts;

/// The statements whose texts are Markdown. All other texts are plain: shown as they are written.
const MARKDOWN: [&str; 7] = [
    "introduction",
    "guidance",
    "means",
    "example",
    "prompt",
    "leave-out",
    "because",
];

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    all_texts(tree, &mut |what, text| {
        // A source's link is asked for more.
        if what != "link" {
            let is_plain = !MARKDOWN.contains(&what);
            diagnostics.extend(of_text(text, is_plain));
        }
    });
}

fn of_text(text: &Text, is_plain: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut opened = HashSet::new();
    if is_plain {
        found.extend(tag_in_plain_text(&text.value).map(|range| {
            let tag = text.value.get(range.clone()).unwrap_or_default();
            html(text, tag, range, is_plain)
        }));
    }
    let mut events = markdown::parse(&text.value).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) if !is_plain => {
                let (tag, range) = first_tag(&text.value, range);
                let closes = tag.strip_prefix("</").map(name);
                if closes.is_none_or(|name| !opened.contains(&name)) {
                    opened.extend(tag.strip_prefix('<').map(name));
                    found.push(html(text, tag, range, is_plain));
                }
            }
            Event::Start(Tag::Image { .. }) => found.push(picture(text, range)),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            }) if !is_plain && markdown::address(link_type, &dest_url).is_none() => {
                let definition = events.reference_definitions().get(&id);
                let range = definition.map_or(range, |definition| definition.span.clone());
                found.push(link(text, &dest_url, range));
            }
            _ => {}
        }
    }
    found
}

/// The first thing in a plain text that a browser could take for HTML: it is more generous than
/// Markdown.
fn tag_in_plain_text(text: &str) -> Option<Range<usize>> {
    let begins_tag = |at: &usize| {
        let behind = text.get(at.saturating_add(1)..).unwrap_or_default();
        behind.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first))
    };
    let start = text.match_indices('<').map(|(at, _)| at).find(begins_tag)?;
    let rest = text.get(start..).unwrap_or_default();
    let length = rest
        .find('>')
        .map_or(rest.len(), |end| end.saturating_add(1));
    Some(start..start.saturating_add(length))
}

/// The tag or comment that a piece of HTML begins with.
fn first_tag(text: &str, range: Range<usize>) -> (&str, Range<usize>) {
    let html = text.get(range.clone()).unwrap_or_default();
    let lead = html.find('<').unwrap_or_default();
    let html = html.get(lead..).unwrap_or_default();
    let closing = if html.starts_with("<!--") { "-->" } else { ">" };
    let tag = match html.find(closing) {
        Some(end) => html.get(..end.saturating_add(closing.len())),
        None => html.lines().next(),
    };
    let tag = tag.unwrap_or_default().trim_end();
    let start = range.start.saturating_add(lead);
    (tag, start..start.saturating_add(tag.len()))
}

/// The name of a tag, from the text behind its `<`.
fn name(tag: &str) -> String {
    tag.chars()
        .take_while(|character| character.is_ascii_alphanumeric() || *character == '-')
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

fn html(text: &Text, tag: &str, range: Range<usize>, is_plain: bool) -> Diagnostic {
    let (kind, help) = if tag.starts_with("<!--") {
        (
            "an HTML comment",
            "leave it out, or write a comment outside the text, after `#`",
        )
    } else if is_plain {
        (
            "an HTML tag",
            "leave it out: this text is shown as it is written",
        )
    } else {
        (
            "an HTML tag",
            "write it in Markdown, `**so**` for what is important, or in plain words; what is to be \
             filled in is written `[so]`",
        )
    };
    let message = format!("`{}` is {kind}", shortened(tag));
    Diagnostic::new(Code::BadMarkup, text.place(range), message)
        .label("not allowed in a text")
        .help(help)
}

fn picture(text: &Text, range: Range<usize>) -> Diagnostic {
    let written = text.value.get(range.clone()).unwrap_or_default();
    let message = format!("`{}` is a picture", shortened(written));
    Diagnostic::new(Code::BadMarkup, text.place(range), message)
        .label("not allowed in a text")
        .help("describe in words what the picture shows")
}

fn link(text: &Text, destination: &str, range: Range<usize>) -> Diagnostic {
    let written = text.value.get(range.clone()).unwrap_or_default();
    let range = range.start..range.start.saturating_add(written.trim_end().len());
    let shown = shortened(&destination.replace(char::is_control, " "));
    let message = if shown.is_empty() {
        "this link leads nowhere".to_owned()
    } else {
        format!("this link leads to `{shown}`, which is not a web or e-mail address")
    };
    let help = if shown.starts_with("www.") {
        format!("write `https://{shown}`")
    } else if shown.contains('@') && !shown.contains([':', '/']) {
        format!("write `mailto:{shown}`")
    } else {
        "write the whole address as the browser shows it, `https://…`, or `mailto:…` for e-mail, \
         or leave the link out"
            .to_owned()
    };
    Diagnostic::new(Code::BadTextLink, text.place(range), message)
        .label("cannot be followed from here")
        .help(help)
}
