//! What a rubric is built on: the rubric or library that is named, in a version that will do.

use rubric_lang::ast::{Declaration, Item, Kind, Path, Tree, Word};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use semver::{Version, VersionReq};

use super::load::{Loader, span_of};
use super::units::UnitId;
use crate::words;

impl Loader<'_> {
    /// A rubric or library that is named, flat, if it is one that will do.
    pub(super) fn dependency(
        &mut self,
        path: &Path,
        unit: UnitId,
        kind: Kind,
    ) -> Option<(Declaration, UnitId)> {
        let span = span_of(path);
        let (location, named, wanted) = match path {
            Path::File { file, version } => (self.beside(file, unit)?, None, version.as_ref()),
            Path::Library { name, version } => {
                let Some(location) = self.source.library(&name.text) else {
                    self.no_such_library(&name.text, name.span);
                    return None;
                };
                (location, Some(name.text.as_str()), version.as_ref())
            }
        };
        let shown = match path {
            Path::File { file, .. } => file.value.as_str(),
            Path::Library { name, .. } => name.text.as_str(),
        };
        let known = self
            .trees
            .get(&location)
            .map(|(file, _)| self.origins.units.of(*file));
        let (declaration, id) = self.opened(&location, shown, span, |loader| {
            let id = known.unwrap_or_else(|| loader.unit(&location, shown, named));
            let (_, tree) = loader.parsed(&location, shown, id, span)?;
            let declaration = loader.declared(tree, kind, shown, span)?;
            Some((loader.flat(declaration, id), id))
        })?;
        self.version_will_do(id, wanted, &declaration, span)?;
        self.agrees_with_lock(id, span);
        Some((declaration, id))
    }

    /// The rubric or library of a file that is one.
    pub(super) fn declared(
        &mut self,
        tree: Tree,
        kind: Kind,
        shown: &str,
        span: Span,
    ) -> Option<Declaration> {
        let mut other = None;
        for item in tree.items {
            if let Item::Declaration(declaration) = item {
                if declaration.kind == kind {
                    return Some(*declaration);
                }
                other = other.or(Some((declaration.kind, declaration.kind_span)));
            }
        }
        let wanted = kind.keyword();
        let (is, help) = match (other, kind) {
            (Some((Kind::Library, _)), _) => ("a library", "bring its declarations in with `use`"),
            (Some((Kind::Rubric, _)), _) => (
                "a rubric",
                "build on it with `extends`; what several rubrics share stands in a `library`",
            ),
            (_, Kind::Library) => (
                "no library",
                "`use` brings in a library: `library agencies \"Agencies\" { version 1.0.0 … }`; a part of this rubric is brought in with `include`",
            ),
            _ => ("no rubric", "name a file that declares a rubric"),
        };
        let mut diagnostic = Diagnostic::new(
            Code::WrongKindOfFile,
            span,
            format!("`{shown}` is {is}, and {} is needed here", words::a(wanted)),
        )
        .label(format!("not {}", words::a(wanted)))
        .help(help);
        if let Some((_, at)) = other {
            diagnostic = diagnostic.related(at, "declared here");
        }
        self.say(diagnostic);
        None
    }

    pub(super) fn version_will_do(
        &mut self,
        id: UnitId,
        wanted: Option<&Word>,
        declaration: &Declaration,
        span: Span,
    ) -> Option<()> {
        let unit = self.origins.units.get(id)?.clone();
        let Ok(version) = Version::parse(&unit.version) else {
            // One that is written otherwise is said where it stands.
            if unit.version.is_empty() {
                let at = declaration
                    .name
                    .value()
                    .map_or(declaration.kind_span, |name| name.span);
                self.say(
                    Diagnostic::new(
                        Code::MissingStatement,
                        at,
                        format!("`{}` has no version", unit.name),
                    )
                    .label("others are built on it")
                    .help("write `version 1.0.0` at its top"),
                );
            } else {
                crate::check::version(declaration, &mut self.found);
            }
            return Some(());
        };
        let Some(wanted) = wanted else {
            return Some(());
        };
        let Some(requirement) = requirement(&wanted.text) else {
            self.say(
                Diagnostic::new(
                    Code::BadRequirement,
                    wanted.span,
                    format!("`{}` is not a version that can be asked for", wanted.text),
                )
                .label("asked for here")
                .help(format!(
                    "write `{}` for any version {}.x, or `={version}` for this one alone",
                    version.major, version.major
                )),
            );
            return Some(());
        };
        if !requirement.matches(&version) {
            let this = match version.major {
                0 => format!("0.{}", version.minor),
                major => major.to_string(),
            };
            self.say(
                Diagnostic::new(
                    Code::VersionNotMet,
                    wanted.span,
                    format!("`{}` is version {version} here, and `{}` does not allow that", unit.path, wanted.text),
                )
                .label(allowed(&wanted.text))
                .related(span, "named here")
                .help(format!("write `{}` to build on what is here, and see with `rubric diff` what is different in it", this)),
            );
        }
        Some(())
    }

    pub(super) fn no_such_library(&mut self, name: &str, span: Span) {
        let known = self.source.libraries();
        let near = self
            .suggestions
            .nearest(name, known.iter().map(String::as_str));
        let is_file = name.to_ascii_lowercase().ends_with(".rubric");
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if is_file => format!("a file stands in quotes: `\"{name}\"`"),
            None if known.is_empty() => "name the folder it is in with `--library`".to_owned(),
            None => format!(
                "there is {}; name the folder of others with `--library`",
                words::list(known.iter().map(String::as_str))
            ),
        };
        let mut diagnostic =
            Diagnostic::new(Code::PartNotFound, span, format!("there is no `{name}`"))
                .label("named here")
                .help(help);
        if let Some(near) = near {
            diagnostic = diagnostic.fix(span, near);
        } else if is_file {
            diagnostic = diagnostic.fix(span, format!("\"{name}\""));
        }
        self.say(diagnostic);
    }
}

/// What is asked for: a version, or only the beginning of one.
fn requirement(text: &str) -> Option<VersionReq> {
    let number = text.strip_prefix('=').unwrap_or(text).trim_start();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    number
        .split('.')
        .all(is_number)
        .then(|| VersionReq::parse(text).ok())?
}

/// What a requirement allows, in words.
fn allowed(wanted: &str) -> String {
    if let Some(exact) = wanted.strip_prefix('=') {
        return format!("only {}", exact.trim());
    }
    let parts: Vec<&str> = wanted.split('.').collect();
    match parts.as_slice() {
        // Before 1.0.0 the second number says what the first says after it.
        ["0"] => "any 0.x".to_owned(),
        ["0", minor] => format!("0.{minor}.0 or a later 0.{minor}.x"),
        ["0", minor, _] => format!("{wanted} or a later 0.{minor}.x"),
        [major] => format!("{major}.0.0 or a later {major}.x"),
        [major, minor] => format!("{major}.{minor}.0 or a later {major}.x"),
        [major, ..] => format!("{wanted} or a later {major}.x"),
        [] => String::new(),
    }
}
