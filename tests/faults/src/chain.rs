use std::time::Duration;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TableStatus,
};
use dynamig::migration::MigrationBuilder;
use dynamig::{BoxError, Context, Error, Migration};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use crate::effects::{count_up, leave};

/// The migrations that do a bit of everything: each leaves `start N` when its function begins, `end N` when it
/// returns, and `down N` when it is undone.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Who runs them.
    pub name: String,
    /// Which of them there are.
    pub release: Release,
    /// How long they pause between two requests.
    pub pause: Duration,
    /// The version of the one that never returns.
    pub hangs_in: Option<u64>,
}

/// How old a program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Release {
    /// Knows the first three migrations.
    Old,
    /// Has edited the second, renamed the third, and added a fourth.
    Recent,
    /// Has added a fifth.
    New,
}

impl Release {
    /// The ids that it knows, in order.
    #[must_use]
    pub fn ids(self) -> &'static [&'static str] {
        match self {
            Self::Old => &["1_create_made", "2_write_slowly", "3_take_steps"],
            Self::Recent => &[
                "1_create_made",
                "2_write_slowly",
                "3_take_two_steps",
                "4_commit",
            ],
            Self::New => &[
                "1_create_made",
                "2_write_slowly",
                "3_take_two_steps",
                "4_commit",
                "5_finish",
            ],
        }
    }
}

impl Chain {
    /// The migrations, oldest first.
    ///
    /// # Errors
    /// What the builder refuses.
    pub fn migrations(&self) -> Result<Vec<Migration>, Error> {
        let create = self.migration(1, "create_made", create_made);
        let write = self.migration(2, "write_slowly", write_slowly);
        let builders = match self.release {
            Release::Old => vec![create, write, self.migration(3, "take_steps", take_steps)],
            Release::Recent | Release::New => {
                let renamed = self.migration(3, "take_two_steps", take_steps);
                let mut builders = vec![
                    create,
                    write.revision(2).fingerprint("edited"),
                    renamed.renamed_from("3_take_steps"),
                    self.migration(4, "commit", commit),
                ];
                if self.release == Release::New {
                    builders.push(self.migration(5, "finish", finish));
                }
                builders
            }
        };
        builders.into_iter().map(MigrationBuilder::build).collect()
    }

    fn migration<Fut>(
        &self,
        version: u64,
        name: &str,
        work: fn(Context, Chain) -> Fut,
    ) -> MigrationBuilder
    where
        Fut: Future<Output = Result<(), BoxError>> + Send + 'static,
    {
        let (up, down) = (self.clone(), self.clone());
        Migration::builder(version, name)
            .fingerprint(format!("{version} as it was written"))
            .up(move |cx| {
                let chain = up.clone();
                async move {
                    leave(&cx, &chain.name, &format!("start {version}")).await?;
                    if chain.hangs_in == Some(version) {
                        std::future::pending::<()>().await;
                    }
                    work(cx, chain).await
                }
            })
            .down(move |cx| {
                let chain = down.clone();
                async move {
                    leave(&cx, &chain.name, &format!("down start {version}")).await?;
                    sleep(chain.pause).await;
                    leave(&cx, &chain.name, &format!("down end {version}")).await
                }
            })
    }
}

async fn create_made(cx: Context, chain: Chain) -> Result<(), BoxError> {
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let attribute = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    let created = cx
        .client()
        .create_table()
        .set_table_name(cx.table("made"))
        .attribute_definitions(attribute.build()?)
        .key_schema(key.build()?)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await;
    if let Err(error) = created {
        let error = error.into_service_error();
        if !error.is_resource_in_use_exception() {
            return Err(error.into());
        }
    }
    let describe = || {
        cx.client()
            .describe_table()
            .set_table_name(cx.table("made"))
            .send()
    };
    while describe().await?.table.and_then(|made| made.table_status) != Some(TableStatus::Active) {
        sleep(Duration::from_millis(20)).await;
    }
    leave(&cx, &chain.name, "end 1").await
}

async fn write_slowly(cx: Context, chain: Chain) -> Result<(), BoxError> {
    for _ in 0..3 {
        sleep(chain.pause).await;
        leave(&cx, &chain.name, "write 2").await?;
    }
    leave(&cx, &chain.name, "end 2").await
}

async fn take_steps(cx: Context, chain: Chain) -> Result<(), BoxError> {
    let first = cx.step("first", async {
        leave(&cx, &chain.name, "first step 3").await?;
        Ok::<_, BoxError>(41)
    });
    let first: u32 = first.await?;
    sleep(chain.pause).await;
    let second = cx.step("second", async {
        leave(&cx, &chain.name, "second step 3").await?;
        Ok::<_, BoxError>(first + 1)
    });
    let second: u32 = second.await?;
    if second != 42 {
        return Err(format!("the steps remember {second} instead of 42").into());
    }
    leave(&cx, &chain.name, "end 3").await
}

async fn commit(cx: Context, chain: Chain) -> Result<(), BoxError> {
    sleep(chain.pause).await;
    let actions = count_up(&cx, &chain.name, "end 4")?;
    cx.transact(actions).await
}

async fn finish(cx: Context, chain: Chain) -> Result<(), BoxError> {
    sleep(chain.pause).await;
    leave(&cx, &chain.name, "end 5").await
}
