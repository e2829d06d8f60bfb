//! The tracked fields, said once: those whose every change stands in a deal's history.
//!
//! From the list at the end are made the [`State`] that history folds into, what two states differ
//! in, and how a history entry names a field, is made from a deal, and changes one. To track a
//! further field, add it to [`Deal`], to [`HistoryEntry`] and to that list; the compiler asks for
//! what is missing, and the test of the schema for the commands that set, filter and list it.

use serde_json::Value;

use super::{Amount, Currency, Day, Deal, HistoryEntry, keywords::Forecast};

/// What a deal holds in a tracked field: a text or a value that may be absent, or the stage.
trait Field: Sized {
    /// How a [`State`] sees it.
    type Seen<'a>
    where
        Self: 'a;

    fn seen(&self) -> Self::Seen<'_>;

    fn from_seen(seen: Self::Seen<'_>) -> Self;

    /// As the first entry of a history says it: what is absent is not named there.
    fn first(&self) -> Option<Self>;
}

impl Field for String {
    type Seen<'a> = &'a str;

    fn seen(&self) -> &str {
        self
    }

    fn from_seen(seen: &str) -> Self {
        seen.to_owned()
    }

    fn first(&self) -> Option<Self> {
        Some(self.clone())
    }
}

impl Field for Option<String> {
    type Seen<'a> = Option<&'a str>;

    fn seen(&self) -> Option<&str> {
        self.as_deref()
    }

    fn from_seen(seen: Option<&str>) -> Self {
        seen.map(str::to_owned)
    }

    fn first(&self) -> Option<Self> {
        self.clone().map(Some)
    }
}

macro_rules! copied {
    ($($value:ty),*) => {$(
        impl Field for Option<$value> {
            type Seen<'a> = Self;

            fn seen(&self) -> Self {
                *self
            }

            fn from_seen(seen: Self) -> Self {
                seen
            }

            fn first(&self) -> Option<Self> {
                self.map(Some)
            }
        }
    )*};
}

copied!(Amount, Currency, Day, Forecast);

/// A field of a [`State`] as files spell it.
trait Spelled {
    fn spelled(&self) -> Option<String>;
}

impl Spelled for &str {
    fn spelled(&self) -> Option<String> {
        Some((*self).to_owned())
    }
}

impl<T: ToString> Spelled for Option<T> {
    fn spelled(&self) -> Option<String> {
        self.as_ref().map(T::to_string)
    }
}

impl State<'_> {
    /// A field of that name for a machine: an amount is a number, digit for digit, the others are
    /// texts; null where it is absent.
    pub fn data(&self, field: &str) -> Value {
        match (field, self.amount) {
            ("amount", Some(amount)) => amount.to_number(),
            _ => self.text(field).map_or(Value::Null, Value::String),
        }
    }
}

/// The type of a field in a [`State`]. Spelled here because a state of projected types could not
/// be used where it has to live shorter.
macro_rules! seen {
    ($life:lifetime, stage) => { &$life str };
    ($life:lifetime, text) => { Option<&$life str> };
    ($life:lifetime, $value:ident) => { Option<$value> };
}

macro_rules! tracked {
    ($($(#[$doc:meta])* $field:ident: $kind:ident,)*) => {
        /// The names of the tracked fields, as files spell them.
        pub const FIELDS: &[&str] = &[$(stringify!($field)),*];

        /// The tracked fields at one moment.
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct State<'a> {
            $($(#[$doc])* pub $field: seen!('a, $kind),)*
        }

        impl<'a> State<'a> {
            /// The state after a history entry.
            pub(super) fn follow(&mut self, entry: &'a HistoryEntry) {
                $(if let Some(field) = &entry.$field {
                    self.$field = field.seen();
                })*
            }

            /// The names of the fields in which two states differ.
            pub fn differing(&self, other: &State<'_>) -> Vec<&'static str> {
                let mut fields = Vec::new();
                $(if self.$field != other.$field {
                    fields.push(stringify!($field));
                })*
                fields
            }

            /// A field of that name as it is spelled; `None` where it is absent.
            pub fn text(&self, field: &str) -> Option<String> {
                match field {
                    $(stringify!($field) => self.$field.spelled(),)*
                    _ => None,
                }
            }
        }

        impl Deal {
            /// The tracked fields as the top of the file has them.
            pub fn top(&self) -> State<'_> {
                State { $($field: self.$field.seen()),* }
            }

            /// Takes over from a state the fields that an entry names.
            pub(super) fn show(&mut self, state: &State<'_>, entry: &HistoryEntry) {
                $(if entry.$field.is_some() && self.$field.seen() != state.$field {
                    self.$field = Field::from_seen(state.$field);
                })*
            }
        }

        impl HistoryEntry {
            /// The first entry that a deal without history would have had: its fields as they are.
            /// A closed one was created open, and nobody knows when it closed.
            pub fn first(deal: &Deal) -> Self {
                Self {
                    date: deal.created.filter(|_| deal.top().is_open()),
                    $($field: deal.$field.first(),)*
                    ..Self::default()
                }
            }

            /// An entry that names these fields with what the top of the deal says.
            pub fn of_fields(deal: &Deal, fields: &[&str]) -> Self {
                Self {
                    $($field: fields.contains(&stringify!($field)).then(|| deal.$field.clone()),)*
                    ..Self::default()
                }
            }

            /// Whether it says something of the field.
            pub fn names(&self, field: &str) -> bool {
                match field {
                    $(stringify!($field) => self.$field.is_some(),)*
                    _ => false,
                }
            }

            /// Whether it says something of any tracked field.
            pub fn changes(&self) -> bool {
                FIELDS.iter().any(|field| self.names(field))
            }

            /// Forgets the fields that the top of the deal has already.
            pub fn drop_unchanged(&mut self, deal: &Deal) {
                $(if self.$field.as_ref() == Some(&deal.$field) {
                    self.$field = None;
                })*
            }
        }
    };
}

tracked! {
    pipeline: text,
    stage: stage,
    amount: Amount,
    currency: Currency,
    close_date: Day,
    owner: text,
    forecast: Forecast,
    hold: Day,
}
