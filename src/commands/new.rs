//! `deal new`: a deal file that explains itself.

use std::io::Write;
use std::path::Path;

use crate::book::{Book, Pipeline, gate::requirements};
use crate::console::{
    Context, Exit, Failure, Ui, Writing, amount, gate, myself, people, pipeline, saving, text::text,
};
use crate::deal::{
    Amount, Currency, Day, Deal, HistoryEntry, keywords::Forecast, slug::slug, via::Lengths,
};
use crate::escape_controls::escape_controls;
use crate::store::{NewDeal, StoreError, files};

/// Create a deal and print its path
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal new \"Acme platform rollout\" --account \"Acme GmbH\" --amount 120000 --close-date +60d"
)]
pub struct Args {
    /// What the deal is called; its id is made of it
    name: String,
    /// Who buys
    #[arg(long, value_parser = text)]
    account: Option<String>,
    /// The team member who sells
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
    /// What it is worth, in major units: 120000 or 120k
    #[arg(long, value_parser = Amount::typed)]
    amount: Option<Amount>,
    /// ISO 4217, if not the book's
    #[arg(long, value_parser = Currency::typed)]
    currency: Option<Currency>,
    /// The day on which it is expected to close
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    close_date: Option<String>,
    /// The pipeline, if not the book's first
    #[arg(long)]
    pipeline: Option<String>,
    /// The stage to begin in, if not the first
    #[arg(long)]
    stage: Option<String>,
    /// omitted, pipeline, best_case or commit
    #[arg(long)]
    forecast: Option<Forecast>,
    /// Where it came from
    #[arg(long, value_parser = text)]
    source: Option<String>,
    /// The kind of customer
    #[arg(long, value_parser = text)]
    segment: Option<String>,
    /// What is sold
    #[arg(long, value_parser = text)]
    product: Option<String>,
    /// The id, and so the name of the file, if not made of the deal's name
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// The path of a file of the book as it is typed where the caller stands.
fn from_caller(shown: &str, context: &Context) -> Result<String, Failure> {
    let root = &context.store()?.root;
    let [here, root] = [Path::new("."), root].map(files::absolute);
    let path = files::relative(
        &here.map_err(StoreError::from)?,
        &root.map_err(StoreError::from)?.join(shown),
    );
    let path = context.dir().map_or(path.clone(), |dir| dir.join(path));
    Ok(path.display().to_string())
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let on = context.on(args.writing.on.as_deref())?;
    let book = context.book()?;
    let draft = Draft::new(args, context, book, on)?;
    let id = free_id(args, context)?;
    let shown = format!("{}/{id}.yaml", book.deals.trim_end_matches('/'));
    let new = NewDeal {
        shown: shown.clone(),
        deal: draft.deal(),
        hints: Draft::hints(&id),
    };
    let diff = context.store()?.create(&new, args.writing.mode())?;
    saving::print_diff(ui, &args.writing, &diff)?;
    if !args.writing.dry_run {
        writeln!(ui, "{}", escape_controls(&from_caller(&shown, context)?))?;
    }
    ui.flush()?;
    show_gate(ui, &draft, &id, on)
}

/// What a new file says.
struct Draft<'a> {
    args: &'a Args,
    pipeline: &'a Pipeline,
    /// The pipeline's id where the file has to name it.
    named_pipeline: Option<&'a str>,
    stage: String,
    owner: Option<String>,
    close_date: Option<Day>,
    on: Day,
    book: &'a Book,
    via: Option<String>,
}

impl<'a> Draft<'a> {
    fn new(args: &'a Args, context: &Context, book: &'a Book, on: Day) -> Result<Self, Failure> {
        if args.name.trim().is_empty() {
            return Err(Failure::usage("a deal needs a name")
                .help("deal new \"Acme platform rollout\" --account \"Acme GmbH\""));
        }
        let pipeline = pipeline::named(book, args.pipeline.as_deref())?;
        let is_default = book
            .default_pipeline()
            .is_some_and(|first| first.id == pipeline.id);
        if let Some(amount) = args.amount {
            amount::check(amount, args.currency.or(book.currency))?;
        }
        Ok(Self {
            args,
            pipeline,
            named_pipeline: (!is_default).then_some(pipeline.id.as_str()),
            stage: stage(args, pipeline)?,
            owner: match args.owner.as_deref() {
                Some(owner) => Some(people::present_member(context, owner, "--owner")?),
                None => context.me()?,
            },
            close_date: args
                .close_date
                .as_deref()
                .map(|phrase| context.day(phrase))
                .transpose()?,
            on,
            book,
            via: myself::via()?,
        })
    }
}

