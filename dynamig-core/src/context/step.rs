use std::future::Future;
use std::sync::PoisonError;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Context, Grant};
use crate::error::{BoxError, Code, Error, Result};
use crate::history::StoredStep;

/// The most that a step may remember, in bytes of JSON.
const LIMIT: usize = 64 * 1024;

impl Context {
    /// Runs a part of the migration once: its result is stored when it is done, and a run that starts again returns
    /// what is stored instead of running the part again.
    ///
    /// At least once, not exactly once: a process that dies after the part and before its result is stored runs it
    /// again. The result is stored as JSON, at most 64 KB. Names are unique in a migration. Where a migration is only
    /// tried out, the part runs each time and nothing is stored.
    ///
    /// ```
    /// # async fn example(cx: &dynamig::Context) -> dynamig::Result<()> {
    /// let table = cx.table("plans");
    /// let copied: usize = cx
    ///     .step("count", async { Ok::<_, dynamig::BoxError>(cx.client().scan().set_table_name(table).send().await?.items().len()) })
    ///     .await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// What the part failed with; [`Code::InvalidStep`] for a name that was used before or cannot be stored, or a
    /// result that is too large; [`Code::LeaseLost`] where another process took over.
    ///
    /// # Cost
    /// A GetItem, and a TransactWriteItems of two small rows of the meta table where the part ran.
    pub async fn step<T, E, F>(&self, name: &str, part: F) -> Result<T>
    where
        T: Serialize + DeserializeOwned,
        E: Into<BoxError>,
        F: Future<Output = Result<T, E>>,
    {
        self.claim(name)?;
        let stored_name = StoredStep::stored_name(self.0.parts.direction, name);
        let Grant::Leased { journal, .. } = &self.0.parts.grant else {
            let result = part.await.map_err(Into::into)?;
            written(name, &result)?;
            return Ok(result);
        };
        let stored = journal.lock().await.step(self.id(), &stored_name).await?;
        if let Some(json) = stored {
            return Ok(read(name, &json)?);
        }
        let result = part.await.map_err(Into::into)?;
        let json = written(name, &result)?;
        let journal = journal.lock().await;
        journal.store_step(self.id(), &stored_name, &json).await?;
        Ok(result)
    }

    fn claim(&self, name: &str) -> Result<(), Error> {
        if name.is_empty() || name.len() > 200 || name.contains('#') {
            return Err(invalid(name, "needs a name of 1 to 200 bytes without `#`"));
        }
        let mut claimed = self.0.steps.lock().unwrap_or_else(PoisonError::into_inner);
        if claimed.insert(name.to_owned()) {
            Ok(())
        } else {
            Err(invalid(
                name,
                "was already used by this migration; names of steps are unique",
            ))
        }
    }
}

fn read<T: DeserializeOwned>(name: &str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|cause| {
        let why = "has a stored result of another type; give the step another name";
        invalid(name, why).caused_by(cause)
    })
}

fn written<T: Serialize>(name: &str, result: &T) -> Result<String, Error> {
    let json = serde_json::to_string(result)
        .map_err(|cause| invalid(name, "has a result that JSON cannot hold").caused_by(cause))?;
    if json.len() > LIMIT {
        let why = "has a result of more than 64 KB; store a key to it instead";
        return Err(invalid(name, why));
    }
    Ok(json)
}

fn invalid(name: &str, why: &str) -> Error {
    Error::new(Code::InvalidStep, format!("step `{name}` {why}"))
}
