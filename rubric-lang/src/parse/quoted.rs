//! Titles where a name belongs: `at most "Requires improvement"`, `is Needs work`.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::declared::unquoted;
use super::grammar::Rule;
use super::value::better_name;
use crate::ast::{Name, Parsed};
use crate::diagnostic::{Code, Diagnostic};

impl Builder<'_> {
    /// The name that is meant, which is offered; it is used all the same.
    pub(super) fn quoted_name(&mut self, pair: &Pair<'_, Rule>) -> Parsed<Name> {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = unquoted(self.text(span));
        let (what, name) = match self.declared.titled(written) {
            Some(name) => ("a title", Some(name)),
            None if better_name(written).as_deref() == Some(written) => {
                ("in quotes", Some(written.to_owned()))
            }
            None => ("a text", None),
        };
        let diagnostic = Diagnostic::new(
            Code::BadName,
            span,
            format!("`\"{written}\"` is {what}, and a name is needed here"),
        )
        .label("names stand without quotes");
        self.report(match (&name, better_name(written)) {
            (Some(name), _) => diagnostic
                .help(format!("write `{name}`"))
                .fix(span, name.clone()),
            (None, Some(better)) => {
                diagnostic.help(format!("write the name alone, one word such as `{better}`"))
            }
            (None, None) => diagnostic.help("write the name alone"),
        });
        name.map_or(Parsed::Broken(span), |text| {
            Parsed::Value(Name { span, text })
        })
    }

    /// A title without quotes, as [`Self::quoted_name`]. Where nothing is called so, the first word
    /// is the name, and what follows it is too much.
    pub(super) fn unquoted_title(&mut self, pair: &Pair<'_, Rule>) -> Parsed<Name> {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = self.text(span);
        if let Some(text) = self.declared.titled(written) {
            self.report(
                Diagnostic::new(
                    Code::BadName,
                    span,
                    format!("`{written}` is a title, and a name is needed here"),
                )
                .label("a name is one word")
                .help(format!("write `{text}`"))
                .fix(span, text.clone()),
            );
            return Parsed::Value(Name { span, text });
        }
        let Some(first) = parts(pair.clone()).next() else {
            return Parsed::Broken(span);
        };
        let first = self.name(&first);
        let rest = match &first {
            Parsed::Value(name) => self.after(name.span, span),
            Parsed::Broken(_) => return Parsed::Broken(span),
        };
        let diagnostic = Diagnostic::new(
            Code::BadName,
            rest,
            format!("`{}` does not belong to this name", self.text(rest)),
        )
        .label("a name is one word, and complete before this");
        self.report(match better_name(written) {
            Some(better) => diagnostic.help(format!(
                "write the name alone, such as `{}` or `{better}`; what follows it goes on a line of its own",
                first.value().map_or("", |name| name.text.as_str())
            )),
            None => diagnostic.help("write the name alone; what follows it goes on a line of its own"),
        });
        Parsed::Broken(span)
    }
}
