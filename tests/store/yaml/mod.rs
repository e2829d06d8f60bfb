mod deal;
mod edits;
mod locate;
mod random;
mod refused;
mod script;
