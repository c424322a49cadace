//! Test results as JUnit's XML, as build servers read it.

use rubric_compiler::TestResult;
use rubric_lang::diagnostic::render::visible;

use super::Suite;

/// One document with a suite for each rubric.
pub fn junit(suites: &[Suite]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for suite in suites {
        let failed = suite
            .results
            .iter()
            .filter(|result| !result.passed())
            .count();
        xml.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\">\n",
            escaped(&suite.rubric),
            suite.results.len()
        ));
        for result in &suite.results {
            case(suite, result, &mut xml);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml + "</testsuites>\n"
}

fn case(suite: &Suite, result: &TestResult, xml: &mut String) {
    let (class, name) = (escaped(&suite.rubric), escaped(&result.name));
    xml.push_str(&format!(
        "    <testcase classname=\"{class}\" name=\"{name}\""
    ));
    if result.passed() {
        xml.push_str("/>\n");
        return;
    }
    xml.push_str(">\n");
    for failure in &result.failures {
        let (file, position) = suite.place(failure.span);
        let text = format!(
            "{file}:{position}\nexpected {}\nactual   {}\n{}",
            failure.expected,
            failure.actual,
            failure.because.join("\n")
        );
        let message = escaped(&failure.actual);
        let text = escaped(text.trim_end());
        xml.push_str(&format!(
            "      <failure message=\"{message}\">{text}</failure>\n"
        ));
    }
    xml.push_str("    </testcase>\n");
}

fn escaped(text: &str) -> String {
    let mut shown = String::new();
    for letter in visible(text).chars() {
        match letter {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            other => shown.push(other),
        }
    }
    shown
}
