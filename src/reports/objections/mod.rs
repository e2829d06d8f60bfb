//! Objections: how many of which kind, whether and how fast they are resolved, and how the deals
//! with them ended.

mod comparison;
mod figures;
mod raised;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Slice, WindowUse,
    draft::{Draft, ReportBody},
    formula::Line,
    groups::slices,
    notes::Code,
};
use crate::book::Snapshot;
use crate::deal::keywords::Category;
use crate::table::{Cell, Report};
use figures::{Figures, MEASURES, VIEWS};
use raised::Raised;

pub const SPEC: ReportSpec = ReportSpec {
    name: "objections",
    summary: "Which objections come up, how fast are they resolved, and how do those deals end?",
    definition: "Objections raised in the window, as they stand on the as-of date. Only the \
                 buyer's confirmation resolves one; accepted risk, withdrawal and closing the \
                 deal end it unresolved. Resolution rate = resolved / (resolved + ended \
                 unresolved), with Wilson interval; days to resolve by Kaplan–Meier, open and \
                 ended ones counting for as long as they were observed.\n\n\
                 Won with and without it: deals closed in the window that reached the stage where \
                 the category mostly comes up, with the difference and its interval (Newcombe \
                 1998). A comparison, not a cause: a buyer who objects is still talking.\n\n\
                 Lost for it = lost in the window for that reason; with it open = share of all \
                 losses with such an objection unresolved.",
    example: "deal report objections --by owner",
    flags: &[],
    window: WindowUse::Always,
    reads: Reads::Details,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, body(query)))
}

fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    draft.notes.of_deals(&deals);
    let mut compared = 0;
    for slice in slices(&deals, query) {
        let figures = by_category(&slice);
        if figures.len() == 1 && !slice.is_always_shown() {
            continue;
        }
        compared += figures.iter().map(Figures::comparisons).sum::<usize>();
        note_row(&mut draft.notes, &figures, &slice.name());
        draft.explain(&slice, || figures.iter().flat_map(explain).collect());
        draft.add_all(&slice, &figures);
    }
    if compared > 1 {
        draft.notes.add(Code::SeveralComparisons);
    }
    ReportBody {
        basis: "objections raised in the window, as they stand on the as-of date".to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(query, &deals),
        ..draft.finish(VIEWS)
    }
}

/// The categories in which something was raised, in the order of their list, and all of them last.
fn by_category(slice: &Slice<'_, '_>) -> Vec<Figures> {
    let raised = Raised::all(slice);
    let categories = Category::ALL.iter().copied();
    let mut figures: Vec<Figures> = categories
        .map(|category| Figures::new(Some(category), slice, &raised))
        .filter(|figures| figures.objections > 0)
        .collect();
    figures.push(Figures::new(None, slice, &raised));
    figures
}

fn note_row(notes: &mut Notes, figures: &[Figures], name: &str) {
    for own in figures {
        notes.low_n(own.ended, name);
        notes.row(Code::NotReached, own.is_not_reached(), name);
    }
}

fn left_out(query: &Query<'_>, deals: &[Snapshot<'_>]) -> Vec<(u64, &'static str)> {
    let objections = deals
        .iter()
        .flat_map(|deal| &deal.record.details.objections);
    let (mut undated, mut outside) = (0, 0);
    for objection in objections {
        match objection.date {
            None => undated += 1,
            Some(day) if day <= query.as_of && !query.window.has(Some(day)) => outside += 1,
            Some(_) => {}
        }
    }
    vec![
        (undated, "objections without a date"),
        (outside, "objections raised outside the window"),
    ]
}

fn explain(f: &Figures) -> Vec<Line> {
    let name = f.category.map_or("total", Category::as_str);
    let resolved = formula!(
        "{}: {} resolved / {} ended = {}; half of {} raised are resolved after {} days",
        name,
        f.resolved,
        f.ended,
        Cell::share(f.resolved, f.ended),
        f.objections,
        f.median()
    );
    let comparison = f
        .comparison
        .map(|own| own.explain(&format!("{name}, won with and without it")));
    let lost = formula!(
        "{}: {} lost with it unresolved / {} lost",
        name,
        f.lost_unresolved,
        f.lost
    );
    std::iter::once(resolved)
        .chain(comparison)
        .chain([lost])
        .collect()
}
