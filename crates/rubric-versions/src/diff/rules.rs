//! The kinds of change, as data: what each is called, what it is for, and the most that it can do to
//! an audit.

use rubric_model::diff::{Bump, Class};

/// One kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called: `weight-lowered`.
    pub id: &'static str,
    /// The most that such a change can do to an audit.
    pub most: Class,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
    /// What is said of a change, with `{name}`, `{was}` and `{is}` in it.
    pub message: &'static str,
    /// Whether the standard asks less than before.
    pub lowers: bool,
    /// Whether answers from before and after can be compared.
    pub comparable: bool,
    /// Whether it leaves audits that fit only one of the two, so that the class holds by rule: what is true of
    /// the audits that fit both says too little.
    pub by_rule: bool,
}

impl Rule {
    const fn new(
        id: &'static str,
        most: Class,
        purpose: &'static str,
        message: &'static str,
    ) -> Self {
        Self {
            id,
            most,
            purpose,
            message,
            lowers: false,
            comparable: true,
            by_rule: false,
        }
    }

    const fn lowers(self) -> Self {
        Self {
            lowers: true,
            ..self
        }
    }

    const fn by_rule(self) -> Self {
        Self {
            by_rule: true,
            ..self
        }
    }

    const fn not_comparable(self) -> Self {
        Self {
            comparable: false,
            ..self
        }
    }
}

/// The part of a version number that a class of change moves.
#[must_use]
pub fn bump(class: Class) -> Bump {
    match class {
        Class::Text => Bump::Patch,
        Class::Shape => Bump::Minor,
        Class::Score | Class::Grade => Bump::Major,
    }
}

macro_rules! rules {
    ($($name:ident = $class:ident $id:literal, $purpose:literal, $message:literal $(, $flag:ident)*;)+) => {
        $(pub(super) const $name: Rule = Rule::new($id, Class::$class, $purpose, $message)$(.$flag())*;)+

        /// Every kind of change.
        pub static ALL: &[Rule] = &[$($name),+];
    };
}

