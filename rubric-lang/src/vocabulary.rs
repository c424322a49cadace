//! What may stand where: one table by block.

use crate::ast::{Flag, Kind, NameKeyword, PropertyKind, Required, TextKeyword};

/// A block, by what it says more about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A declaration.
    Declaration(Kind),
    /// A level of a scale.
    Level,
    /// A grade of a ladder.
    Rung,
    /// The items of a checklist.
    Checklist,
    /// The options of a fact.
    Options,
    /// A proportion.
    Proportion,
    /// The lines of a mapping.
    Mapping,
    /// An item, option or line of a mapping.
    Leaf,
}

impl Holder {
    /// What it is called: `a section`.
    #[must_use]
    pub fn called(self) -> &'static str {
        match self {
            Self::Declaration(kind) => match kind {
                Kind::Rubric => "a rubric",
                Kind::Library => "a library",
                Kind::Source => "a source",
                Kind::Owner => "an owner",
                Kind::Fact => "a fact",
                Kind::Cause => "a cause",
                Kind::Scale => "a scale",
                Kind::Grades => "a ladder of grades",
                Kind::Section => "a section",
                Kind::Criterion => "a criterion",
                Kind::Limit => "a limit",
                Kind::Indicator => "an indicator",
                Kind::Guarantee => "a guarantee",
                Kind::Test => "a test",
            },
            Self::Level => "a level",
            Self::Rung => "a grade",
            Self::Checklist => "a checklist",
            Self::Options => "a list of options",
            Self::Proportion => "a proportion",
            Self::Mapping => "a list of levels",
            Self::Leaf => "a line of a list",
        }
    }

    /// The statements that may stand in it.
    #[must_use]
    pub fn statements(self) -> &'static [&'static str] {
        match self {
            Self::Declaration(kind) => match kind {
                Kind::Library => &[
                    "version",
                    "publisher",
                    "jurisdiction",
                    "language",
                    "introduction",
                    "use",
                    "include",
                ],
                Kind::Rubric => &[
                    "version",
                    "publisher",
                    "audits",
                    "jurisdiction",
                    "effective",
                    "language",
                    "introduction",
                    "default",
                    "overall grades",
                    "notice",
                    "use",
                    "include",
                ],
                Kind::Source => &["link", "issued", "provision"],
                Kind::Owner | Kind::Cause | Kind::Scale | Kind::Grades => &[],
                Kind::Fact => &["yes-no", "number", "one-of"],
                Kind::Section => &[
                    "owner",
                    "weight",
                    "grades",
                    "applies when",
                    "guidance",
                    "tag",
                    "include",
                ],
                Kind::Criterion => &[
                    "scale",
                    "yes-no",
                    "checklist",
                    "proportion",
                    "number",
                    "levels",
                    "weight",
                    "unscored",
                    "essential",
                    "statutory",
                    "tag",
                    "owner",
                    "applies when",
                    "cites",
                    "guidance",
                    "means",
                    "example",
                    "prompt",
                    "leave-out",
                    "comment required",
                    "was",
                ],
                Kind::Limit => &["at most", "when"],
                Kind::Indicator => &["share", "count", "mean", "target"],
                Kind::Guarantee => &["whenever", "then"],
                Kind::Test => &["fact", "answer", "leave", "expect"],
            },
            Self::Level => &["means", "comment required", "cause required"],
            Self::Rung => &["means"],
            Self::Proportion => &["none"],
            Self::Checklist | Self::Options | Self::Mapping | Self::Leaf => &[],
        }
    }

    /// The declarations that may stand in it.
    #[must_use]
    pub fn declarations(self) -> &'static [Kind] {
        match self {
            Self::Declaration(Kind::Library) => &[
                Kind::Source,
                Kind::Owner,
                Kind::Fact,
                Kind::Cause,
                Kind::Scale,
                Kind::Grades,
                Kind::Limit,
            ],
            Self::Declaration(Kind::Rubric) => &[
                Kind::Source,
                Kind::Owner,
                Kind::Fact,
                Kind::Cause,
                Kind::Scale,
                Kind::Grades,
                Kind::Section,
                Kind::Limit,
                Kind::Indicator,
                Kind::Guarantee,
                Kind::Test,
            ],
            Self::Declaration(Kind::Section) => &[Kind::Section, Kind::Criterion],
            _ => &[],
        }
    }

    /// The words that a line of it may begin with; none for lists, whose lines begin with names.
    #[must_use]
    pub fn first_words(self) -> Vec<&'static str> {
        let statements = self
            .statements()
            .iter()
            .flat_map(|statement| match *statement {
                "at most" => vec!["overall", "every", "section"],
                other => other.split(' ').take(1).collect(),
            });
        let declared = self.declarations().iter().map(|kind| kind.keyword());
        statements.chain(declared).collect()
    }

    /// Whether lines of a list may stand in it.
    #[must_use]
    pub fn holds_entries(self) -> bool {
        match self {
            Self::Declaration(kind) => matches!(kind, Kind::Scale | Kind::Grades),
            Self::Checklist | Self::Options | Self::Mapping => true,
            Self::Level | Self::Rung | Self::Proportion | Self::Leaf => false,
        }
    }

    /// What the lines of its list are.
    #[must_use]
    pub fn entry(self) -> Self {
        match self {
            Self::Declaration(Kind::Scale) => Self::Level,
            Self::Declaration(Kind::Grades) => Self::Rung,
            _ => Self::Leaf,
        }
    }
}

