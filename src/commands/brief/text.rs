//! The page for a person: sections on a screen, or Markdown.

use std::io::Write;

use super::page::{Brief, Person, Touch};
use crate::console::{Failure, wording::joined};
use crate::escape_controls::escape_controls;
use crate::render::Section;

impl Brief {
    fn title(&self) -> String {
        let account = self.account.as_ref();
        let account = account.map(|account| format!(" · {account}"));
        format!(
            "{}: {}{}",
            self.deal,
            self.name,
            account.unwrap_or_default()
        )
    }

    pub fn sections(&self) -> Vec<Section> {
        let facts = self.facts.iter();
        let people = self.people.iter().map(Person::row);
        let touches = self.touches.iter().map(Touch::row);
        let objections = self.objections.iter();
        let missing = self.missing.iter();
        let ahead = self.next_stage.as_deref().unwrap_or("next stage");
        vec![
            Section::new(
                self.title(),
                facts.map(|(key, value)| {
                    vec![key.clone(), value.as_str().unwrap_or_default().to_owned()]
                }),
            ),
            Section::new("who", people),
            Section::new("last touches", touches),
            Section::new(
                "open objections",
                objections.map(|own| {
                    let words = format!("{} ({}): {}", own.words, own.needs, own.command);
                    vec![own.severity.clone(), words]
                }),
            ),
            Section::new(
                format!("missing for {ahead}"),
                missing.map(|own| {
                    let need = format!("{}, have {}: {}", own.need, own.have, own.command);
                    vec![own.what.to_owned(), need]
                }),
            ),
            Section::new("ask", self.questions.iter().map(|own| vec![own.clone()])),
        ]
    }

    pub fn markdown(&self, out: &mut dyn Write) -> Result<(), Failure> {
        for (place, section) in self.sections().iter().enumerate() {
            if section.is_empty() {
                continue;
            }
            let lead = if place == 0 { "#" } else { "\n##" };
            writeln!(out, "{lead} {}\n", escape_controls(&section.title))?;
            for row in &section.rows {
                let cells: Vec<&str> = row.iter().map(String::as_str).collect();
                let cells = cells.into_iter().filter(|cell| !cell.is_empty());
                let line = cells.collect::<Vec<_>>().join(" · ");
                writeln!(out, "- {}", escape_controls(&line))?;
            }
        }
        Ok(())
    }
}

impl Person {
    fn row(&self) -> Vec<String> {
        let heard = self.last_heard.as_ref();
        let heard = heard.map_or_else(|| "never heard".to_owned(), |day| format!("heard {day}"));
        let roles = (!self.roles.is_empty()).then(|| self.roles.join(", "));
        let what: Vec<String> = [self.title.clone(), roles, Some(heard)]
            .into_iter()
            .flatten()
            .collect();
        vec![
            self.id.clone(),
            self.name.clone().unwrap_or_default(),
            what.join(" · "),
        ]
    }
}

impl Touch {
    fn row(&self) -> Vec<String> {
        let with = (!self.with.is_empty()).then(|| format!("with {}", self.with.join(", ")));
        let what = joined([with, self.note.clone()]);
        vec![self.date.clone(), self.kind.clone(), what]
    }
}
