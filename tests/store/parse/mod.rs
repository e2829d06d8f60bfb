mod agree;
mod bad;
mod hostile;
mod meaning;
mod sample;
mod shown;
