//! Stage conversion: of the deals that came to a stage, how many went on. Four methods answer, each
//! in its file.

mod chain;
mod explain;
mod figures;
mod flow;
mod funnel;
mod incidence;
pub mod options;
pub mod stage_progress;

use crate::table::Report;

use super::flags::{FlagError, FlagValues};
use super::query::Query;
use super::{Reads, ReportSpec};

use options::{Method, Options};

pub const SPEC: ReportSpec = ReportSpec {
    name: "conversion",
    summary: "Of the deals that reach a stage, how many go on, and how many are won in the end?",
    definition: "For each stage the deals that reached it (a jump reaches all stages between, going back unsets \
                 nothing), each exactly one of advanced, lost, open, other. Conversion is advanced/(advanced+lost) with \
                 its Wilson interval; floor and ceiling count the open ones as lost and as advanced. By default the \
                 deals are those created in the window, so that the stages nest and the floors multiply to won/created. \
                 --method flow counts what left each stage in the window instead: forward/(forward+back+lost). \
                 --method aj lets open deals count for as long as they have been watched (Aalen and Johansen 1978). \
                 --method markov follows moves to and fro to their end (absorbing chain, Kemeny and Snell 1960).",
    example: "deal report conversion --cohort entered --entrants literal",
    flags: options::FLAGS,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let method: Method = flags.one("method")?;
    let flags = flags.without(method.foreign(), method.reason())?;
    let options = Options::of(&flags)?;
    let (found, charts) = match method {
        Method::Cohort => funnel::found(query, &options),
        Method::Flow => flow::found(query),
        Method::Aj => incidence::found(query, &options),
        Method::Markov => chain::found(query),
    };
    let charts = if flags.is_on("chart") {
        charts
    } else {
        Vec::new()
    };
    Ok(Report {
        charts,
        ..SPEC.report(query, &flags, found)
    })
}
