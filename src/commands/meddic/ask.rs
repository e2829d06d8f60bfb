//! `deal meddic ask`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::card;
use crate::book::{
    Book, Snapshot,
    scorecard::{Mark, scorecard, to_ask},
};
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, gate::evidence::element, output::write_json, terminal,
};
use crate::deal::{
    Day, DealRecord, History,
    questions::{Asked, Lang, questions},
};
use crate::render::{self, Section};

/// Suggest questions about the weakest elements
///
/// Without ELEMENT, covers the weakest element and those furthest from what the next stage
/// requires.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meddic ask acme champion --lang ko")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Element to ask about
    element: Option<String>,
    /// Language of the questions [default: Korean if the locale is, otherwise English]
    #[arg(long, value_name = "LANG", value_parser = PossibleValuesParser::new(Lang::WORDS).try_map(|word| word.parse::<Lang>()))]
    lang: Option<Lang>,
    #[command(flatten)]
    output: OutputOfOne,
}

/// What to ask, for a machine.
#[derive(Debug, Serialize)]
struct AskJson {
    deal: String,
    as_of: String,
    lang: &'static str,
    next_stage: Option<String>,
    elements: Vec<ElementJson>,
}

#[derive(Debug, Serialize)]
struct ElementJson {
    element: &'static str,
    score: u8,
    effective: u8,
    /// What the next stage's gate asks; 0 where it asks nothing.
    asked: u8,
    missing: Vec<MissingJson>,
}

#[derive(Debug, Serialize)]
struct MissingJson {
    /// A stable word for what is missing, such as `no_baseline`.
    lack: &'static str,
    why: String,
    questions: Vec<String>,
}

/// An element, and what to ask about it.
struct Topic<'a> {
    mark: &'a Mark<'a>,
    asked: Vec<Asked>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let lang = args.lang.unwrap_or_else(terminal::lang);
    let chosen = args
        .element
        .as_deref()
        .map(|typed| element(typed, book))
        .transpose()?;
    let loaded = context.source()?.load(&args.deal)?;
    let record = book.record(&loaded.file.id, &loaded.deal, History::new(&loaded.deal));
    let snapshot = open(&record, book, on)?;
    let ahead = snapshot.next_stage(&loaded.deal);
    let marks = scorecard(
        book,
        &loaded.deal,
        ahead.as_ref().map_or(&[][..], |ahead| &ahead.gate),
        on,
    );
    let (marks, others): (Vec<&Mark<'_>>, Vec<&Mark<'_>>) = match chosen {
        Some(chosen) => (
            marks.iter().filter(|mark| mark.element == chosen).collect(),
            Vec::new(),
        ),
        None => to_ask(&marks),
    };
    let ask = |mark: &Mark<'_>| questions(&loaded.deal, mark.element, &book.fresh_days, on, lang);
    let topics: Vec<Topic<'_>> = marks
        .into_iter()
        .map(|mark| Topic {
            mark,
            asked: ask(mark),
        })
        .collect();
    let next = ahead.map(|ahead| ahead.to);
    if args.output.is_json() {
        write_json(ui, &json(&record.id, on, lang, next, &topics))?;
        return Ok(Exit::Done);
    }
    let sections: Vec<Section> = topics
        .iter()
        .map(|topic| section(topic, next.as_deref(), lang))
        .collect();
    let width = ui.reading_width();
    render::sections(&sections, width, ui)?;
    std::io::Write::flush(ui)?;
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(|mark| mark.element.as_str()).collect();
        ui.status(&format!(
            "equally weak: {}; give one as ELEMENT",
            names.join(", ")
        ));
    }
    Ok(Exit::Done)
}

/// Of a closed deal nobody is asked any more.
fn open<'a>(record: &'a DealRecord, book: &'a Book, on: Day) -> Result<Snapshot<'a>, Failure> {
    let Some(snapshot) = Snapshot::new(record, book, None, on) else {
        let failure = Failure::usage(format_args!("{} did not exist on {on}", record.id));
        return Err(failure.help("use a later date with --as-of"));
    };
    if snapshot.state.is_open() {
        return Ok(snapshot);
    }
    let failure = Failure::usage(format_args!(
        "{} is {}",
        record.id,
        snapshot.state.outcome().as_str()
    ));
    Err(failure.help(format_args!(
        "to see its final scores, run deal meddic {}",
        record.id
    )))
}

fn json(
    id: &str,
    on: Day,
    lang: Lang,
    next_stage: Option<String>,
    topics: &[Topic<'_>],
) -> AskJson {
    AskJson {
        deal: id.to_owned(),
        as_of: on.to_string(),
        lang: lang.as_str(),
        next_stage,
        elements: topics.iter().map(topic_json).collect(),
    }
}

fn topic_json(topic: &Topic<'_>) -> ElementJson {
    ElementJson {
        element: topic.mark.element.as_str(),
        score: topic.mark.score,
        effective: topic.mark.effective,
        asked: topic.mark.asked,
        missing: topic.asked.iter().map(missing).collect(),
    }
}

fn missing(asked: &Asked) -> MissingJson {
    MissingJson {
        lack: asked.lack.as_str(),
        why: asked.why.clone(),
        questions: asked.questions.clone(),
    }
}

fn section(topic: &Topic<'_>, next: Option<&str>, lang: Lang) -> Section {
    let [why, ask] = match lang {
        Lang::En => ["why", "ask"],
        Lang::Ko => ["이유", "질문"],
    };
    let rows = topic.asked.iter().flat_map(|asked| {
        let questions = asked
            .questions
            .iter()
            .map(|question| vec![ask.to_owned(), question.clone()]);
        std::iter::once(vec![why.to_owned(), asked.why.clone()]).chain(questions)
    });
    Section::new(title(topic.mark, next, lang), rows)
}

/// `champion: 1, closing requires 2`.
fn title(mark: &Mark<'_>, next: Option<&str>, lang: Lang) -> String {
    let asks = next.filter(|_| mark.asked > 0).map(|next| match lang {
        Lang::En => format!(", {next} requires {}", mark.asked),
        Lang::Ko => format!(", {next} 진입 기준 {}", mark.asked),
    });
    format!(
        "{}: {}{}",
        mark.element,
        card::score(mark),
        asks.unwrap_or_default()
    )
}
