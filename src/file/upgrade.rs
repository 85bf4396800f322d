//! From older formats to ours, one step a format; a file is never dropped for its age.

use super::{FORMAT, Refusal};

/// One step: the text of a format as the text of the next; `None` where it is none of that
/// format. A step reads and writes frozen types of its own.
pub(crate) type Step = fn(&str) -> Option<String>;

/// The steps: the first turns format 1 into 2, and so on up to ours. Their number is checked by
/// the compiler: a new format without its step does not build.
pub(crate) const STEPS: [Step; (FORMAT - 1) as usize] = [];

/// The text of an older format in the format after the last step.
///
/// # Errors
/// [`Refusal::OlderFormat`] where there is no step from it, or a step did not find its format.
pub(crate) fn upgrade(text: &str, from: u32, steps: &[Step]) -> Result<String, Refusal> {
    let refusal = Refusal::OlderFormat { format: from };
    let start = from.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    let Some(steps) = start.and_then(|at| steps.get(at..)).filter(|steps| !steps.is_empty()) else {
        return Err(refusal);
    };
    let mut text = text.to_owned();
    for step in steps {
        text = step(&text).ok_or_else(|| refusal.clone())?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_one_another_from_the_files_own_format() {
        let steps: [Step; 2] = [
            |text| text.strip_prefix("one ").map(|rest| format!("two {rest}")),
            |text| text.strip_prefix("two ").map(|rest| format!("three {rest}")),
        ];
        assert_eq!(upgrade("one x", 1, &steps).as_deref(), Ok("three x"));
        assert_eq!(upgrade("two x", 2, &steps).as_deref(), Ok("three x"));
        // A format that never was, the last one, and a text that lies about its format.
        for (text, from) in [("zero x", 0), ("three x", 3), ("one x", 2)] {
            assert_eq!(upgrade(text, from, &steps), Err(Refusal::OlderFormat { format: from }));
        }
    }
}
