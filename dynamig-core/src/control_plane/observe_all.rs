use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, stream};

use super::looks::Looks;
use super::observe::observe;
use crate::error::Error;
use crate::table::Observed;

/// So many tables are looked at at once: DynamoDB slows down who asks faster.
const AT_ONCE: usize = 10;

/// A table that is to be looked at.
#[derive(Clone, Debug)]
pub(crate) struct Sight {
    /// Its logical name.
    pub(crate) name: String,
    /// Its real name.
    pub(crate) real: String,
    /// What is looked at besides DescribeTable.
    pub(crate) looks: Looks,
}

/// Looks at tables, at several at once; those that are not there are left out.
pub(crate) async fn observe_all(
    client: &Client,
    sights: &[Sight],
) -> Result<BTreeMap<String, Observed>, Error> {
    let looking: Vec<_> = sights
        .iter()
        .map(|sight| look(client, sight).boxed())
        .collect();
    let mut found = stream::iter(looking).buffer_unordered(AT_ONCE);
    let mut tables = BTreeMap::new();
    while let Some((name, observed)) = found.try_next().await? {
        if let Some(observed) = observed {
            tables.insert(name, observed);
        }
    }
    Ok(tables)
}

async fn look(client: &Client, sight: &Sight) -> Result<(String, Option<Observed>), Error> {
    let observed = observe(client, &sight.real, &sight.name, sight.looks).await?;
    Ok((sight.name.clone(), observed))
}
