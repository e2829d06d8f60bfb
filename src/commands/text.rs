//! What is typed as a text says something: an option whose value is empty is a slip, mostly a shell variable that is not set.

/// Reads a text for clap, without the blanks around it.
///
/// # Errors
/// There is nothing in it.
pub fn text(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("it is empty: say it in words".to_owned()),
        text => Ok(text.to_owned()),
    }
}
