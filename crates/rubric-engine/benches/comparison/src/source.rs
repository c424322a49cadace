//! The standard as its authors would write it.

use std::fmt::Write;

use crate::audits::{NAME, VERSION};
use crate::standard::{Criterion, FACTS, GRADES, Section, Standard};

/// How many sections stand in a file of their own, where a standard has several files.
const SECTIONS_OF_A_FILE: usize = 20;

/// The source text of a standard.
pub fn source(standard: &Standard) -> String {
    let sections = standard.sections.iter();
    let sections: String = sections.map(|one| section(one, "")).collect();
    whole(standard, &sections)
}

/// The same in several files, with guidance to each question as authors give it: paths and texts.
pub fn with_guidance(standard: &Standard, path: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut includes = String::new();
    for (number, sections) in standard.sections.chunks(SECTIONS_OF_A_FILE).enumerate() {
        let path = format!("sections-{number}.rubric");
        let text = sections.iter().map(|one| section(one, GUIDANCE)).collect();
        // The writing of text to a text cannot fail.
        let _ = writeln!(includes, "  include \"{path}\"");
        files.push((path, text));
    }
    files.push((path.to_owned(), whole(standard, &includes)));
    files
}

fn whole(standard: &Standard, sections: &str) -> String {
    let mut text = format!(
        "rubric {NAME} \"Quality of an Education, Health and Care plan\" {{\n  version {VERSION}\n\n"
    );
    for (name, question) in FACTS {
        let _ = writeln!(text, "  fact {name} \"{question}\" {{ yes-no }}");
    }
    text.push_str(SCALE);
    text.push_str("  grades judgement \"Judgement\" {\n");
    for (name, title, from) in GRADES {
        let _ = match from {
            0 => writeln!(text, "    {name} \"{title}\" otherwise"),
            _ => writeln!(text, "    {name} \"{title}\" from {from}%"),
        };
    }
    text.push_str("  }\n");
    text.push_str(sections);
    text.push_str(LIMITS);
    let _ = write!(
        text,
        r#"
  limit many-not-met "A plan in which so many criteria are not met is inadequate" {{
    overall at most inadequate
    when at least {} criteria are not-met
  }}
}}
"#,
        standard.most_not_met()
    );
    text
}

fn section(section: &Section, guidance: &str) -> String {
    let Section {
        name,
        title,
        weight,
        ..
    } = section;
    let mut text = format!("\n  section {name} \"{title}\" {{\n    weight {weight}\n");
    if let Some(fact) = section.fact {
        let _ = writeln!(text, "    applies when {} is yes", FACTS[fact].0);
    }
    for criterion in &section.criteria {
        let Criterion {
            name,
            question,
            weight,
            ..
        } = criterion;
        let _ = writeln!(
            text,
            "\n    criterion {name} \"{question}\" {{\n      weight {weight}"
        );
        if criterion.essential {
            text.push_str("      essential\n      scale evidence without not-applicable\n");
        }
        text.push_str(guidance);
        text.push_str("    }\n");
    }
    text.push_str("  }\n");
    text
}

const SCALE: &str = r#"
  scale evidence "Strength of evidence" {
    met            "Met"            3
    mostly         "Mostly met"     2
    partly         "Partly met"     1 { comment required }
    not-met        "Not met"        0 { comment required }
    not-applicable "Not applicable" excluded
  }

"#;

const LIMITS: &str = r#"
  limit missed-essential "A section in which an essential criterion is not met cannot be good" {
    every section at most requires-improvement
    when any essential criterion in it is not-met
  }

  limit section-below-good "A plan with a section below good cannot be outstanding" {
    overall at most good
    when any section is below good
  }

  limit inadequate-section "A plan with an inadequate section cannot be good" {
    overall at most requires-improvement
    when any section is inadequate
  }

  limit essential-not-met "A plan in which an essential criterion is not met cannot be good" {
    overall at most requires-improvement
    when any essential criterion is not-met
  }
"#;

const GUIDANCE: &str = r#"      guidance """
        List the needs from the advice in Section K: the educational psychologist, the setting, therapists, parents, and
        anyone else who answered. Tick off each one that you find here, in any words. A need counts as missing when a
        reader of the plan alone would not know of it.

        A main need is one for which any adviser recommends provision. **Name what is missing in the comment.** Where it
        numbers nothing, one is what could be struck out by itself and be missed:

        - what a person with the plan in hand could do on Monday morning;
        - what a parent could ask about without having read the advice.
        """
      means     met     "Every need is there, in words that a reader of the plan alone would understand."
      means     mostly  "Every main need is there; one or more lesser ones are not."
      means     partly  "One main need is missing."
      means     not-met "Two or more main needs are missing, or the section gives a diagnosis and little else."
      example   good """
        Communication and interaction. The child understands sentences with two key words when they are shown a picture or
        sign as well. The child uses single words and about 20 signs, and cannot yet make sounds clear enough for people
        outside the family to follow.
        """
      example   weak "The child has a diagnosis of autism with associated difficulties in communication and behaviour."
      prompt    "Which needs does each piece of advice describe? Where in the section is each one?"
      leave-out "Test scores without what they mean, medical history, and anything that will be provided."
"#;
