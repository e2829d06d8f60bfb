//! Who types.

use super::{Context, Failure};
use crate::book::Book;

/// The variable with the member of the team who types.
const ME: &str = "DEAL_ME";
/// The variable with the program that types, as `agent:NAME`.
const ACTOR: &str = "DEAL_ACTOR";

/// By what means entries are written: `agent:NAME` where a program types.
pub fn via() -> Result<Option<String>, Failure> {
    let Some(said) = std::env::var_os(ACTOR).filter(|said| !said.is_empty()) else {
        return Ok(None);
    };
    let said = said.to_string_lossy().into_owned();
    let name = said.strip_prefix("agent:").unwrap_or_default();
    if name.is_empty() || name.contains(char::is_whitespace) {
        let failure = Failure::usage(format_args!("{ACTOR}: `{said}` is not agent:NAME"));
        return Err(failure.help("use the agent's name without blanks, such as agent:scout"));
    }
    Ok(Some(said))
}

impl Context {
    /// Who types: the member that `DEAL_ME` names, else the one with git's address; `None` where
    /// nobody says.
    pub fn me(&self) -> Result<Option<String>, Failure> {
        let book = self.book()?;
        if let Some(said) = std::env::var_os(ME).filter(|said| !said.is_empty()) {
            let said = said.to_string_lossy().into_owned();
            let member = book
                .member_in_any_case(&said)
                .map(|member| member.id.clone());
            let member = member.or(book.team.is_empty().then(|| said.clone()));
            let known = book.team.iter().map(|member| member.id.as_str());
            let refused = || {
                Failure::unknown(
                    format_args!("{ME}: unknown team member `{said}`"),
                    &said,
                    known,
                )
            };
            return member.map(Some).ok_or_else(refused);
        }
        let mut known = book
            .team
            .iter()
            .filter_map(|own| Some((own, own.email.as_ref()?)));
        if known.clone().next().is_none() {
            return Ok(None);
        }
        let email = self.store()?.git_setting("user.email");
        let member = email.and_then(|email| known.find(|own| own.1.eq_ignore_ascii_case(&email)));
        Ok(member.map(|(member, _)| member.id.clone()))
    }

    /// The term with my own id instead of `me`.
    pub(super) fn meant(&self, term: &str, book: &Book) -> Result<String, Failure> {
        for lead in ["owner:", "owner!="] {
            let is_me = term.strip_prefix(lead) == Some("me");
            if is_me && book.member("me").is_none() {
                let me = self.me()?.ok_or_else(unknown)?;
                return Ok(format!("{lead}{me}"));
            }
        }
        Ok(term.to_owned())
    }
}

/// Nothing says who types.
pub fn unknown() -> Failure {
    Failure::usage("who is `me`?").help(
        "set DEAL_ME to your id in the team, or give yourself `email:` in dealfile.yaml as git has it",
    )
}
