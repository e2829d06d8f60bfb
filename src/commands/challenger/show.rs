//! `deal challenger show`.

use std::io::Write;

use serde::Serialize;

use crate::book::challenger::{Card, Gap, Mark};
use crate::book::standing::Standing;
use crate::deal::life::Life;
use crate::render::{self, Section};
use crate::visible::visible;

use super::super::context::Context;
use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::format::{Format, write_json};

/// Show the scores of teach, tailor and take control, and what would raise them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal challenger acme")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    #[command(flatten)]
    format: Format,
}

/// The scores for a machine.
#[derive(Debug, Serialize)]
struct CardJson<'a> {
    deal: &'a str,
    as_of: String,
    parts: Vec<PartJson<'a>>,
    warnings: Vec<GapJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PartJson<'a> {
    /// teach, tailor or take_control
    part: &'static str,
    /// 0 to 3
    score: u8,
    why: &'a str,
    gaps: Vec<GapJson<'a>>,
}

#[derive(Debug, Serialize)]
struct GapJson<'a> {
    message: &'a str,
    command: &'a str,
}

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    print(&args.deal, args.format, context)
}

/// What `deal challenger DEAL` does as well.
pub fn print(deal: &str, format: Format, context: &mut Context) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?.clone(), context.as_of()?);
    let loaded = context.store()?.load(deal)?;
    let life = Life::of(&loaded.file.id, &loaded.deal);
    // What was done by the closing counts, and nothing after it.
    let judged_on = Standing::of(&life, &book, on).map_or(on, |standing| standing.judged_on());
    let card = Card::of(&book, &life, &loaded.deal, judged_on);
    if format.is_json() {
        let parts = card.marks.iter().map(part).collect();
        let warnings = card.warnings.iter().map(gap).collect();
        write_json(context, &CardJson { deal: &life.id, as_of: on.to_string(), parts, warnings })?;
    } else {
        let width = context.reading_width();
        text(&life.id, &card, width, &mut context.out)?;
    }
    Ok(Exit::Done)
}

fn part(mark: &Mark) -> PartJson<'_> {
    let gaps = mark.gaps.iter().map(gap).collect();
    PartJson { part: mark.part.as_str(), score: mark.score, why: &mark.why, gaps }
}

fn gap(gap: &Gap) -> GapJson<'_> {
    GapJson { message: &gap.lack, command: &gap.command }
}

fn text(id: &str, card: &Card, width: usize, out: &mut dyn Write) -> Result<(), Failure> {
    let row = |mark: &Mark| vec![mark.part.to_string(), mark.score.to_string(), mark.why.clone()];
    let title = format!("{id}: teach, tailor, take control, each of 3");
    render::sections(&[Section::new(title, card.marks.iter().map(row))], width, out)?;
    let missing = card.marks.iter().flat_map(|mark| mark.gaps.iter().map(|gap| (mark.part.as_str(), gap)));
    list("missing", missing.collect(), out)?;
    list("not well done", card.warnings.iter().map(|gap| ("", gap)).collect(), out)
}

/// Each on a line, and below it the command that helps, unwrapped so that it can be copied.
fn list(title: &str, gaps: Vec<(&str, &Gap)>, out: &mut dyn Write) -> Result<(), Failure> {
    if !gaps.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    for (part, gap) in gaps {
        let lead = if part.is_empty() { String::new() } else { format!("{part:<14}") };
        writeln!(out, "  {lead}{}", visible(&gap.lack))?;
        writeln!(out, "  {:1$}{2}", "", lead.len().max(2), visible(&gap.command))?;
    }
    Ok(())
}