/// The word, or words, by which a statement is known.
#[must_use]
pub fn word(kind: &PropertyKind) -> &'static str {
    match kind {
        PropertyKind::Text(keyword, _) => match keyword {
            TextKeyword::Publisher => "publisher",
            TextKeyword::Audits => "audits",
            TextKeyword::Jurisdiction => "jurisdiction",
            TextKeyword::Introduction => "introduction",
            TextKeyword::Link => "link",
            TextKeyword::Issued => "issued",
            TextKeyword::Guidance => "guidance",
            TextKeyword::Prompt => "prompt",
            TextKeyword::LeaveOut => "leave-out",
            TextKeyword::Because => "because",
            TextKeyword::Title => "title",
        },
        PropertyKind::Named(keyword, _) => match keyword {
            NameKeyword::Owner => "owner",
            NameKeyword::Grades => "grades",
            NameKeyword::Tag => "tag",
            NameKeyword::Was => "was",
            NameKeyword::Language => "language",
        },
        PropertyKind::Flag(flag) => match flag {
            Flag::Essential => "essential",
            Flag::Statutory => "statutory",
            Flag::Unscored => "unscored",
            Flag::YesNo => "yes-no",
        },
        PropertyKind::Required {
            what: Required::Comment,
            ..
        } => "comment required",
        PropertyKind::Required {
            what: Required::Cause,
            ..
        } => "cause required",
        PropertyKind::Version(_) => "version",
        PropertyKind::Effective { .. } => "effective",
        PropertyKind::Provision { .. } => "provision",
        PropertyKind::Default { .. } => "default",
        PropertyKind::OverallGrades(_) => "overall grades",
        PropertyKind::ExcludedNotice(_) => "notice",
        PropertyKind::Weight(_) => "weight",
        PropertyKind::AppliesWhen(_) => "applies when",
        PropertyKind::Cites { .. } => "cites",
        PropertyKind::Means { .. } => "means",
        PropertyKind::Example { .. } => "example",
        PropertyKind::Scale { .. } => "scale",
        PropertyKind::Checklist(_) => "checklist",
        PropertyKind::OneOf(_) => "one-of",
        PropertyKind::Proportion { .. } => "proportion",
        PropertyKind::NoneOf(_) => "none",
        PropertyKind::Number { .. } => "number",
        PropertyKind::Levels { .. } => "levels",
        PropertyKind::Ceiling { .. } => "at most",
        PropertyKind::When(_) => "when",
        PropertyKind::Share { .. } => "share",
        PropertyKind::Count(_) => "count",
        PropertyKind::Mean(_) => "mean",
        PropertyKind::Target { .. } => "target",
        PropertyKind::Whenever(_) => "whenever",
        PropertyKind::Then(_) => "then",
        PropertyKind::GivenFact { .. } => "fact",
        PropertyKind::Answer { .. } => "answer",
        PropertyKind::Leave(_) => "leave",
        PropertyKind::Expect(_) => "expect",
        PropertyKind::Use(_) => "use",
        PropertyKind::Include(_) => "include",
        PropertyKind::Remove(_) => "remove",
    }
}

/// Words that name an answer form or a kind of fact: a block has one of them.
#[must_use]
pub fn is_form(word: &str) -> bool {
    matches!(
        word,
        "scale" | "yes-no" | "checklist" | "proportion" | "number" | "one-of"
    )
}

/// Words that name what an indicator measures: it has one of them.
#[must_use]
pub fn is_measure(word: &str) -> bool {
    matches!(word, "share" | "count" | "mean")
}

/// Words that conditions use, which no criterion, section or fact can be named.
const CONDITION_WORDS: [&str; 15] = [
    "and", "or", "not", "is", "are", "any", "all", "no", "every", "exactly", "at", "of", "in",
    "it", "overall",
];

/// Words that no level, grade or option can be named.
const LEVEL_WORDS: [&str; 8] = [
    "and", "or", "not", "at", "below", "above", "one", "excluded",
];

/// Whether no criterion, section or fact can have this name.
#[must_use]
pub fn is_reserved_for_conditions(name: &str) -> bool {
    CONDITION_WORDS
        .iter()
        .chain(&["score"])
        .any(|word| word.eq_ignore_ascii_case(name))
}

/// Whether no level, grade or option can have this name.
#[must_use]
pub fn is_reserved_for_levels(name: &str) -> bool {
    LEVEL_WORDS
        .iter()
        .chain(&["scored"])
        .any(|word| word.eq_ignore_ascii_case(name))
}
