//! What is typed as a text says something: an option whose value is empty is a slip, mostly a shell
//! variable that is not set, and one that says `…` was copied from a suggestion.

use super::Failure;

/// What stands in suggested commands where somebody's own words belong.
const STAND_INS: [&str; 4] = ["…", "...", "NAME", "UNIT"];

/// Reads a text for clap, without the blanks around it.
///
/// # Errors
/// There is nothing in it, or what a suggested command has in place of words.
pub fn text(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("the text is empty".to_owned()),
        text if text.contains(is_stray) => {
            Err("the text has control characters (from an arrow key?); type it again".to_owned())
        }
        text if is_stand_in(text) => Err("replace the placeholder with your own text".to_owned()),
        text => Ok(text.to_owned()),
    }
}

fn is_stray(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// Whether somebody typed a suggested command as it stands, with nothing said.
pub fn is_stand_in(typed: &str) -> bool {
    STAND_INS.contains(&typed.trim())
}

/// Parts `FIELD=VALUE`; without a value the field is to be cleared.
///
/// # Errors
/// There is no `=`, or what a suggested command has in place of a value.
pub fn assignment(typed: &str) -> Result<(&str, Option<&str>), Failure> {
    let Some((field, value)) = typed.split_once('=') else {
        let failure = Failure::usage(format_args!("`{typed}` is not FIELD=VALUE"));
        return Err(failure.help("use FIELD=VALUE, or FIELD= to clear it"));
    };
    if is_stand_in(value) {
        return Err(Failure::usage(format_args!(
            "replace the placeholder in `{typed}` with a value"
        )));
    }
    Ok((field, Some(value).filter(|value| !value.is_empty())))
}
