use std::sync::{Mutex, PoisonError};

use aws_sdk_dynamodb::operation::create_table::builders::CreateTableInputBuilder;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableInputBuilder;
use futures_util::FutureExt as _;

use super::table_checks::{check, refuse_another, refuse_another_index};
use super::{Context, Grant, Refused, TableWork, Worked};
use crate::control_plane::{Carried, ControlPlane, ControlPlaneParts, Looks, Named, Raw, observe};
use crate::error::{Code, Error};
use crate::event::Event;
use crate::plan::tables::{Capabilities, NoteKind, create_index, creation};
use crate::table::{Call, Definition, Observed, Update};

/// Tables and indexes, for a migration that makes, changes or deletes some by itself; from [`Context::tables`].
///
/// Names are logical: the environment's prefix and its `tables.NAME.name` are put in. Each change is sent under a lease
/// that was renewed right before it, once the table has settled, and is waited for until it has settled again; a wait of
/// more than two seconds is told as [`Event::TableAwaited`]. It ends with [`Code::Interrupted`] when the run is to stop.
///
/// **Run again.** What is so already is success and is not sent again, so a migration that died between a change and its
/// record asks for the same once more and goes on.
///
/// **Who manages them.** A table that is made here belongs to the migration: dynamig keeps no row of it, compares it with
/// nothing and never changes it, unless it is declared as well; `up` would refuse that as somebody else's until it is
/// adopted. A declared table is the planner's: it is made before any migration runs, so do not delete one here, but
/// declare it `dropped`.
///
/// **What is lost.** Nobody is asked for consent: [`delete`](Self::delete) deletes the table with its items.
///
/// ```
/// use dynamig::table::Definition;
/// use dynamig::{Context, Result, Table, migration};
///
/// #[derive(Table)]
/// #[table(name = "orders")]
/// #[index(name = "by_day", partition_key = day)]
/// struct Order {
///     #[table(partition_key)]
///     id: String,
///     day: String,
/// }
///
/// /// Last year's orders go where nobody looks for them every day.
/// #[migration(version = 20270101090000, touches = ["orders", "orders_2026"])]
/// async fn archive_orders(cx: &Context) -> Result<()> {
///     let archive = Definition { name: "orders_2026".into(), ..Order::definition()? };
///     cx.tables().create(&archive).await?;
///     // … copy …
///     cx.tables().delete_index("orders_2026", "by_day").await?;
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// A definition that follows a struct follows its edits too; one that is written in the migration stays what it was.
///
/// # Cost
/// For each change: an UpdateItem of the lease, the request, and a DescribeTable for each look. Needs
/// `dynamodb:DescribeTable` on the table, and the permission for the change.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a>(&'a Context);

/// What tables are changed with, and what was done.
pub(super) struct TablesInner {
    plane: ControlPlane,
    done: Mutex<Vec<TableWork>>,
}

impl Context {
    /// Tables and indexes, for a migration that makes, changes or deletes some by itself.
    #[must_use]
    pub fn tables(&self) -> Tables<'_> {
        Tables(self)
    }
}

