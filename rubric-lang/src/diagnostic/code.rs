//! The list of codes. A code never changes its meaning and is never used again for another.

use super::Severity::{self, Error, Note, Warning};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal $severity:ident $title:literal)*) => {
        /// What kind of thing a diagnostic says. The variants are in the order of their codes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the title of each stands beside it")]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is shown: `R0102`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What the code is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// How serious diagnostics with this code are.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => $severity,)* }
            }
        }
    };
}

codes! {
    // R00: the file as a whole
    FileTooLarge               "R0001" Error   "the file is too large"
    NotText                    "R0002" Error   "the file is not text"
    NestedTooDeep              "R0003" Error   "blocks or parentheses are nested too deep"
    NothingDeclared            "R0004" Error   "the file declares no rubric"
    SeveralRubrics             "R0005" Error   "the file declares more than one rubric"
    UnknownLanguageVersion     "R0006" Error   "the file is written in an unknown version of the language"
    FileUnreadable             "R0007" Error   "a file that cannot be read"
    TooManyThings              "R0008" Error   "more declarations or comparisons than a rubric may have"
    MoreProblems               "R0009" Note    "more problems than are told"

    // R01: reading
    UnknownStatement           "R0101" Error   "a line that begins with no word of the language"
    UnknownBlock               "R0102" Error   "a block of no known kind"
    MissingName                "R0103" Error   "a declaration without a name"
    MissingTitle               "R0104" Error   "a declaration without a title"
    UnclosedBlock              "R0105" Error   "a block that is never closed"
    StrayBrace                 "R0106" Error   "a closing brace that closes nothing"
    UnclosedText               "R0107" Error   "a text that is never closed"
    BadValue                   "R0108" Error   "a keyword followed by something it does not take"
    MissingBlock               "R0109" Error   "a declaration that needs a block and has none"
    BadCondition               "R0110" Error   "a condition that cannot be read"
    UnclosedParenthesis        "R0111" Error   "a parenthesis that is never closed"
    Misplaced                  "R0112" Error   "a statement that does not belong in this block"
    TextOutsideBlock           "R0113" Error   "a statement outside every rubric"
    WithoutBraces              "R0114" Error   "a statement that needs braces around it"
    IndentedAway               "R0115" Warning "a statement indented as if it belonged to the line above"
    CurlyQuotes                "R0120" Warning "curly quotes around a text"
    OddSpaces                  "R0121" Warning "spaces and hyphens that cannot be seen"
    OddDashes                  "R0122" Warning "a dash that is not a hyphen"
    Bullets                    "R0123" Warning "bullets before statements"
    FullWidthDigits            "R0124" Warning "full-width digits"
    StrayPunctuation           "R0125" Warning "punctuation that the language does not use"
    CopyrightSign              "R0126" Warning "a copyright sign in place of (c)"

    // R02: names
    DuplicateName              "R0201" Error   "a name declared twice"
    UnknownName                "R0202" Error   "a name that is not declared"
    ReservedName               "R0203" Error   "a name that conditions use as a word"
    BadName                    "R0204" Error   "a name with characters that names do not have"
    NameTooLong                "R0205" Error   "a name that is too long"

    // R03: statements in their blocks
    RepeatedStatement          "R0301" Error   "a statement given twice"
    MissingStatement           "R0302" Error   "a statement that must be there is not"
    EmptySection               "R0303" Error   "a section with nothing in it"
    NothingScored              "R0304" Error   "a rubric in which nothing is scored"
    NoAnswerForm               "R0305" Error   "a criterion with no way to answer it"
    SeveralAnswerForms         "R0306" Error   "a criterion with more than one way to answer it"
    AmbiguousDefault           "R0307" Error   "no default among several scales or ladders"
    IdentifyingFact            "R0308" Error   "a fact that says who it is about"
    RangeReversed              "R0309" Error   "a range that ends before it begins"
    UnscoredEssential          "R0310" Warning "an essential criterion that is not scored"
    ContradictoryStatements    "R0311" Error   "two statements that contradict each other"
    BadMarkup                  "R0312" Error   "markup that a text may not have"
    EmptyText                  "R0313" Warning "an empty text"
    NumberTooLarge             "R0314" Error   "a number that is too large or too precise"
    BadTextLink                "R0315" Error   "a link of a text that is not to a web or e-mail address"
    TextTooLong                "R0316" Error   "a text that is too long"

    // R04: scales, ladders and mappings
    NothingScoredInScale       "R0401" Error   "a scale with no points"
    PointsOutOfOrder           "R0402" Error   "points that are not in falling order"
    LowestPointsAboveZero      "R0403" Warning "a scale whose lowest points are above 0"
    ThresholdsOutOfOrder       "R0404" Error   "thresholds that are not in falling order"
    ThresholdOutOfRange        "R0405" Error   "a threshold outside 0% to 100%"
    ThresholdTooPrecise        "R0406" Error   "a threshold with more than one decimal place"
    MissingOtherwise           "R0407" Error   "a list that does not end in otherwise"
    AfterOtherwise             "R0408" Error   "something after otherwise, which is never reached"
    MixedLadder                "R0409" Error   "a ladder both by score and by rule"
    MappingOutOfOrder          "R0410" Error   "levels of a mapping that are out of order"
    MappingMixed               "R0411" Error   "a mapping that mixes up to with from"
    MappingNeverReached        "R0412" Error   "a level of a mapping that no answer reaches"
    ExcludedLevelMapped        "R0413" Error   "an excluded level in a mapping"
    NoLevelLeft                "R0414" Error   "a criterion whose scale has no scored level left"
    PointsMissing              "R0415" Error   "a level with neither points nor excluded"
    GradeNeverReached          "R0416" Error   "a grade by rule that is never reached"
    RulesCross                 "R0417" Warning "two rules of a ladder that cross"

    // R05: weights
    MixedWeights               "R0501" Error   "percentages beside relative weights"
    PercentagesNot100          "R0502" Error   "percentages that do not come to 100%"
    ZeroWeight                 "R0503" Error   "a weight of 0"
    MissingPercentage          "R0504" Error   "a sibling without a percentage"
    WeightOnUnscored           "R0505" Error   "a weight on something that is not scored"

    // R06: conditions and limits
    NotSettledYet              "R0601" Error   "a condition that looks at what is not settled yet"
    WrongKindOfComparison      "R0602" Error   "a comparison that does not fit what is compared"
    GroupMemberLacks           "R0603" Error   "a group in which some member lacks the level or grade"
    EmptyGroup                 "R0604" Error   "a group that can never have a member"
    WrongCount                 "R0605" Error   "a count that does not fit its group"
    BareAlternative            "R0606" Error   "an alternative without its comparison"
    MixedAndOr                 "R0607" Warning "and mixed with or without parentheses"
    NotBeforeAndOr             "R0608" Warning "not before and or or without parentheses"
    IsNotReadsTwice            "R0609" Warning "is not beside a level that begins with not-"
    ItWithoutSubject           "R0610" Error   "it where nothing is spoken of"
    LimitAtTopGrade            "R0611" Error   "a limit to the best grade"
    EssentialUnwatched         "R0612" Warning "an essential criterion that no limit looks at"
    EssentialExcludable        "R0613" Warning "an essential criterion that an answer may exclude"
    ValueOutOfRange            "R0614" Error   "a value that can never occur"
    CommonLadderNeeded         "R0615" Error   "a limit to a grade that some section's ladder lacks"
    WorseLevelPassedOver       "R0616" Warning "a limit on a level that passes over the worse ones"
    LimitNeverBites            "R0617" Warning "a limit that never lowers a grade"

    // R07: dates, versions, sources
    BadDate                    "R0701" Error   "a date that does not exist"
    BadVersion                 "R0702" Error   "a version that is not three numbers"
    UnlistedProvision          "R0703" Error   "a citation of a provision that the source does not list"
    MissingProvision           "R0704" Error   "a citation without a provision of a source that lists them"
    BadLink                    "R0705" Error   "a link that is not http or https"
    BadLanguage                "R0706" Error   "a language that is not a language tag"

    // R08: indicators, guarantees, tests
    TargetOutOfRange           "R0801" Error   "a target that the indicator can never meet or miss"
    TestExpectsNothing         "R0802" Error   "a test that expects nothing"
    AnswerDoesNotFit           "R0803" Error   "a test's answer that the criterion does not have"
    TestFailed                 "R0804" Error   "a test whose expectation does not hold"
    GuaranteeRefuted           "R0805" Error   "a guarantee that some audit breaks"

    // R09: not in the time there is
    GuaranteeNotDecided        "R0902" Warning "a guarantee that is neither proved nor refuted"

    // R10: several files
    PartNotFound               "R1001" Error   "a file, rubric or library that is not there"
    OutsideFolder              "R1002" Error   "a path that leaves the folder of the rubric"
    BuiltOnItself              "R1003" Error   "files that are built on themselves"
    WrongKindOfFile            "R1004" Error   "a file of another kind than is needed"
    VersionNotMet              "R1005" Error   "a version that is not the one asked for"
    TwoVersions                "R1006" Error   "two libraries of one name"
    BadRequirement             "R1007" Error   "a version that cannot be asked for"
    ChangedUnderLock           "R1008" Error   "something that is not as it was locked"
    BadLock                    "R1009" Error   "a lock that cannot be read"

    // R11: a standard over another
    NothingToChange            "R1101" Error   "a change to something that is not there"
    ChangedTwice               "R1102" Error   "two changes to one thing"
    ChangesNothing             "R1103" Error   "a change that changes nothing"
    NoReason                   "R1104" Error   "a change without its reason"
    Protected                  "R1105" Error   "a change to what the base marks statutory"
    AddedWithoutReason         "R1106" Error   "something new in a local standard, outside add"
    NoBase                     "R1107" Error   "a change in a rubric that is built on no other"
    NotPartOfChange            "R1108" Error   "something that does not belong in a change"
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    /// Reads a code in any letter case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
            .ok_or(())
    }
}
