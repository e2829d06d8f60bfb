//! `deal show`: everything about one deal. Reads no file but its own.

pub mod json;
pub mod text;

use crate::book::{
    Book, Snapshot,
    risk::Risk,
    scorecard::{Mark, scorecard},
    snapshot::NextStage,
};
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, output::write_json, risk, saving::tell_mismatch,
};
use crate::deal::{Day, History, Objection};
use crate::store::Loaded;

/// Show a deal: stage, people, next step, and what the next stage requires
///
/// Stage, amount, close date, owner, forecast, hold and open objections are shown as of the as-of
/// date, everything else as it is now. The risk score compares time in stage with the stage's
/// `expected_days`; `deal risk` compares it with what is usual in the book.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal show acme --as-of -1w --format json")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: OutputOfOne,
}

/// A deal, and how it stands.
pub struct View<'a> {
    pub loaded: &'a Loaded,
    pub book: &'a Book,
    pub on: Day,
    /// `None` on a day before the deal's first.
    pub snapshot: Option<Snapshot<'a>>,
    pub ahead: Option<NextStage>,
    pub marks: Vec<Mark<'a>>,
    /// By what the book expects of the stage: no other file is read. `None` where the deal is not
    /// open.
    risk: Option<Risk>,
}

impl View<'_> {
    pub fn is_open(&self) -> bool {
        self.snapshot.as_ref().is_some_and(Snapshot::is_open)
    }

    /// The objections that were open on the day: a closed deal has ended them.
    pub fn objections(&self) -> impl Iterator<Item = &Objection> {
        let is_closed = self.snapshot.as_ref().is_some_and(|own| !own.is_open());
        let objections = self.loaded.deal.objections.iter();
        objections.filter(move |own| !is_closed && own.was_open_on(self.on))
    }
}

/// What `f` makes of the deal of that name.
pub fn with_view<T>(
    name: &str,
    context: &Context,
    f: impl FnOnce(&View<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let loaded = context.source()?.load(name)?;
    let record = book.record(&loaded.file.id, &loaded.deal, History::new(&loaded.deal));
    let snapshot = Snapshot::new(&record, book, None, on);
    let ahead = snapshot
        .as_ref()
        .and_then(|snapshot| snapshot.next_stage(&loaded.deal));
    let gate = ahead.as_ref().map_or(&[][..], |ahead| &ahead.gate);
    let judged_on = snapshot.as_ref().map_or(on, Snapshot::judged_on);
    let marks = scorecard(book, &loaded.deal, gate, judged_on);
    let risk = snapshot
        .as_ref()
        .and_then(|snapshot| risk::alone(&loaded.deal, snapshot));
    f(&View {
        loaded: &loaded,
        book,
        on,
        snapshot,
        ahead,
        marks,
        risk,
    })
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    with_view(&args.deal, context, |view| {
        if args.output.is_json() {
            write_json(ui, &json::from_view(view)?)?;
        } else {
            let width = ui.reading_width();
            text::print(view, width, ui)?;
        }
        tell_mismatch(ui, &view.loaded.deal, view.book);
        Ok(Exit::Done)
    })
}
