//! What an answer of AWS to a change of a table means.

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Something is still changing: look again, then ask again.
    Wait,
    /// It is as it was asked to be.
    Done,
    /// The definition, or the order of the calls, is wrong: asking again changes nothing.
    Fix,
    /// This caller may not.
    Permission,
    /// A budget in time is spent, until the instant where AWS names one.
    Quota(Option<String>),
    /// Nobody knows whether it took effect: look before asking again.
    Ambiguous,
    /// The table is not there.
    Gone,
}

/// How the text of an answer begins, or what it contains, and what that means. The first that fits counts.
struct Text {
    code: &'static str,
    contains: &'static str,
    means: fn(&str) -> Answer,
}

const fn text(code: &'static str, contains: &'static str, means: fn(&str) -> Answer) -> Text {
    Text {
        code,
        contains,
        means,
    }
}

const VALIDATION: &str = "ValidationException";
const LIMIT: &str = "LimitExceededException";
const IN_USE: &str = "ResourceInUseException";

/// From public measurements on AWS. What is not here goes by its code alone.
const TEXTS: &[Text] = &[
    text(
        VALIDATION,
        "will not change. The requested value equals the current value",
        done,
    ),
    text(VALIDATION, "Table already has an enabled stream", done),
    text(VALIDATION, "Table has no stream to disable", done),
    text(VALIDATION, "Table is already encrypted by default", done),
    text(
        VALIDATION,
        "Table is already encrypted with given KMSMasterKeyId",
        done,
    ),
    text(VALIDATION, "TimeToLive is already enabled", done),
    text(VALIDATION, "TimeToLive is already disabled", done),
    text(
        VALIDATION,
        "Attempting to create an index which already exists",
        done,
    ),
    text(
        VALIDATION,
        "Time to live has been modified multiple times within a fixed interval",
        quota,
    ),
    text(
        VALIDATION,
        "Update to PayPerRequest mode are limited to once in 1 day",
        quota,
    ),
    text(IN_USE, "Table already exists", done),
    text(IN_USE, "Global table", fix),
    text(
        LIMIT,
        "Only 1 online index can be created or deleted simultaneously",
        wait,
    ),
    text(
        LIMIT,
        "can be created, updated, or deleted simultaneously",
        wait,
    ),
    text(
        LIMIT,
        "indexed tables that can be created simultaneously",
        wait,
    ),
    text(LIMIT, "Table tags are being updated", wait),
    text(
        LIMIT,
        "Number of global secondary indexes exceeds per-table limit",
        fix,
    ),
    text(LIMIT, "Provisioned throughput decreases are limited", quota),
    text(LIMIT, "Encryption mode changes are limited", quota),
    text(LIMIT, "Updates to TableClass are limited", quota),
    // For 15 seconds.
    text("ThrottlingException", "Deletion protection setting", wait),
];

/// What an answer means, by its code and its text. No code: there was no answer, or none of DynamoDB's.
pub(super) fn classify(code: Option<&str>, message: &str) -> Answer {
    let Some(code) = code else {
        return Answer::Ambiguous;
    };
    let fits = |text: &&Text| text.code == code && message.contains(text.contains);
    if let Some(text) = TEXTS.iter().find(fits) {
        return (text.means)(message);
    }
    match code {
        IN_USE
        | LIMIT
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "ContinuousBackupsUnavailableException"
        | "TableInUseException" => Answer::Wait,
        "AccessDeniedException" => Answer::Permission,
        "ResourceNotFoundException" | "TableNotFoundException" => Answer::Gone,
        "InternalServerError" | "ServiceUnavailable" | "InternalFailure" => Answer::Ambiguous,
        _ => Answer::Fix,
    }
}

fn done(_: &str) -> Answer {
    Answer::Done
}

fn wait(_: &str) -> Answer {
    Answer::Wait
}

fn fix(_: &str) -> Answer {
    Answer::Fix
}

fn quota(message: &str) -> Answer {
    Answer::Quota(until(message))
}

/// The instant after which AWS says that it may be asked again.
fn until(message: &str) -> Option<String> {
    let markers = ["try again after ", "Next changes can be made at "];
    let after = markers
        .iter()
        .find_map(|marker| message.split_once(marker))?
        .1;
    let instant = after.split_whitespace().next()?.trim_end_matches('.');
    (!instant.is_empty()).then(|| instant.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Answer, classify};

    /// Exact texts of AWS, and what each means.
    #[test]
    fn every_known_text_means_what_it_says() {
        for (code, message, answer) in include!("answer/texts.rs") {
            assert_eq!(classify(Some(code), message), answer, "{code}: {message}");
        }
    }

    #[test]
    fn no_answer_may_have_taken_effect() {
        assert_eq!(classify(None, ""), Answer::Ambiguous);
        assert_eq!(classify(Some("InternalServerError"), ""), Answer::Ambiguous);
    }
}
