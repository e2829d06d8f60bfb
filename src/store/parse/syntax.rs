//! What is wrong with the YAML itself: the parser's error kinds, and the budgets that hostile files
//! exceed, as sentences.

use serde_saphyr::{budget::BudgetBreach, granit_parser::ErrorKind};

/// A message, and the help if there is any.
pub(super) type Explanation = (&'static str, Option<&'static str>);

/// A mistake in the YAML.
pub(super) fn mistake(kind: &ErrorKind) -> Explanation {
    let known = quotes(kind)
        .or_else(|| brackets(kind))
        .or_else(|| layout(kind));
    known.unwrap_or(match kind {
        ErrorKind::RecursionLimitExceeded => TOO_DEEP,
        _ => ("not valid YAML", None),
    })
}

/// Quotes, escapes, and what a string starts with.
fn quotes(kind: &ErrorKind) -> Option<Explanation> {
    use ErrorKind as K;
    Some(match kind {
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            ("unclosed quote", Some("close it with the same quote"))
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "text after the closing quote",
            Some(
                "inside '…' write an apostrophe twice: 'it''s'; inside \"…\" write \\\" for a quote",
            ),
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape => (
            "invalid escape in \"…\"",
            Some("write \\\\ for a backslash, or use '…'"),
        ),
        K::UnexpectedCharacter { .. } => (
            "a string cannot start with this character",
            Some("quote the text"),
        ),
        _ => return None,
    })
}

/// Lists and mappings in `[…]` and `{…}`.
fn brackets(kind: &ErrorKind) -> Option<Explanation> {
    use ErrorKind as K;
    Some(match kind {
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping => {
            ("unclosed bracket", Some("close it with `]` or `}`"))
        }
        K::MismatchedFlowCollectionEnd { .. } | K::MisplacedFlowCollectionEnd => (
            "unmatched closing bracket",
            Some("check which bracket was opened before it"),
        ),
        K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => (
            "missing comma between two entries, or unclosed bracket",
            Some("write `{key: value, key: value}` or `[one, two]`"),
        ),
        _ => return None,
    })
}

/// Colons, indentation and comments.
fn layout(kind: &ErrorKind) -> Option<Explanation> {
    use ErrorKind as K;
    Some(match kind {
        K::MappingValueNotAllowed | K::MappingKeyNotAllowed | K::InvalidColonPlacement => (
            "unquoted colon, or a line indented under a value",
            Some("quote text that contains a colon: `name: \"Acme: rollout\"`"),
        ),
        K::SimpleKeyExpected | K::InvalidSimpleKey => (
            "a line without `key: value`",
            Some("write a colon and a space after the key"),
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
            "the indentation does not match the lines above",
            Some("keys of one mapping must align; list entries start with `- `"),
        ),
        K::CommentNotSeparated | K::CommentInterceptedScalar => (
            "a comment in the wrong place",
            Some("write a space before `#`"),
        ),
        _ => return None,
    })
}

/// What exceeds a budget: no person writes that.
pub(super) fn excess(breach: &BudgetBreach) -> Explanation {
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

pub(super) const TOO_DEEP: Explanation = ("nested more than 64 levels deep", None);
pub(super) const ALIAS: Explanation = (
    "an anchor or alias (`&name`, `*name`, `<<`) is not allowed",
    Some("write out the value; quote text that starts with & or *"),
);
pub(super) const SECOND_DOCUMENT: Explanation = (
    "a second document starts here",
    Some("a file holds one deal: delete `---` and what follows, or move it to its own file"),
);
pub(super) const TAG: Explanation = (
    "a tag (`!name`) is not allowed",
    Some("quote text that starts with !"),
);
