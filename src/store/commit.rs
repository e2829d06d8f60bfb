//! One commit of what one command wrote.

use super::{Store, StoreError, Written, revision::Git};

impl Store {
    /// Commits the files that were written, where the book asks for that; answers with the commit.
    ///
    /// # Errors
    /// Git or a hook refuses: the files stay as they were written.
    pub fn commit_written(
        &self,
        verb: &str,
        undone: Option<&str>,
        written: &[Written],
    ) -> Result<Option<String>, StoreError> {
        if !self.book.commits || written.is_empty() {
            return Ok(None);
        }
        let message = message(verb, undone, written);
        let paths: Vec<&str> = written.iter().map(|file| file.path.as_str()).collect();
        let git = Git::new(&self.root);
        git.repository()?;
        Ok(git.commit_only(&message, &paths)?)
    }
}

/// `acme-rollout: technical_win → business_impact`, with trailers for programs.
fn message(verb: &str, undone: Option<&str>, written: &[Written]) -> String {
    let mut deals: Vec<&str> = written
        .iter()
        .filter_map(|file| file.deal.as_deref())
        .collect();
    deals.dedup();
    let changes = || {
        let changes: Vec<&str> = written
            .iter()
            .flat_map(|file| &file.changes)
            .map(String::as_str)
            .collect();
        if changes.is_empty() {
            verb.to_owned()
        } else {
            changes.join(", ")
        }
    };
    let subject = match (undone, deals.as_slice()) {
        (Some(command), _) => format!("Undo `{command}`"),
        (None, [deal]) => format!("{deal}: {}", changes()),
        (None, []) => verb.to_owned(),
        (None, deals) => format!("{verb}: {} deals", deals.len()),
    };
    let deals = match deals.len() {
        1..=NAMED => deals.iter().map(|deal| format!("Deal: {deal}\n")).collect(),
        _ => String::new(),
    };
    format!("{subject}\n\n{deals}Deal-Command: {verb}\n")
}

/// More deals are not named one by one.
const NAMED: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_what_was_done() {
        let written = |id: &str, changes: &[&str]| {
            let changes = changes.iter().map(|change| (*change).to_owned()).collect();
            Written::new("deals/a.yaml", None, None).of_deal(id, changes)
        };
        let one = [written("acme", &["approach → closing", "amount 1 → 2"])];
        assert_eq!(
            message("advance", None, &one),
            "acme: approach → closing, amount 1 → 2\n\nDeal: acme\nDeal-Command: advance\n"
        );
        let many: Vec<Written> = (0..30)
            .map(|number| written(&format!("d{number}"), &[]))
            .collect();
        assert_eq!(
            message("import", None, &many),
            "import: 30 deals\n\nDeal-Command: import\n"
        );
    }
}
