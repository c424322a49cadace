//! Versions, dates, languages and links are well formed.

use rubric_lang::ast::{
    Declaration, NameKeyword, Parsed, PropertyKind, Text, TextKeyword, Tree, Word,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::dates::{in_words, is_day, is_day_month_or_year};
use crate::markdown::is_web_address;
use crate::number;
use crate::percentage;
use crate::standard::{Standard, statements};

/// The version of the language that this compiler reads.
const LANGUAGE: u32 = 1;

/// The file is written in a version of the language that can be read.
pub fn language_version(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let Some(written) = &tree.written_in else {
        return;
    };
    if number::whole(written) != Some(LANGUAGE) {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownLanguageVersion,
                written.span,
                format!(
                    "version {} of the language is not known",
                    number::written(written)
                ),
            )
            .label("unknown")
            .help(format!(
                "write `written in rubric {LANGUAGE}`, or use a newer compiler"
            )),
        );
    }
}

/// Makes sure of the rest.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for property in statements(standard.head.declaration) {
        match &property.kind {
            PropertyKind::Version(Parsed::Value(version)) => of_version(version, diagnostics),
            PropertyKind::Effective { from, to } => effective(
                from.value(),
                to.as_ref().and_then(Parsed::value),
                diagnostics,
            ),
            PropertyKind::Named(NameKeyword::Language, Parsed::Value(tag)) => {
                language(&tag.text, tag.span, diagnostics)
            }
            PropertyKind::ExcludedNotice(Parsed::Value(share)) => notice(share, diagnostics),
            _ => {}
        }
    }
    for source in standard.sources.iter() {
        of_source(source.head.declaration, diagnostics);
    }
}

/// The version of a rubric or library is three numbers.
pub fn version(declaration: &Declaration, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(version) = super::version_of(declaration) {
        of_version(version, diagnostics);
    }
}

fn of_version(version: &Word, diagnostics: &mut Vec<Diagnostic>) {
    let number = |part: &str| {
        !part.is_empty()
            && part.len() <= 9
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let parts: Vec<&str> = version.text.split('.').collect();
    if parts.len() != 3 || !parts.iter().all(|part| number(part)) {
        let mut three: Vec<&str> = parts
            .into_iter()
            .filter(|part| number(part))
            .take(3)
            .collect();
        three.resize(3, "0");
        if three.iter().all(|part| *part == "0") {
            three = vec!["1", "0", "0"];
        }
        let better = three.join(".");
        let diagnostic = Diagnostic::new(
            Code::BadVersion,
            version.span,
            format!("`{}` is not a version", version.text),
        )
        .label("not three numbers")
        .help(format!(
            "write three numbers with points between them, such as `{better}`"
        ));
        // `2` and `1.0` can only be `2.0.0` and `1.0.0`.
        diagnostics.push(if better.starts_with(&version.text) {
            diagnostic.fix(version.span, better)
        } else {
            diagnostic
        });
    }
}

fn effective(from: Option<&Word>, to: Option<&Word>, diagnostics: &mut Vec<Diagnostic>) {
    let mut sound = true;
    for day in [from, to].into_iter().flatten() {
        if !is_day(&day.text) {
            sound = false;
            diagnostics.push(
                Diagnostic::new(
                    Code::BadDate,
                    day.span,
                    format!("`{}` is not a day of the calendar", day.text),
                )
                .label("no such day")
                .help("write year, month and day, such as `2026-09-01`"),
            );
        }
    }
    if let (true, Some(from), Some(to)) = (sound, from, to)
        && to.text < from.text
    {
        diagnostics.push(
            Diagnostic::new(
                Code::RangeReversed,
                from.span.to(to.span),
                format!("`{}` is before `{}`", to.text, from.text),
            )
            .label("ends before it begins")
            .help(format!(
                "write `effective from {} to {}`",
                to.text, from.text
            )),
        );
    }
}

/// The shape of a BCP 47 tag: a language of 2 or 3 letters, then parts of up to 8 letters and digits.
fn language(tag: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let first =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !first || !rest {
        let diagnostic = Diagnostic::new(
            Code::BadLanguage,
            span,
            format!("`{tag}` is not a language tag"),
        )
        .label("not a language tag")
        .help("write `en` for English, `cy` for Welsh");
        let known = [("english", "en"), ("welsh", "cy"), ("cymraeg", "cy")];
        let meant = known
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(tag));
        diagnostics.push(match meant {
            Some((_, meant)) => diagnostic.fix(span, *meant),
            None => diagnostic,
        });
    }
}

fn notice(share: &rubric_lang::ast::Number, diagnostics: &mut Vec<Diagnostic>) {
    let Some(exact) = number::exact(share) else {
        return;
    };
    let written = number::written(share);
    if !share.percent {
        diagnostics.push(percentage::offered(
            Diagnostic::new(
                Code::BadValue,
                share.span,
                format!("`{written}` is not a percentage"),
            )
            .label("a share of the weight"),
            "",
            share,
        ));
    } else if exact >= rubric_model::Rational::from(1) {
        diagnostics.push(
            Diagnostic::new(
                Code::ThresholdOutOfRange,
                share.span,
                format!("no share is above `{written}`"),
            )
            .label("never exceeded")
            .help("write a percentage below 100%, such as `40%`"),
        );
    }
}

fn of_source(source: &Declaration, diagnostics: &mut Vec<Diagnostic>) {
    for property in statements(source) {
        match &property.kind {
            PropertyKind::Text(TextKeyword::Link, Parsed::Value(link))
                if !is_web_address(&link.value) =>
            {
                diagnostics.push(bad_link(link));
            }
            PropertyKind::Text(TextKeyword::Issued, Parsed::Value(issued))
                if !is_day_month_or_year(&issued.value) =>
            {
                diagnostics.push(bad_issued(issued));
            }
            _ => {}
        }
    }
}

fn bad_link(link: &Text) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadLink,
        link.span,
        "this link does not begin with `https://` or `http://`",
    )
    .label("not a link to a page")
    .help("write the whole address as the browser shows it: `link \"https://www.legislation.gov.uk/…\"`");
    let whole = format!("https://{}", link.value);
    if link.value.starts_with("www.") && is_web_address(&whole) {
        diagnostic.fix(link.span, format!("\"{whole}\""))
    } else {
        diagnostic
    }
}

fn bad_issued(issued: &Text) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadDate,
        issued.span,
        format!("`{}` is not a date", issued.value),
    )
    .label("not a day, month or year");
    match in_words(&issued.value) {
        Some(date) => diagnostic
            .help(format!("write `\"{date}\"`"))
            .fix(issued.span, format!("\"{date}\"")),
        None => diagnostic.help("write `2014-06-11`, `2014-06` or `2014` in quotes"),
    }
}
