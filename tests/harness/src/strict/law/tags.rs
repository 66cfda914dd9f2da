//! Tags: their shape, how many there are, and the lock while they change.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Case, state};
use crate::strict::asked::{given, list, text};
use crate::strict::held::Table;
use crate::strict::rejection::{Judged, Rejection, Source};

const MOST: usize = 50;

/// Tags that join `others`, which they do not replace.
pub(super) fn check(tags: &Value, others: usize) -> Judged {
    let mut seen = BTreeSet::new();
    for key in list(tags).iter().filter_map(|tag| text(&tag["Key"])) {
        if key.starts_with("aws:") {
            return Err(Rejection::invalid(format!(
                "Tag Key cannot be prefixed with aws:, Key: {key}"
            )));
        }
        if !seen.insert(key) {
            return Err(
                Rejection::parameter(format!("Duplicate tag key: {key}")).from(Source::Unworded)
            );
        }
    }
    for (i, tag) in list(tags).iter().enumerate() {
        let path = format!("tags.{}.member", i + 1);
        check_length(&tag["Key"], &format!("{path}.key"), 1, 128)?;
        check_length(&tag["Value"], &format!("{path}.value"), 0, 256)?;
    }
    if seen.len() + others > MOST {
        return Err(Rejection::invalid(
            "Number of Tags exceed the current limit for the provided ResourceArn",
        ));
    }
    Ok(())
}

fn check_length(word: &Value, path: &str, least: usize, most: usize) -> Judged {
    let Some(word) = text(word) else {
        return Ok(());
    };
    let length = word.chars().count();
    let constraint = if length < least {
        format!("have length greater than or equal to {least}")
    } else if length > most {
        format!("have length less than or equal to {most}")
    } else {
        return Ok(());
    };
    Err(Rejection::constraint(
        &format!("'{word}'"),
        path,
        &constraint,
    ))
}

pub(super) fn judge(case: &Case<'_>) -> Judged {
    let tags = &case.body()["Tags"];
    if given(tags) && list(tags).is_empty() {
        return Err(Rejection::invalid(
            "Atleast one Tag needs to be provided as Input.",
        ));
    }
    check(tags, 0)?;
    let table = unlocked(case)?;
    let new: BTreeSet<&str> = list(tags)
        .iter()
        .filter_map(|tag| text(&tag["Key"]))
        .collect();
    let kept = table.tags.keys().filter(|key| !new.contains(key.as_str()));
    check(tags, kept.count())
}

pub(super) fn judge_untag(case: &Case<'_>) -> Judged {
    let keys = &case.body()["TagKeys"];
    if given(keys) && list(keys).is_empty() {
        return Err(
            Rejection::invalid("Atleast one Tag Key needs to be provided as Input.")
                .from(Source::Captured),
        );
    }
    unlocked(case).map(drop)
}

fn unlocked<'a>(case: &Case<'a>) -> Result<&'a Table, Rejection> {
    let table = state::beside(case).ok_or_else(|| Rejection::no_resource(case.asked.arn()))?;
    if case.now < table.pending.tagged {
        return Err(Rejection::limit(format!(
            "Table tags are being updated: {}",
            case.name
        )));
    }
    Ok(table)
}
