//! No fact says who a case is about.

use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::{FactKind, Standard};

/// Words, and words in a row, that identify a person wherever they stand.
const IDENTIFYING: [&str; 51] = [
    "pupil id",
    "child id",
    "student id",
    "learner id",
    "person id",
    "pupil reference",
    "child reference",
    "student reference",
    "student number",
    "learner number",
    "child number",
    "case number",
    "case no",
    "case id",
    "case ref",
    "case reference",
    "reference number",
    "file number",
    "passport number",
    "social care number",
    "full name",
    "first name",
    "last name",
    "surname",
    "forename",
    "initials",
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "upn",
    "pupil number",
    "unique pupil number",
    "nhs number",
    "nhs no",
    "national insurance number",
    "uln",
    "unique learner number",
    "nino",
    "postcode",
    "post code",
    "home address",
    "email",
    "e mail",
    "email address",
    "phone",
    "telephone",
    "mobile number",
    "phone number",
    "telephone number",
];

/// Words that identify a person where a title says nothing else.
const IDENTIFYING_ALONE: [&str; 7] = [
    "name",
    "names",
    "address",
    "addresses",
    "id",
    "identity",
    "identifier",
];

/// Words that ask who a case is about, where a title says nothing else: `Which child is it?`
const ASKING: [&str; 4] = ["who", "whose", "which", "called"];

/// Whom they ask for.
const PERSONS: [&str; 14] = [
    "child", "childs", "children", "pupil", "pupils", "student", "students", "learner", "person",
    "persons", "parent", "parents", "carer", "case",
];

/// Words with which a question begins that is answered with yes or no.
const WHETHER: [&str; 17] = [
    "is", "are", "was", "were", "does", "do", "did", "has", "have", "had", "can", "could",
    "should", "will", "would", "may", "must",
];

/// Words that stand beside what identifies a person, and leave it what it is.
const BESIDE: [&str; 52] = [
    "it",
    "about",
    "who",
    "which",
    "called",
    "case",
    "the",
    "a",
    "an",
    "of",
    "s",
    "and",
    "or",
    "for",
    "in",
    "their",
    "his",
    "her",
    "its",
    "this",
    "that",
    "what",
    "is",
    "are",
    "whose",
    "full",
    "first",
    "last",
    "given",
    "family",
    "middle",
    "preferred",
    "known",
    "legal",
    "current",
    "home",
    "child",
    "childs",
    "children",
    "pupil",
    "pupils",
    "student",
    "students",
    "learner",
    "young",
    "person",
    "persons",
    "parent",
    "parents",
    "carer",
    "mother",
    "father",
];

/// What a title asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Whether something is so, or how often: an answer identifies nobody.
    Whether,
    /// What something is.
    What,
}

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for fact in standard.facts.iter() {
        let title = fact.head.title;
        let is_yes_no = matches!(fact.kind, Some(FactKind::YesNo));
        if is_yes_no && is_question(title) {
            continue;
        }
        let is_counted = is_counted(title);
        let asks = if is_yes_no || is_counted {
            Asks::Whether
        } else {
            Asks::What
        };
        let name = fact.head.text();
        let written = fact.head.declaration.title.as_ref();
        // The title says more than the name, and one mistake is one error.
        let of_title = written.and_then(|text| Some((text.span, identifying(title, asks)?)));
        let found = of_title.or_else(|| {
            let span = fact.head.name?.span;
            // A name says little: beside a title that counts, it is short for more.
            let words = (!is_counted).then(|| identifying(name, asks))??;
            Some((span, words))
        });
        if let Some((span, words)) = found {
            let mut message = format!("`{name}` would say who a case is about");
            if !ASKING.contains(&words) {
                message.push_str(&format!(": \"{words}\""));
            }
            diagnostics.push(
                Diagnostic::new(Code::IdentifyingFact, span, message)
                    .label("identifies a person")
                    .help("ask only for what decides which questions apply, such as the age in years; an audit has a reference instead"),
            );
        }
    }
}

/// `How many times has the address changed?`
fn is_counted(title: &str) -> bool {
    let title = title.trim_start().to_lowercase();
    ["how many ", "how often ", "number of "]
        .iter()
        .any(|start| title.starts_with(start))
}

/// `Is the date of birth in the plan?`
fn is_question(title: &str) -> bool {
    let first = title.split_whitespace().next().unwrap_or_default();
    WHETHER.iter().any(|word| word.eq_ignore_ascii_case(first))
}

/// The words of a title or name that identify a person.
fn identifying(text: &str, asks: Asks) -> Option<&'static str> {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let spaced = format!(" {} ", words.join(" "));
    let holds = |wanted: &&&str| spaced.contains(&format!(" {wanted} "));
    let anywhere = || {
        IDENTIFYING
            .iter()
            .filter(holds)
            .max_by_key(|words| words.len())
    };
    if asks == Asks::What
        && let Some(found) = anywhere()
    {
        return Some(found);
    }
    let asking = || {
        let of_persons = PERSONS.iter().any(|word| holds(&word));
        ASKING.iter().find(|word| of_persons && holds(word))
    };
    let found = anywhere()
        .or_else(|| IDENTIFYING_ALONE.iter().find(holds))
        .or_else(asking)?;
    let rest = spaced.replacen(&format!(" {found} "), "  ", 1);
    rest.split(' ')
        .filter(|word| !word.is_empty())
        .all(|word| BESIDE.contains(&word) || IDENTIFYING_ALONE.contains(&word))
        .then_some(*found)
}

#[cfg(test)]
mod tests {
    use super::{Asks, identifying, is_counted, is_question};

    #[test]
    fn looks_at_whole_words() {
        let what = |title| identifying(title, Asks::What);
        let whether = |title| identifying(title, Asks::Whether);
        assert_eq!(what("Child's name"), Some("name"));
        assert_eq!(whether("Child's name"), Some("name"));
        assert_eq!(whether("Name"), Some("name"));
        assert_eq!(whether("Date of birth"), Some("date of birth"));
        assert_eq!(what("nhs-number"), Some("nhs number"));
        assert_eq!(what("Parents' address"), Some("address"));
        assert_eq!(what("Date of birth (dd/mm/yyyy)"), Some("date of birth"));
        assert_eq!(whether("Does the plan name a school?"), None);
        assert_eq!(whether("Is the date of birth in the plan?"), None);
        assert_eq!(what("Name of the type of school in Section I"), None);
        assert_eq!(what("Age in years"), None);
        assert_eq!(what("Was a tenancy renamed?"), None);
        assert_eq!(what("Which child is it?"), Some("which"));
        assert_eq!(what("What is the child called?"), Some("called"));
        assert_eq!(what("Who is the young person?"), Some("who"));
        assert_eq!(what("Pupil ID"), Some("pupil id"));
        assert_eq!(what("Case number"), Some("case number"));
        assert_eq!(what("pupil-name"), Some("name"));
        assert_eq!(whether("upn"), Some("upn"));
        assert_eq!(what("Which phase is the child in?"), None);
        assert_eq!(what("Who wrote the plan?"), None);
        assert_eq!(what("What is the school called?"), None);
        assert!(is_question("Is the surname known?"));
        assert!(!is_question("Surname"));
        assert!(is_counted("How many times has the address changed?"));
        assert_eq!(whether("How many times has the address changed?"), None);
    }
}