impl Tables<'_> {
    /// Makes a table with everything that its definition says, unless it is there.
    ///
    /// Properties that the engine lacks are left out, which is told as [`Event::TableNoted`]. A table that is there and
    /// has the same key and these indexes is taken for the one that an attempt before this has made.
    ///
    /// # Errors
    /// [`Code::InvalidMigration`] where the definition breaks a rule, [`Code::TableChangeImpossible`] where a table of
    /// that name has another key or lacks an index, and what AWS refuses.
    pub async fn create(&self, definition: &Definition) -> Result<(), Error> {
        check(definition)?;
        let offered = self.offered(definition);
        let name = &definition.name;
        if let Some(observed) = self.describe(name).boxed().await? {
            refuse_another(&offered, &observed)?;
        }
        for step in creation(&offered) {
            self.carry_out(name, step.call, step.detail).await?;
        }
        Ok(())
    }

    /// Makes a table by a request of one's own, unless a table of that name is there; the name is put into the request.
    ///
    /// # Errors
    /// What AWS refuses.
    pub async fn create_with(
        &self,
        table: &str,
        request: CreateTableInputBuilder,
    ) -> Result<(), Error> {
        let raw = Raw::Create(Box::new(request));
        self.send(table, raw, "create the table").await
    }

    /// Changes a table by a request of one's own, once it has settled; the name is put into the request.
    ///
    /// An answer which says that it is so already is success. Where AWS gives no such answer, a migration that runs again
    /// has to look with [`describe`](Self::describe) first.
    ///
    /// # Errors
    /// [`Code::BudgetSpent`] where AWS allows the change later, and what else AWS refuses.
    pub async fn update_with(
        &self,
        table: &str,
        request: UpdateTableInputBuilder,
    ) -> Result<(), Error> {
        let raw = Raw::Update(Box::new(request));
        self.send(table, raw, "change the table").await
    }

    /// Deletes a table with its items, unless it is gone. One that is protected against deletion is not deleted: switch
    /// that off with [`update_with`](Self::update_with) first.
    ///
    /// # Errors
    /// What AWS refuses.
    pub async fn delete(&self, table: &str) -> Result<(), Error> {
        let detail = "delete the table".to_owned();
        self.carry_out(table, Call::Delete, detail).await
    }

    /// Makes a global index of a definition, on the table that the definition names, unless it is there; and waits until
    /// it is filled, which takes minutes on AWS even where the table is empty.
    ///
    /// # Errors
    /// [`Code::InvalidMigration`] where the definition breaks a rule or has no such index,
    /// [`Code::TableChangeImpossible`] where an index of that name is another one, [`Code::TableMissing`] where there is
    /// no table, and what AWS refuses.
    pub async fn create_index(&self, definition: &Definition, index: &str) -> Result<(), Error> {
        check(definition)?;
        let table = &definition.name;
        let offered = self.offered(definition);
        let Some(wanted) = offered.global_index(index) else {
            let message =
                format!("the definition of table `{table}` has no global index `{index}`");
            return Err(Error::new(Code::InvalidMigration, message));
        };
        let Some(observed) = self.describe(table).boxed().await? else {
            let real = self.real_name(table)?;
            let message = format!("table `{real}` does not exist");
            return Err(Error::new(Code::TableMissing, message));
        };
        refuse_another_index(&offered, index, &observed)?;
        let call = create_index(wanted, &offered, observed.definition.billing());
        self.carry_out(table, call, format!("add index `{index}`"))
            .await
    }

    /// Deletes a global index, unless it is gone.
    ///
    /// # Errors
    /// What AWS refuses.
    pub async fn delete_index(&self, table: &str, index: &str) -> Result<(), Error> {
        let call = Call::Update(Box::new(Update::DeleteIndex(index.to_owned())));
        self.carry_out(table, call, format!("delete index `{index}`"))
            .await
    }

    /// What a table is now; `None` where there is none. What DescribeTable does not tell, such as tags, is not looked at.
    ///
    /// # Errors
    /// What AWS refuses.
    pub async fn describe(&self, table: &str) -> Result<Option<Observed>, Error> {
        let real = self.real_name(table)?;
        observe(&self.0.0.client, &real, table, Looks::default()).await
    }

    /// Waits until nothing of a table is changing any more: neither the table nor an index, its encryption or its warm
    /// throughput. `None` where there is no table.
    ///
    /// # Errors
    /// [`Code::Interrupted`] where the run is to stop, and what AWS refuses.
    pub async fn settled(&self, table: &str) -> Result<Option<Observed>, Error> {
        let real = self.real_name(table)?;
        let named = Named {
            logical: table,
            real: &real,
        };
        self.inner()?.plane.idle(named).boxed().await
    }

    /// What was asked for in this attempt of the migration, and is so now, in order.
    #[must_use]
    pub fn done(&self) -> Vec<TableWork> {
        let Some(inner) = self.0.0.tables.get() else {
            return Vec::new();
        };
        let done = inner.done.lock();
        done.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<'a> Tables<'a> {
    /// What tables are changed with; refused where nothing is to be written.
    fn inner(&self) -> Result<&'a TablesInner, Error> {
        let Context(inner) = self.0;
        let parts = &inner.parts;
        let Grant::Leased { lease, .. } = &parts.grant else {
            let refused = Refused::Writes("a change of a table".to_owned());
            return Err(Error::new(refused.code(), refused.to_string()));
        };
        Ok(inner.tables.get_or_init(|| TablesInner {
            plane: ControlPlane::new(ControlPlaneParts {
                client: inner.client.clone(),
                lease: lease.clone(),
                engine: parts.settings.engine(),
                events: parts.events.clone(),
                cancellation: parts.cancellation.clone(),
            }),
            done: Mutex::default(),
        }))
    }

    fn real_name(&self, table: &str) -> Result<String, Error> {
        self.0.0.parts.settings.table_name(table)
    }

    /// The definition without what the engine lacks.
    fn offered(&self, definition: &Definition) -> Definition {
        let parts = &self.0.0.parts;
        let capabilities = Capabilities::of(&parts.settings.engine());
        let (offered, lacking) = capabilities.offered(definition);
        if !lacking.is_empty() {
            let (engine, lacking) = (capabilities.engine, lacking.join(", "));
            parts.events.emit(Event::TableNoted {
                kind: NoteKind::Skipped,
                message: format!(
                    "table `{}`: {engine} lacks {lacking}: skipped",
                    definition.name
                ),
            });
        }
        offered
    }

    async fn carry_out(&self, table: &str, call: Call, detail: String) -> Result<(), Error> {
        let real = self.real_name(table)?;
        let named = Named {
            logical: table,
            real: &real,
        };
        let inner = self.inner()?;
        let carried = inner.plane.carry_out(named, &call).boxed().await?;
        self.note(inner, table, detail, &carried);
        Ok(())
    }

    async fn send(&self, table: &str, raw: Raw, detail: &str) -> Result<(), Error> {
        let real = self.real_name(table)?;
        let named = Named {
            logical: table,
            real: &real,
        };
        let inner = self.inner()?;
        let carried = inner.plane.carry_out_raw(named, &raw).boxed().await?;
        self.note(inner, table, detail.to_owned(), &carried);
        Ok(())
    }

    fn note(&self, inner: &TablesInner, table: &str, detail: String, carried: &Carried) {
        let worked = match carried {
            Carried::Out { .. } => Worked::Now,
            Carried::Met => Worked::Before,
        };
        if worked == Worked::Now {
            self.0.progress(format!("table `{table}`: {detail}"));
        }
        let done = inner.done.lock();
        done.unwrap_or_else(PoisonError::into_inner)
            .push(TableWork {
                table: table.to_owned(),
                detail,
                worked,
            });
    }
}
