//! Test results for a person.

use rubric_lang::diagnostic::Code;
use rubric_lang::diagnostic::render::one_line;

use super::Suite;
use crate::report::number;

/// A line for each test, why those that failed did, and the counts.
pub fn text(suites: &[Suite], colour: bool) -> String {
    let mut text = String::new();
    let bold = |text: &str| {
        if colour {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    };
    for suite in suites {
        text.push_str(&format!("{}\n", bold(&suite.rubric)));
        let width = suite
            .results
            .iter()
            .map(|result| result.name.len())
            .max()
            .unwrap_or_default();
        for result in &suite.results {
            let mark = if result.passed() { "✓" } else { "✗" };
            text.push_str(&format!(
                "  {mark} {:width$}  {}\n",
                result.name,
                one_line(&result.title)
            ));
            for failure in &result.failures {
                let (file, position) = suite.place(failure.span);
                let code = Code::TestFailed;
                text.push_str(&format!("      {}:{position} [{code}]\n", one_line(file)));
                text.push_str(&format!(
                    "      expected  {}\n",
                    one_line(&failure.expected)
                ));
                text.push_str(&format!("      actual    {}\n", one_line(&failure.actual)));
                for reason in &failure.because {
                    text.push_str(&format!("                {}\n", one_line(reason)));
                }
            }
        }
        text.push('\n');
    }
    let results: Vec<_> = suites.iter().flat_map(|suite| &suite.results).collect();
    let passed = results.iter().filter(|result| result.passed()).count();
    let failed = results.len().saturating_sub(passed);
    text + &format!(
        "{}: {passed} passed, {failed} failed\n",
        number(results.len(), "test")
    )
}
