use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::{KeyType, PointInTimeRecoveryStatus, TableDescription, TableStatus};

use super::finding::Finding;
use crate::session::Session;

const CHECK: &str = "meta table";

/// Looks at the tables of the history and of the lock. A DescribeTable each, and DescribeContinuousBackups.
pub(super) async fn look(session: &Session) -> Vec<Finding> {
    let settings = session.settings();
    let mut names = vec![settings.meta_table_name()];
    names.extend(Some(settings.lock_table_name()).filter(|name| *name != names[0]));
    let mut findings = Vec::new();
    for name in names {
        match session.describe(&name).await {
            Ok(None) => findings.push(
                Finding::warn(CHECK, format!("`{name}` is not there yet")).hint(
                    "the first `up` creates it; `meta create` does, or `meta template` prints it",
                ),
            ),
            Ok(Some(table)) => {
                findings.push(shape(&name, &table));
                if !settings.engine().is_local() {
                    findings.push(protection(&name, &table));
                    findings.push(recovery(session, &name).await);
                }
            }
            Err(failure) => findings.push(Finding::failed(CHECK, &failure)),
        }
    }
    findings
}

fn shape(name: &str, table: &TableDescription) -> Finding {
    let keys: Vec<_> = table
        .key_schema()
        .iter()
        .map(|key| (key.attribute_name(), key.key_type()))
        .collect();
    if keys != [("pk", &KeyType::Hash), ("sk", &KeyType::Range)] {
        return Finding::fail(
            CHECK,
            format!("`{name}` has other keys than `pk` and `sk`: it is not dynamig's"),
        )
        .hint("give dynamig another table with `meta_table`");
    }
    match table.table_status() {
        Some(TableStatus::Active) => {
            Finding::pass(CHECK, format!("`{name}` is active, its keys are right"))
        }
        status => Finding::warn(
            CHECK,
            format!(
                "`{name}` is {}",
                status.map_or("in no state", TableStatus::as_str)
            ),
        ),
    }
}

fn protection(name: &str, table: &TableDescription) -> Finding {
    match table.deletion_protection_enabled() {
        Some(true) => Finding::pass(CHECK, format!("`{name}` is protected from deletion")),
        _ => Finding::warn(CHECK, format!("`{name}` is not protected from deletion"))
            .hint("switch deletion protection on: who deletes it deletes the history"),
    }
}

async fn recovery(session: &Session, name: &str) -> Finding {
    let hint = "`meta create` switches it on, so that a deleted row can be had back";
    let answer = session
        .client
        .describe_continuous_backups()
        .table_name(name)
        .send()
        .await;
    match answer {
        Ok(answer) => {
            let recovery = answer.continuous_backups_description();
            let recovery =
                recovery.and_then(|backups| backups.point_in_time_recovery_description());
            let status = recovery.and_then(|recovery| recovery.point_in_time_recovery_status());
            match status {
                Some(PointInTimeRecoveryStatus::Enabled) => {
                    Finding::pass(CHECK, format!("`{name}` has point-in-time recovery"))
                }
                _ => Finding::warn(CHECK, format!("`{name}` has no point-in-time recovery"))
                    .hint(hint),
            }
        }
        Err(error) if error.code() == Some("UnknownOperationException") => {
            Finding::skip(CHECK, "this engine has no point-in-time recovery")
        }
        Err(error) => Finding::skip(
            CHECK,
            format!(
                "point-in-time recovery of `{name}` cannot be looked at: {}",
                error.code().unwrap_or("no answer")
            ),
        ),
    }
}
