//! The page for a person: sections on a screen, or Markdown.

use std::io::Write;

use super::page::{Brief, Open, Person, Touch};
use crate::commands::show::{View, text::head};
use crate::console::{Failure, gate::print::told, wording::joined};
use crate::escape_controls::escape_controls;
use crate::render::Section;

pub fn sections(view: &View<'_>, brief: &Brief) -> Vec<Section> {
    let (deal, id) = (&view.loaded.deal, &view.loaded.file.id);
    let gate = view.ahead.iter().flat_map(|ahead| &ahead.gate);
    let missing = gate.filter(|requirement| !requirement.met);
    let ahead = brief.next_stage.as_deref().unwrap_or("the next stage");
    vec![
        head(view),
        Section::new("who", brief.people.iter().map(Person::row)),
        Section::new("last touches", brief.touches.iter().map(Touch::row)),
        Section::new("open objections", brief.objections.iter().map(Open::row)),
        Section::new(
            format!("missing for {ahead}"),
            missing.map(|requirement| {
                let command = requirement.ask.command(deal, id);
                let text = format!("{}: {command}", told(requirement));
                vec![requirement.ask.key().to_owned(), text]
            }),
        ),
        Section::new("ask", brief.questions.iter().map(|own| vec![own.clone()])),
    ]
}

pub fn markdown(sections: &[Section], out: &mut dyn Write) -> Result<(), Failure> {
    for (place, section) in sections.iter().enumerate() {
        // The first says which deal it is.
        if place > 0 && section.is_empty() {
            continue;
        }
        let lead = if place == 0 { "#" } else { "\n##" };
        writeln!(out, "{lead} {}\n", escape_controls(&section.title))?;
        for row in &section.rows {
            let cells = row.iter().map(String::as_str);
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            writeln!(out, "- {}", escape_controls(&cells.join(" · ")))?;
        }
    }
    Ok(())
}

impl Person {
    fn row(&self) -> Vec<String> {
        let heard = self.last_heard.as_ref();
        let heard = heard.map_or_else(|| "never heard".to_owned(), |day| format!("heard {day}"));
        let roles = (!self.roles.is_empty()).then(|| self.roles.join(", "));
        let what = [self.title.clone(), roles, Some(heard)];
        let what: Vec<String> = what.into_iter().flatten().collect();
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

impl Open {
    fn row(&self) -> Vec<String> {
        let words = self.words.as_deref().unwrap_or("an objection").trim();
        let text = format!("{words} ({}): {}", self.needs, self.command);
        vec![self.severity.clone(), text]
    }
}
