//! What is wrong with the YAML itself: the parser's error kinds, and the budgets that hostile files
//! run into, as sentences.

use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::granit_parser::ErrorKind;

/// A message and what to do.
pub(super) type Said = (&'static str, Option<&'static str>);

/// A mistake in the YAML.
pub(super) fn mistake(kind: &ErrorKind) -> Said {
    let known = quotes(kind)
        .or_else(|| brackets(kind))
        .or_else(|| layout(kind));
    known.unwrap_or(match kind {
        ErrorKind::RecursionLimitExceeded => TOO_DEEP,
        _ => ("this is no YAML", None),
    })
}

/// What begins, ends or stands in a text.
fn quotes(kind: &ErrorKind) -> Option<Said> {
    use ErrorKind as K;
    Some(match kind {
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => (
            "the quote that opens here is never closed",
            Some("close it with the same quote"),
        ),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "text goes on behind the closing quote",
            Some(
                "inside '…' write an apostrophe twice: 'it''s'; inside \"…\" write \\\" for a quote",
            ),
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape => (
            "a backslash in \"…\" that means nothing",
            Some("write \\\\ for a backslash, or use '…'"),
        ),
        K::UnexpectedCharacter { .. } => (
            "a text cannot begin with this character",
            Some("put the text in quotes"),
        ),
        _ => return None,
    })
}

/// What stands in `{…}` and `[…]`.
fn brackets(kind: &ErrorKind) -> Option<Said> {
    use ErrorKind as K;
    Some(match kind {
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => (
            "a bracket is opened and never closed",
            Some("close it with `]` or `}`"),
        ),
        K::MismatchedFlowCollectionEnd { .. } | K::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing that is open",
            Some("check which bracket was opened before it"),
        ),
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => (
            "a comma is missing between two entries, or a bracket is not closed",
            Some("write `{key: value, key: value}` or `[one, two]`"),
        ),
        _ => return None,
    })
}

/// How the lines stand to each other: colons, blanks and comments.
fn layout(kind: &ErrorKind) -> Option<Said> {
    use ErrorKind as K;
    Some(match kind {
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed | K::InvalidColonPlacement => (
            "a second colon on the line, or a line that is indented under a value",
            Some("put a text that has a colon in quotes: `name: \"Acme: rollout\"`"),
        ),
        K::SimpleKeyExpected | K::InvalidSimpleKey => (
            "a line without `key: value`",
            Some("write a colon and a space behind the key"),
        ),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => ("a tab in the indentation", Some("indent with spaces")),
        K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidFlowScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::BlockEntryInFlowCollection => (
            "the indentation does not fit the lines above",
            Some("keys of one level begin in the same column, entries of a list with `- `"),
        ),
        K::CommentNotSeparated | K::CommentInterceptedScalar => (
            "a comment in the wrong place",
            Some("write a space before `#`"),
        ),
        _ => return None,
    })
}

/// Something that no person writes.
pub(super) fn excess(breach: &BudgetBreach) -> Said {
    use BudgetBreach as B;
    match breach {
        B::Depth { .. } => TOO_DEEP,
        B::Anchors { .. }
        | B::Aliases { .. }
        | B::MergeKeys { .. }
        | B::AliasAnchorRatio { .. } => ALIAS,
        B::Documents { .. } => SECOND_DOCUMENT,
        _ => ("the file has too many parts for a deal", None),
    }
}

pub(super) const TOO_DEEP: Said = ("lists and keys lie more than 64 deep in each other", None);
pub(super) const ALIAS: Said = (
    "an anchor or alias (`&name`, `*name`, `<<`) is not allowed",
    Some("write the value out; put a text that begins with & or * in quotes"),
);
pub(super) const SECOND_DOCUMENT: Said = (
    "a second document begins here",
    Some(
        "a file holds one deal: delete the line `---` and what is behind it, or make it a file of its own",
    ),
);
pub(super) const TAG: Said = (
    "a tag (`!name`) is not allowed",
    Some("put a text that begins with ! in quotes"),
);
