mod change;
mod files;
mod parse;
mod source;
mod yaml;
