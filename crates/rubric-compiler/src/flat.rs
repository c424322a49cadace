//! A rubric and all that it is built on as one source, with where each part came from.

use rubric_lang::ast::{
    Block, Declaration, Entry, Item, Kind, Parsed, Property, PropertyKind, Text, Tree,
};
use rubric_lang::format::format;
use rubric_lang::source::{FileId, Files, SourceFile, Span};
use rubric_model::rubric::{Provenance, Said};

use crate::assemble::{Origins, key, tail_text};

/// The source of a rubric's tree. It compiles to the same digest.
pub fn source(tree: &Tree, files: &Files, origins: &Origins, provenance: &Provenance) -> String {
    let mut writer = Writer {
        files,
        origins,
        provenance,
        text: String::new(),
    };
    writer.head();
    for item in &tree.items {
        match item {
            Item::Declaration(declaration) if declaration.kind == Kind::Rubric => {
                writer.declaration(declaration);
            }
            Item::Comment(comment) => writer.line(&comment.text),
            _ => {}
        }
    }
    let text = writer.text;
    format(FileId(0), &SourceFile::new("", text.as_str())).unwrap_or(text)
}

struct Writer<'w> {
    files: &'w Files,
    origins: &'w Origins,
    provenance: &'w Provenance,
    text: String,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line(&format!("# {text}"));
    }

    /// What it is built on, and what of that is gone.
    fn head(&mut self) {
        for one in &self.provenance.built_on {
            self.comment(&format!(
                "Built on {} {} ({})",
                one.name, one.version, one.path
            ));
        }
        for gone in &self.provenance.removed {
            let (element, title, because) = (&gone.element, &gone.title, &gone.because);
            let place = format!("{}, {}:{}", gone.rubric, gone.file, gone.line);
            self.comment(&format!(
                "Removed by {place}: {element} \"{title}\". {because}"
            ));
        }
    }

    // Depth is bounded by the loader.
    fn declaration(&mut self, declaration: &Declaration) {
        let name = declaration
            .name
            .value()
            .map_or("", |name| name.text.as_str());
        self.provenance(declaration.kind, name, declaration.kind_span);
        self.text.push_str(declaration.kind.keyword());
        self.text.push(' ');
        self.text.push_str(name);
        self.title(declaration.title.as_ref());
        self.block(declaration.block.as_ref());
        self.text.push('\n');
    }

    fn title(&mut self, title: Option<&Text>) {
        if let Some(title) = title {
            self.text.push(' ');
            self.slice(title.span);
        }
    }

    fn block(&mut self, block: Option<&Block>) {
        let Some(block) = block.filter(|block| !block.items.is_empty()) else {
            return;
        };
        self.line(" {");
        for item in &block.items {
            match item {
                Item::Declaration(declaration) => self.declaration(declaration),
                Item::Property(property) => self.property(property),
                Item::Entry(entry) => self.entry(entry),
                Item::Comment(comment) => self.line(&comment.text),
                Item::Overlay(_) | Item::Broken(_) => {}
            }
        }
        self.text.push('}');
    }

    fn property(&mut self, property: &Property) {
        match &property.kind {
            // It may be inherited without having been written.
            PropertyKind::Default {
                kind: Parsed::Value(kind),
                name: Parsed::Value(name),
            } => self.line(&format!("default {} {}", kind.keyword(), name.text)),
            _ => {
                self.slice(property.span);
                self.text.push('\n');
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.text.push_str(&entry.name.text);
        self.title(entry.title.as_ref());
        if let Some(tail) = &entry.tail {
            self.text.push(' ');
            self.text.push_str(&tail_text(self.files, tail));
        }
        self.block(entry.block.as_ref());
        self.text.push('\n');
    }

    /// Where something came from, what changed it, and why.
    fn provenance(&mut self, kind: Kind, name: &str, span: Span) {
        let key = key(kind, name);
        // A rubric that is built on nothing came from one place.
        if self.provenance.built_on.is_empty() && self.origins.is_one_file() || kind == Kind::Rubric
        {
            return;
        }
        let (rubric, file, line) = self.origins.place(self.files, span);
        let origin = self.provenance.elements.get(&key);
        let because = origin.and_then(|origin| origin.because.as_deref());
        match because {
            Some(because) => self.comment(&format!("Added by {rubric}, {file}:{line}. {because}")),
            None => self.comment(&format!("From {rubric}, {file}:{line}")),
        }
        for change in origin.iter().flat_map(|origin| &origin.changes) {
            let what: Vec<String> = change.what.iter().map(in_words).collect();
            let place = format!("{}, {}:{}", change.rubric, change.file, change.line);
            let what = what.join("; ");
            let because = &change.because;
            self.comment(&format!("Changed by {place}: {what}. {because}"));
            if change.not_comparable {
                self.comment(
                    "Answers from before and after are not comparable unless it means the same.",
                );
            }
        }
    }

    /// What stands in a place.
    fn slice(&mut self, span: Span) {
        let written = self
            .files
            .get(span.file)
            .map_or("", |file| file.slice(span));
        let lines = written.replace("\r\n", "\n").replace('\r', "\n");
        self.text.push_str(&lines);
    }
}

/// A change of one statement: `weight 2 → 4`; of a text, that it is another.
fn in_words(said: &Said) -> String {
    /// What is longer is not repeated.
    const LONGEST: usize = 60;
    let of = &said.of;
    let is_short = |text: &Option<String>| {
        text.as_ref()
            .is_none_or(|text| text.chars().count() <= LONGEST && !text.contains('\n'))
    };
    match (&said.was, &said.is) {
        (Some(was), Some(is)) if is_short(&said.was) && is_short(&said.is) => {
            format!("{of} {was} → {is}")
        }
        (Some(_), Some(_)) => format!("{of} in other words"),
        (None, Some(is)) if is == of => format!("{of} new"),
        (None, Some(is)) if is_short(&said.is) => format!("{of} {is}, new"),
        (None, _) => format!("{of} new"),
        (Some(was), None) if was != of && is_short(&said.was) => format!("{of} {was}, taken out"),
        (Some(_), None) => format!("{of} taken out"),
    }
}
