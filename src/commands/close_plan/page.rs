//! The plan as the buyer gets it.

use std::io::{self, Write};

use serde::Serialize;

use crate::console::{
    Ui,
    list::{self, List, column},
};
use crate::deal::{
    Day, Deal,
    close_plan::{PlanStep, Side},
};
use crate::escape_controls::escape_controls;
use crate::render::{self, Document, Format, Options};
use crate::table::{Cell, Kind, Table};

/// The plan, and all that it says of a deal.
#[derive(Debug, Serialize)]
pub struct Page {
    account: Option<String>,
    as_of: String,
    back_from: Option<String>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Serialize)]
pub struct Step {
    date: Option<String>,
    what: String,
    who: Option<String>,
    done: Option<String>,
    start_by: Option<String>,
    #[serde(skip)]
    plan: PlanStep,
}

const LIST: List<Step> = List {
    columns: &[
        column("date", "date", Kind::Date, |own| list::day(own.plan.date)),
        column("what", "step", Kind::Text, |own| Cell::text(&own.what)),
        column("who", "who", Kind::Text, |own| {
            list::text(own.who.as_deref())
        }),
        column("done", "done", Kind::Date, |own| list::day(own.plan.done)),
        column("start_by", "start by", Kind::Date, |own| {
            list::day(own.plan.start_by)
        }),
    ],
    ..List::EMPTY
};

impl Page {
    pub fn new(deal: &Deal, steps: Vec<PlanStep>, as_of: Day, back_from: Option<Day>) -> Self {
        Self {
            account: deal.account.clone(),
            as_of: as_of.to_string(),
            back_from: back_from.map(|day| day.to_string()),
            steps: steps.into_iter().map(Step::new).collect(),
        }
    }

    /// How many should have begun before a day.
    pub fn late(&self, today: Day) -> usize {
        let starts = self.steps.iter().filter_map(|own| own.plan.start_by);
        starts.filter(|start| *start < today).count()
    }

    fn title(&self) -> String {
        let with = self.account.as_deref().unwrap_or("you");
        let end = self.back_from.as_ref();
        let end = end.map_or(String::new(), |day| format!(", to be done by {day}"));
        let title = format!("Our plan with {with}{end} (as of {})", self.as_of);
        escape_controls(&title).into_owned()
    }

    /// The columns that say something.
    fn table(&self) -> Table {
        let mut table = LIST.table(&self.steps);
        for (key, is_used) in [
            ("done", self.steps.iter().any(|own| own.done.is_some())),
            ("start_by", self.back_from.is_some()),
        ] {
            if !is_used {
                table.remove(key);
            }
        }
        table
    }

    pub fn text(&self, ui: &mut Ui) -> io::Result<()> {
        let width = ui.reading_width();
        for line in render::wrapped(&self.title(), width) {
            writeln!(ui, "{line}")?;
        }
        writeln!(ui)?;
        self.write(Format::Table, ui)
    }

    pub fn markdown(&self, ui: &mut Ui) -> io::Result<()> {
        writeln!(ui, "### {}\n", render::markdown_text(&self.title()))?;
        self.write(Format::Markdown, ui)
    }

    pub fn csv(&self, ui: &mut Ui) -> io::Result<()> {
        let (table, data) = (LIST.table(&self.steps), &self.steps);
        let list = Document::List {
            table: &table,
            data,
        };
        render::write(list, Format::Csv, Options::default(), ui)
    }

    pub fn html(&self, ui: &mut Ui) -> io::Result<()> {
        render::html(&self.title(), &self.table(), ui)
    }

    fn write(&self, format: Format, ui: &mut Ui) -> io::Result<()> {
        let (table, data) = (self.table(), &self.steps);
        let options = Options {
            width: ui.width(),
            ..Options::default()
        };
        render::write(
            Document::List {
                table: &table,
                data,
            },
            format,
            options,
            ui,
        )
    }
}

impl Step {
    fn new(plan: PlanStep) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        Self {
            date: day(plan.date),
            what: plan.what.clone(),
            who: match &plan.side {
                Side::Buyer(name) => Some(name.clone()),
                Side::Us => Some("us".to_owned()),
                Side::Unknown => None,
            },
            done: day(plan.done),
            start_by: day(plan.start_by),
            plan,
        }
    }
}
