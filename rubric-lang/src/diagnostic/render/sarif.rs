//! Diagnostics in the Static Analysis Results Interchange Format, version 2.1.0.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::{Files, Span};

/// The diagnostics as one SARIF log with one run, pretty printed, with a final line feed.
///
/// Columns are in characters (`unicodeCodePoints`). A file name becomes a URI reference.
#[must_use]
pub fn sarif(files: &Files, diagnostics: &[Diagnostic]) -> String {
    let codes: BTreeSet<Code> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let context = Context {
        files,
        places: Places::of(files, diagnostics),
    };
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| context.result(diagnostic, &codes))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rubric",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.title() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

struct Context<'a> {
    files: &'a Files,
    places: Places,
}

impl Context<'_> {
    fn result(&self, diagnostic: &Diagnostic, codes: &[Code]) -> Value {
        let text = match &diagnostic.help {
            Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let mut result = json!({
            "ruleId": diagnostic.code.as_str(),
            "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
            "level": level(diagnostic.severity()),
            "message": { "text": text },
            "locations": [{ "physicalLocation": self.location(diagnostic.span) }],
        });
        let Some(members) = result.as_object_mut() else {
            return result;
        };
        if !diagnostic.related.is_empty() {
            let related = (1..).zip(&diagnostic.related).map(|(id, label): (u32, _)| {
                json!({
                    "id": id,
                    "message": { "text": label.text },
                    "physicalLocation": self.location(label.span),
                })
            });
            members.insert("relatedLocations".to_owned(), related.collect());
        }
        if let Some(fix) = &diagnostic.fix {
            members.insert("fixes".to_owned(), json!([self.fix(fix)]));
        }
        result
    }

    fn location(&self, span: Span) -> Value {
        json!({ "artifactLocation": self.artifact(span), "region": self.region(span) })
    }

    fn artifact(&self, span: Span) -> Value {
        let name = self
            .files
            .get(span.file)
            .map(|file| file.name())
            .unwrap_or_default();
        json!({ "uri": uri(name) })
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.places.start(span), self.places.end(span));
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": span.start,
            "byteLength": span.end.saturating_sub(span.start),
        })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let changes = fix.edits.iter().map(|edit| {
            json!({
                "artifactLocation": self.artifact(edit.span),
                "replacements": [{
                    "deletedRegion": self.region(edit.span),
                    "insertedContent": { "text": edit.text },
                }],
            })
        });
        json!({ "artifactChanges": changes.collect::<Vec<_>>() })
    }
}

/// A file name as a URI reference (RFC 3986): `\` becomes `/`, and a drive is the start of a path.
fn uri(name: &str) -> String {
    let path = name.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':');
    let mut uri = String::from(if drive { "file:///" } else { "" });
    for (index, byte) in path.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if drive && index == 1 => uri.push(':'),
            // Writing to a string cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn file_names_become_uri_references() {
        assert_eq!(uri("a b/ä#1.rubric"), "a%20b/%C3%A4%231.rubric");
        assert_eq!(uri(r"C:\plans\a.rubric"), "file:///C:/plans/a.rubric");
        assert_eq!(uri(r"plans\a.rubric"), "plans/a.rubric");
    }
}
