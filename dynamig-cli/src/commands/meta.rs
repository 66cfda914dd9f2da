use dynamig::plan::Hazard;
use dynamig::settings::MetaBilling;
use dynamig::{Consent, Settings};
use serde_json::{Value, json};

use crate::consent::{self, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Document;
use crate::session::{Session, Setup};

/// What to do with the table that holds the history.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum MetaCommand {
    /// Create it where it is missing, and wait until it is active
    Create(CreateArgs),
    /// Delete it, with the history of every namespace in it
    Destroy(DestroyArgs),
    /// Print it as a CloudFormation template
    Template(TemplateArgs),
}

/// Creates the table of the history where it is missing, and waits until it is active. `up` does that by itself.
#[derive(Debug, clap::Args)]
pub(crate) struct CreateArgs {}

/// Deletes the table of the history, with the history of every namespace in it. Always needs `--allow destructive`.
#[derive(Debug, clap::Args)]
pub(crate) struct DestroyArgs {}

/// Prints the table of the history as a CloudFormation template in JSON, for those who create tables elsewhere.
#[derive(Debug, clap::Args)]
pub(crate) struct TemplateArgs {}

pub(crate) async fn run(command: MetaCommand, session: &Session) -> Result<Exit, Failure> {
    match command {
        MetaCommand::Create(_) => create(session).await,
        MetaCommand::Destroy(_) => destroy(session).await,
        MetaCommand::Template(args) => template(&args, &session.setup),
    }
}

async fn create(session: &Session) -> Result<Exit, Failure> {
    let tables = tables(session.settings());
    session.announce(None);
    let mut sentence = format!("would create {}, where missing", tables.join(" and "));
    if !session.is_dry_run() {
        session.history().create_meta_table().await?;
        sentence = match tables.len() {
            1 => format!("{} is there and active", tables.join("")),
            _ => format!("{} are there and active", tables.join(" and ")),
        };
    }
    told(session, "meta_tables", tables, &sentence)
}

async fn destroy(session: &Session) -> Result<Exit, Failure> {
    let tables = tables(session.settings());
    let migrator = session.history();
    // The lock is in it, and the account is known from it.
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    session.announce(account);
    if session.is_dry_run() {
        let sentence = format!("would delete {}", tables.join(" and "));
        return told(session, "meta_tables", tables, &sentence);
    }
    let what = format!(
        "delete {} with the history of all its namespaces",
        tables.join(" and ")
    );
    let need = Need {
        hazard: Hazard::Destructive,
        what: &what,
        account,
        advice: "",
        details: "",
    };
    consent::obtain(session, need)?;
    let deleted = migrator.destroy_meta_table(Consent::Destructive).await?;
    let sentence = format!("deleted {}", deleted.join(" and "));
    told(session, "meta_tables", deleted, &sentence)
}

fn told(
    session: &Session,
    name: &'static str,
    tables: Vec<String>,
    sentence: &str,
) -> Result<Exit, Failure> {
    if session.is_json() {
        Document::new(session, None)
            .with(name, tables)
            .print(session.shell())?;
    }
    session.shell().result(sentence)?;
    Ok(Exit::DONE)
}

/// Prints the template. Connects to nothing.
pub(crate) fn template(_args: &TemplateArgs, setup: &Setup) -> Result<Exit, Failure> {
    let settings = &setup.settings;
    let names = tables(settings);
    let resources = names
        .iter()
        .zip(["Meta", "Lock"])
        .map(|(name, id)| (id.to_owned(), table(settings, name)));
    let template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "The tables in which dynamig keeps its history and its locks",
        "Resources": resources.collect::<serde_json::Map<_, _>>(),
    });
    setup.shell.data(&format!("{template:#}"))?;
    Ok(Exit::DONE)
}

fn tables(settings: &Settings) -> Vec<String> {
    let mut tables = vec![settings.meta_table_name()];
    tables.extend(Some(settings.lock_table_name()).filter(|name| *name != tables[0]));
    tables
}

fn table(settings: &Settings, name: &str) -> Value {
    let keys = [("pk", "HASH"), ("sk", "RANGE")];
    let mut properties = json!({
        "TableName": name,
        "AttributeDefinitions": keys.map(|(name, _)| json!({ "AttributeName": name, "AttributeType": "S" })),
        "KeySchema": keys.map(|(name, kind)| json!({ "AttributeName": name, "KeyType": kind })),
        "DeletionProtectionEnabled": true,
        "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
    });
    match settings.meta_billing() {
        MetaBilling::Provisioned { read, write } => {
            properties["BillingMode"] = json!("PROVISIONED");
            properties["ProvisionedThroughput"] =
                json!({ "ReadCapacityUnits": read, "WriteCapacityUnits": write });
        }
        _ => properties["BillingMode"] = json!("PAY_PER_REQUEST"),
    }
    let tags = settings
        .meta_tags()
        .iter()
        .map(|(key, value)| json!({ "Key": key, "Value": value }));
    let tags: Vec<Value> = tags.collect();
    if !tags.is_empty() {
        properties["Tags"] = json!(tags);
    }
    json!({ "Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain", "Properties": properties })
}
