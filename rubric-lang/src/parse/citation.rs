//! Provisions of sources, and citations of them.

use super::builder::Builder;
use super::grammar::Rule;
use super::property::Parts;
use crate::ast::{Parsed, PropertyKind, Text};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn provision(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let name = self.text_value(
            keyword,
            found,
            "how it is cited, in quotes, such as `\"12(1)(c)\"`",
        );
        if let Parsed::Value(name) = &name {
            self.found_copyright(name);
        }
        let title = found.nth(Rule::text, 1).map(|text| self.read_text(text));
        PropertyKind::Provision {
            name: self.with_c(name),
            title,
        }
    }

    pub(super) fn cites(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let source = self.name_value(keyword, found, "a source, and its provision in quotes");
        let provision = found.find(Rule::text).map(|text| self.read_text(text));
        if let Some(provision) = &provision {
            self.found_copyright(provision);
        }
        let provision = provision
            .map(Parsed::Value)
            .map(|provision| self.with_c(provision));
        PropertyKind::Cites {
            source,
            provision: provision.and_then(|provision| provision.value().cloned()),
        }
    }

    /// Word turns `(c)` into `©`.
    fn found_copyright(&mut self, text: &Text) {
        let (start, written) = (text.span.start as usize, self.text(text.span));
        for (at, sign) in written.match_indices('©') {
            let at = start.saturating_add(at);
            let place = self.place(at, at.saturating_add(sign.len()));
            self.found.copyright.push(place);
        }
    }

    fn with_c(&self, text: Parsed<Text>) -> Parsed<Text> {
        match text {
            Parsed::Value(text) if text.value.contains('©') => Parsed::Value(Text {
                value: text.value.replace('©', "(c)"),
                // What it says no longer stands in the file character by character.
                lines: Vec::new(),
                ..text
            }),
            text => text,
        }
    }
}