rules! {
    RUBRIC_RENAMED = Shape "rubric-renamed",
        "The rubric has another name: it is another standard, and neither is a version of the other.",
        "the rubric is `{is}`, and was `{was}`";
    TITLE_CHANGED = Text "title-changed",
        "A title is worded otherwise. The questions of criteria and facts have rules of their own.",
        "the title was “{was}” and is “{is}”";
    HEAD_CHANGED = Text "head-changed",
        "The publisher, what is audited, the jurisdiction or the introduction is otherwise.",
        "`{name}` says something else";
    LANGUAGE_CHANGED = Shape "language-changed",
        "The texts are in another language.",
        "the language was `{was}` and is `{is}`";
    EFFECTIVE_CHANGED = Shape "effective-changed",
        "The standard applies from or until another day.",
        "it applied {was} and applies {is}";
    NOTICE_CHANGED = Shape "notice-changed",
        "The share of weight that answers may exclude without a notice is another.",
        "a notice is given above {is} excluded, not above {was}";

    SOURCE_ADDED = Text "source-added",
        "The standard rests on one more document.",
        "it is new";
    SOURCE_REMOVED = Text "source-removed",
        "The standard rests on a document no more.",
        "it is removed";
    SOURCE_CHANGED = Text "source-changed",
        "The link, the date or the provisions of a document are otherwise.",
        "`{name}` says something else";
    OWNER_ADDED = Shape "owner-added",
        "One more agency is named.",
        "it is new";
    OWNER_REMOVED = Shape "owner-removed",
        "An agency is named no more.",
        "it is removed";
    CAUSE_ADDED = Shape "cause-added",
        "One more reason for a weak answer can be given.",
        "it is new";
    CAUSE_REMOVED = Shape "cause-removed",
        "A reason for a weak answer can be given no more.",
        "it is removed";

    FACT_ADDED = Shape "fact-added",
        "One more thing is asked about the case.",
        "it is new";
    FACT_REMOVED = Shape "fact-removed",
        "Something is asked about the case no more.",
        "it is removed";
    FACT_REWORDED = Shape "fact-reworded",
        "What is asked about the case is worded otherwise under its old name.",
        "the question was “{was}” and is “{is}”: values from before and after are not comparable \
         unless it means the same",
        not_comparable;
    FACT_VALUES_CHANGED = Shape "fact-values-changed",
        "A fact may be given other values.",
        "it may be {is}, and was {was}";
    OPTION_REWORDED = Shape "option-reworded",
        "An option of a fact is worded otherwise under its old name.",
        "the option `{name}` was “{was}” and is “{is}”",
        not_comparable;

    SCALE_ADDED = Shape "scale-added",
        "There is one more scale. Which criteria use it is said of them.",
        "it is new";
    SCALE_REMOVED = Shape "scale-removed",
        "A scale is gone. Which criteria used it is said of them.",
        "it is removed";
    LEVEL_ADDED = Shape "level-added",
        "There is one more answer on a scale.",
        "the level `{name}` is new: {is}";
    LEVEL_REMOVED = Grade "level-removed",
        "There is an answer less on a scale: audits that give it do not fit any more.",
        "the level `{name}` is removed; it was {was}",
        by_rule;
    LEVEL_REWORDED = Shape "level-reworded",
        "What an auditor reads as an answer is worded otherwise.",
        "the level `{name}` was “{was}” and is “{is}”";
    LEVEL_MEANING_CHANGED = Shape "level-meaning-changed",
        "What a level means wherever the scale is used is said otherwise.",
        "what the level `{name}` means is said otherwise";
    LEVEL_NEEDS_CHANGED = Shape "level-needs-changed",
        "A comment or a cause must stand beside an answer, or need not any more.",
        "at the level `{name}` {is} must be given; before, {was}";
    POINTS_RAISED = Grade "points-raised",
        "The same answer is worth more of the most than before.",
        "the level `{name}` was {was} and is {is}",
        lowers;
    POINTS_CHANGED = Grade "points-changed",
        "An answer is worth less of the most than before, or counts where it was excluded, or the \
         other way round.",
        "the level `{name}` was {was} and is {is}";
    LEVELS_REORDERED = Grade "levels-reordered",
        "The levels of a scale stand in another order, so that “at least” and “below” mean others.",
        "the levels were {was} and are {is}";

    LADDER_ADDED = Shape "ladder-added",
        "There is one more ladder of grades. What uses it is said there.",
        "it is new";
    LADDER_REMOVED = Shape "ladder-removed",
        "A ladder of grades is gone. What used it is said there.",
        "it is removed";
    GRADE_ADDED = Grade "grade-added",
        "A ladder has one more grade.",
        "the grade `{name}` is new: {is}";
    GRADE_REMOVED = Grade "grade-removed",
        "A ladder has a grade less.",
        "the grade `{name}` is removed; it was {was}";
    GRADE_REWORDED = Text "grade-reworded",
        "What a reader reads as a grade is worded otherwise.",
        "the grade `{name}` was “{was}” and is “{is}”";
    GRADE_MEANING_CHANGED = Text "grade-meaning-changed",
        "What a grade means is said otherwise.",
        "what the grade `{name}` means is said otherwise";
    THRESHOLD_LOWERED = Grade "threshold-lowered",
        "A grade begins at a lower score.",
        "`{name}` begins at {is} instead of {was}",
        lowers;
    THRESHOLD_RAISED = Grade "threshold-raised",
        "A grade begins at a higher score.",
        "`{name}` begins at {is} instead of {was}";
    GRADE_RULE_CHANGED = Grade "grade-rule-changed",
        "A grade is earned in another way: by another rule, by a rule instead of a score, or the \
         other way round.",
        "`{name}` was earned {was}, and is earned {is}";
    GRADES_REORDERED = Grade "grades-reordered",
        "The grades of a ladder stand in another order.",
        "the grades were {was} and are {is}";
    OVERALL_LADDER_CHANGED = Grade "overall-ladder-changed",
        "The whole is graded on another ladder.",
        "the whole is graded by `{is}`, and was by `{was}`";

    SECTION_ADDED = Grade "section-added",
        "There is one more section.",
        "it is new";
    SECTION_REMOVED = Grade "section-removed",
        "A section is gone.",
        "it is removed",
        lowers;
    SECTION_MOVED = Grade "section-moved",
        "A section stands in another section.",
        "it stands {is}, and stood {was}";
    SECTION_LADDER_CHANGED = Grade "section-ladder-changed",
        "A section is graded on another ladder.",
        "it is graded by `{is}`, and was by `{was}`";

    CRITERION_ADDED = Grade "criterion-added",
        "One more question counts, or is looked at by a limit or a grade: audits from before have no \
         answer to it.",
        "it is new, {is}",
        by_rule;
    UNSCORED_CRITERION_ADDED = Shape "unscored-criterion-added",
        "One more question is asked that counts nothing, and that no limit or grade looks at.",
        "it is new, and unscored";
    CRITERION_REMOVED = Grade "criterion-removed",
        "A question that counted, or that a limit or a grade looked at, is asked no more.",
        "it is removed; it was {was}",
        lowers,
        by_rule;
    UNSCORED_CRITERION_REMOVED = Shape "unscored-criterion-removed",
        "A question that counted nothing is asked no more.",
        "it is removed; it was unscored";
    CRITERION_RENAMED = Shape "criterion-renamed",
        "A question keeps its answers under another name, which `was` or its letters tell.",
        "it was called `{was}`";
    CRITERION_MOVED = Grade "criterion-moved",
        "A question stands in another section.",
        "it stands in `{is}`, and stood in `{was}`";
    QUESTION_REWORDED = Shape "question-reworded",
        "A question is worded otherwise under its old name.",
        "the question was “{was}” and is “{is}”: answers from before and after are not comparable \
         unless it means the same; give it a new name if it does not",
        not_comparable;
    WEIGHT_LOWERED = Grade "weight-lowered",
        "Something weighs less beside its siblings.",
        "the weight goes from {was} to {is}",
        lowers;
    WEIGHT_RAISED = Grade "weight-raised",
        "Something weighs more beside its siblings.",
        "the weight goes from {was} to {is}";
    MADE_UNSCORED = Grade "made-unscored",
        "A question that counted is asked without counting.",
        "it counts no more; its weight was {was}",
        lowers;
    MADE_SCORED = Grade "made-scored",
        "A question that was asked without counting counts.",
        "it counts, with the weight {is}";
    MARK_ADDED = Grade "mark-added",
        "A question is marked essential or statutory. Shape, unless a limit or a grade speaks of \
         criteria so marked.",
        "it is {is} now";
    MARK_REMOVED = Grade "mark-removed",
        "A question is essential or statutory no more. Shape, unless a limit or a grade speaks of \
         criteria so marked.",
        "it is {was} no more",
        lowers;
    TAGS_CHANGED = Grade "tags-changed",
        "A criterion or section has other tags. Shape, unless a limit or a grade speaks of a tag.",
        "the tags were {was} and are {is}";
    OWNER_CHANGED = Grade "owner-changed",
        "Another agency is answerable. Shape, unless a limit or a grade speaks of an owner.",
        "the owner was {was} and is {is}";
    APPLIES_CHANGED = Grade "applies-changed",
        "A criterion or section applies to other cases.",
        "it applied {was}, and applies {is}";
    ANSWER_FORM_CHANGED = Grade "answer-form-changed",
        "A question is answered in another form, or on another scale.",
        "it is answered by {is}, and was by {was}",
        not_comparable;
    LEVELS_OFFERED_CHANGED = Shape "levels-offered-changed",
        "Other levels of the same scale may be chosen.",
        "left out are {is}; before, {was}";
    ITEMS_CHANGED = Grade "items-changed",
        "A checklist has other items, or has them in another order.",
        "the items were {was} and are {is}";
    ITEM_REWORDED = Shape "item-reworded",
        "An item of a checklist is worded otherwise under its old name.",
        "the item `{name}` was “{was}” and is “{is}”",
        not_comparable;
    MAPPING_CHANGED = Grade "mapping-changed",
        "What is ticked, counted or measured becomes a level in another way.",
        "an answer becomes a level otherwise: {was}; now {is}";
    NONE_COUNTED_CHANGED = Grade "none-counted-changed",
        "`0 of 0` comes to something else.",
        "`0 of 0` was {was} and is {is}";
    UNIT_CHANGED = Shape "unit-changed",
        "What is counted or measured is called otherwise.",
        "what is counted was “{was}” and is “{is}”",
        not_comparable;
    NUMBER_RANGE_CHANGED = Shape "number-range-changed",
        "A number may be another.",
        "the number may be {is}, and was {was}";
    CITES_CHANGED = Text "cites-changed",
        "A question rests on other parts of its sources.",
        "it cites {is}, and cited {was}";
    GUIDANCE_CHANGED = Text "guidance-changed",
        "Guidance, an example, the prompt for writers or what to leave out is worded otherwise.",
        "`{name}` is worded otherwise";
    MEANING_CHANGED = Shape "meaning-changed",
        "What a level looks like for one question is said otherwise.",
        "what the level `{name}` looks like here is said otherwise";
    COMMENT_RULE_CHANGED = Shape "comment-rule-changed",
        "Other answers need a comment beside them.",
        "a comment was required {was}, and is {is}";
    HISTORY_CHANGED = Text "history-changed",
        "The names that a question had before are told otherwise.",
        "its earlier names were {was} and are {is}";

    LIMIT_ADDED = Grade "limit-added",
        "One more rule holds grades down.",
        "it is new: {is}";
    LIMIT_REMOVED = Grade "limit-removed",
        "A rule that held grades down is gone.",
        "it is removed; it was: {was}",
        lowers;
    LIMIT_LOOSENED = Grade "limit-loosened",
        "A rule leaves a better grade than before.",
        "at most `{is}` remains, and was `{was}`",
        lowers;
    LIMIT_TIGHTENED = Grade "limit-tightened",
        "A rule leaves a worse grade than before.",
        "at most `{is}` remains, and was `{was}`";
    LIMIT_SCOPE_CHANGED = Grade "limit-scope-changed",
        "A rule holds down other grades.",
        "it holds down {is}, and held down {was}";
    LIMIT_CONDITION_CHANGED = Grade "limit-condition-changed",
        "A rule holds grades down in other circumstances.",
        "it held when {was}, and holds when {is}";
    LIMIT_REWORDED = Text "limit-reworded",
        "The reason that a reader is given for a limit is worded otherwise.",
        "the reason was “{was}” and is “{is}”";

    INDICATOR_ADDED = Shape "indicator-added",
        "One more thing is measured over many audits.",
        "it is new";
    INDICATOR_REMOVED = Shape "indicator-removed",
        "Something is measured over many audits no more.",
        "it is removed";
    INDICATOR_CHANGED = Shape "indicator-changed",
        "Something else is measured over many audits under an old name.",
        "it measured {was}, and measures {is}",
        not_comparable;
    TARGET_LOWERED = Shape "target-lowered",
        "A measure over many audits has a target that is easier to meet, or none any more.",
        "the target was {was} and is {is}",
        lowers;
    TARGET_CHANGED = Shape "target-changed",
        "A measure over many audits has another target.",
        "the target was {was} and is {is}";
    GUARANTEE_ADDED = Shape "guarantee-added",
        "One more thing is promised of every audit.",
        "it is new";
    GUARANTEE_REMOVED = Shape "guarantee-removed",
        "Something is promised no more.",
        "it is removed",
        lowers;
    GUARANTEE_CHANGED = Shape "guarantee-changed",
        "Something else is promised under an old name.",
        "it promised {was}, and promises {is}";

    NAME_RESPELT = Shape "name-respelt",
        "A name is written in other letter case.",
        "it was written `{was}`";
    ORDER_CHANGED = Shape "order-changed",
        "Things stand in another order.",
        "{name} stand in another order: {is}; before, {was}";
}
