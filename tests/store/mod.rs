mod change;
mod files;
mod parse;
mod yaml;
