//! Stage conversion: of the deals that reached a stage, how many advanced. Four methods answer,
//! each in its file.

mod chain;
mod explain;
pub mod figures;
mod flow;
mod funnel;
mod incidence;
pub mod options;
pub mod stage_progress;

use super::{FlagError, FlagValues, Query, Reads, ReportSpec, WindowUse};
use crate::table::Report;
use options::{Method, Options};

pub const SPEC: ReportSpec = ReportSpec {
    name: "conversion",
    summary: "Of the deals that reach a stage, how many advance, and how many are won?",
    definition: "For each stage, the deals that reached it (a jump reaches every stage in \
                 between; a move back undoes nothing), each counted once as advanced, lost, open \
                 or other. Conversion = advanced / (advanced + lost), with a Wilson interval; the \
                 floor counts open deals as lost, the ceiling as advanced. The default cohort is \
                 the deals created in the window, so stages nest and the floors multiply to won / \
                 created.\n\n\
                 --method flow: exits from each stage in the window, forward / (forward + back + \
                 lost).\n\n\
                 --method aj: open deals count for as long as they were observed (Aalen and \
                 Johansen 1978).\n\n\
                 --method markov: follows moves back and forth to their end (absorbing chain, \
                 Kemeny and Snell 1960).",
    example: "deal report conversion --cohort entered --entrants literal",
    flags: options::FLAGS,
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let method: Method = flags.one("method")?;
    let flags = flags.without(method.foreign(), method.reason())?;
    let options = Options::new(&flags)?;
    let body = match method {
        Method::Cohort => funnel::body(query, &options),
        Method::Flow => flow::body(query),
        Method::Aj => incidence::body(query, &options),
        Method::Markov => chain::body(query),
    };
    Ok(SPEC.report(query, &flags, body))
}
