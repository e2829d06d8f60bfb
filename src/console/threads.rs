//! How many files are read at a time.

use std::{env, num::NonZero, thread};

/// More would only wait for each other, and a system has an end of them.
const MOST: usize = 64;

/// Starts as many threads as the machine has cores, or as `RAYON_NUM_THREADS` says; where none can
/// be had, this one does all the work.
pub fn start() {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let asked = env::var("RAYON_NUM_THREADS").ok();
    let asked = asked.and_then(|number| number.parse::<u64>().ok());
    let asked = asked.filter(|number| *number > 0);
    let threads = asked.map_or(cores, |number| usize::try_from(number).unwrap_or(MOST));
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads);
    // An error says that there is a pool already, which will do.
    if pool(threads.min(MOST)).build_global().is_err() {
        let _ = pool(1).use_current_thread().build_global();
    }
}