fn stage(args: &Args, pipeline: &Pipeline) -> Result<String, Failure> {
    let first = pipeline
        .stages
        .first()
        .map(|stage| stage.id.as_str())
        .unwrap_or_default();
    let wanted = args.stage.as_deref().unwrap_or(first);
    let known: Vec<&str> = pipeline.stage_ids().collect();
    let unknown = || {
        Failure::unknown(
            format_args!("the pipeline `{}` has no stage `{wanted}`", pipeline.id),
            wanted,
            known,
        )
    };
    pipeline
        .stage(wanted)
        .map(|stage| stage.id.clone())
        .ok_or_else(unknown)
}

/// The id of the new file, which no other deal may have.
fn free_id(args: &Args, context: &Context) -> Result<String, Failure> {
    let id = slug(args.id.as_deref().unwrap_or(&args.name));
    if id.is_empty() {
        let failure = Failure::usage(format_args!("no file name can be made of `{}`", args.name));
        return Err(failure.help("add --id NAME with letters or digits"));
    }
    let files = context.store()?.all_files()?;
    match files
        .iter()
        .find(|file| file.id.to_lowercase() == id.to_lowercase())
    {
        Some(file) => Err(Failure::usage(format_args!(
            "there is a deal `{}` already: {}",
            file.id, file.shown
        ))
        .help("name this one differently, or add --id NAME")),
        None => Ok(id),
    }
}

impl Draft<'_> {
    /// Comments that show what comes next; nobody has to keep them.
    fn hints(id: &str) -> String {
        format!(
            "# Who decides and who helps:  deal contact add {id} \"Jane Roe\" --title CFO --role economic_buyer\ncontacts: []\n\
             \n# What is known, on whose word:  deal meddic set {id} identify_pain --score 1 --evidence \"…\"\nmeddic: {{}}\n\
             \n# What to do next:  deal followup add {id} \"Call back\" --due +3d\nfollowups: []\n"
        )
    }

    fn deal(&self) -> Deal {
        let mut deal = self.first_entry();
        if let Some(via) = &self.via {
            deal.mark_new(Lengths::default(), via);
        }
        deal
    }

    fn first_entry(&self) -> Deal {
        let args = self.args;
        let deal = Deal {
            name: args.name.clone(),
            account: args.account.clone(),
            owner: self.owner.clone(),
            pipeline: self.named_pipeline.map(str::to_owned),
            stage: self.stage.clone(),
            amount: args.amount,
            currency: args.currency,
            close_date: self.close_date,
            forecast: args.forecast,
            source: args.source.clone(),
            segment: args.segment.clone(),
            product: args.product.clone(),
            created: Some(self.on),
            ..Deal::default()
        };
        // A pipeline or currency that no line names has been so from the first day.
        let first = HistoryEntry {
            pipeline: None,
            currency: None,
            ..HistoryEntry::first(&deal)
        };
        Deal {
            created: None,
            history: vec![first],
            ..deal
        }
    }
}

/// Shows what the first stage asks; no deal is refused there.
fn show_gate(ui: &mut Ui, draft: &Draft<'_>, id: &str, on: Day) -> Result<Exit, Failure> {
    let Some(stage) = draft.pipeline.stage(&draft.stage) else {
        return Ok(Exit::Done);
    };
    let deal = Deal {
        name: draft.args.name.clone(),
        stage: draft.stage.clone(),
        ..Deal::default()
    };
    let gate = requirements(&stage.gate, &deal, &deal.top(), draft.book, on);
    if gate.is_empty() {
        return Ok(Exit::Done);
    }
    ui.status(&format!(
        "{} will ask for this; nothing is blocked today:",
        stage.title()
    ));
    gate::print::requirements(&mut ui.stderr()?, &gate, &deal, id)?;
    Ok(Exit::Done)
}
