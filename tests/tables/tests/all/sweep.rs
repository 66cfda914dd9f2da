//! Runs that make one table and change another, and that delete one and make another smaller, with each of their
//! requests going wrong in turn: they end well, or with an error and the next one ends well; and no change is lost or
//! made twice.

use dynamig::table::{Declaration, Presence, Recovery, Setting, StreamView, Tag};
use dynamig::{Code, Error};
use dynamig_harness::{Durations, Seen};

use crate::given::{declare, indexed, orders, with};
use crate::world::{World, all_of_it, everything, paused};

/// What happens to one request.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Broken,
    AnswerLost,
    Throttled,
    TooMany,
    InUse,
    InternalError,
    Denied,
    Dies,
}

/// What is about tables: the history has tests of its own.
fn is_about_tables(seen: &Seen) -> bool {
    let meta = |table: &String| table.ends_with("_dynamig");
    !seen.tables.is_empty() && !seen.tables.iter().any(meta)
}

impl Fault {
    fn plan(self, world: &World, n: u64) {
        let at = world.db.faults().matching(is_about_tables).nth(n);
        match self {
            Self::Broken => at.fail_before(),
            Self::AnswerLost => at.lose_response(),
            Self::Throttled => at.answer(
                400,
                "ThrottlingException",
                "The rate of control plane requests made by this account is too high",
            ),
            Self::TooMany => at.answer(
                400,
                "LimitExceededException",
                "Subscriber limit exceeded: Only 10 tables can be created, updated, or deleted simultaneously",
            ),
            Self::InUse => at.answer(
                400,
                "ResourceInUseException",
                "Attempt to change a resource which is still in use: Table is being updated",
            ),
            Self::InternalError => at.answer(500, "InternalServerError", "planned"),
            Self::Denied => at.answer(400, "AccessDeniedException", "not authorized"),
            Self::Dies => at.hang_after(),
        }
    }
}

/// One that is there, and is to be changed; and one that is to be made.
fn both() -> [Declaration; 2] {
    let changed = with(indexed(["email"]), |table| {
        table.stream = Setting::On(StreamView::NewImage);
        table.deletion_protection = Setting::On(());
        table.tags = vec![Tag {
            key: "team".to_owned(),
            value: Some("a".to_owned()),
        }];
    });
    let made = with(indexed(["name"]), |table| {
        table.name = "made".to_owned();
        table.ttl = Setting::On("expires".to_owned());
        table.recovery = Setting::On(Recovery { days: Some(7) });
    });
    [declare(changed), declare(made)]
}

/// The same with less of everything.
fn less() -> [Declaration; 2] {
    let [mut changed, mut made] = both();
    changed.definition = with(orders(), |table| {
        table.stream = Setting::Off;
        table.deletion_protection = Setting::Off;
        table.tags = vec![Tag {
            key: "team".to_owned(),
            value: None,
        }];
    });
    made.presence = Presence::Dropped;
    (changed.revision, made.revision) = (2, 2);
    [changed, made]
}

/// What is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    /// `up`, to [`both`].
    Up,
    /// `contract`, from there to [`less`].
    Contract,
}

impl Command {
    fn wanted(self) -> [Declaration; 2] {
        match self {
            Self::Up => both(),
            Self::Contract => less(),
        }
    }

    async fn run(self, world: &World) -> Result<(), Error> {
        let migrator = world.migrator(self.wanted());
        match self {
            Self::Up => migrator.up_with(&everything()).await.map(drop),
            Self::Contract => migrator.contract(&all_of_it()).await.map(drop),
        }
    }

    /// An environment in which it has something to do.
    async fn begun(self) -> World {
        let world = World::with(Durations::default().scaled(0.02));
        world.bring(&declare(orders())).await;
        if self == Self::Contract {
            Self::Up.run(&world).await.unwrap();
            let migrator = world.migrator(less());
            migrator.up_with(&everything()).await.unwrap();
        }
        world
    }
}

fn sent(world: &World) -> Vec<Vec<String>> {
    let of = |table: &str| world.accepted(table).into_iter().map(|one| one.operation);
    ["orders", "made"].map(|table| of(table).collect()).into()
}

/// Ends well, or with the error of the request that went wrong; none where the process died.
async fn disturbed(command: Command, world: &World, fault: Fault) -> Option<Result<(), Code>> {
    let struck = world.db.faults().struck();
    let dies = async {
        while !(matches!(fault, Fault::Dies) && world.db.faults().struck() > struck) {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    };
    tokio::select! {
        ended = command.run(world) => Some(ended.map_err(|error| error.code())),
        () = dies => None,
    }
}

fn sweep(fault: Fault) {
    paused(async {
        sweep_one(Command::Up, fault).await;
        sweep_one(Command::Contract, fault).await;
    });
}

async fn sweep_one(command: Command, fault: Fault) {
    let unharmed = command.begun().await;
    command.run(&unharmed).await.unwrap();
    let expected = sent(&unharmed);
    for n in 1.. {
        let world = command.begun().await;
        let before = world.db.faults().struck();
        fault.plan(&world, n);
        let ended = disturbed(command, &world, fault).await;
        let is_struck = world.db.faults().struck() > before;
        world.db.faults().clear();
        let again = command.run(&world).await;
        let what = format!("{command:?}, {fault:?} at {n}: {ended:?}, then {again:?}");
        assert!(again.is_ok(), "{what}");
        assert_eq!(sent(&world), expected, "{what}");
        assert_eq!(world.rejected(), [], "{what}");
        for table in command.wanted() {
            assert!(world.plan(&table).await.is_empty(), "{what}");
        }
        if let Some(Err(code)) = ended {
            assert!(may_end_with(fault, code), "{what}");
        }
        if !is_struck {
            assert!(n > 15, "only {n} requests went wrong");
            return;
        }
    }
}

/// Only what a person has to see to is an error: the rest is tried again.
fn may_end_with(fault: Fault, code: Code) -> bool {
    match fault {
        Fault::Denied => code == Code::PermissionDenied,
        // Looks are told of what no look can be answered with.
        Fault::TooMany | Fault::InUse => code == Code::Aws,
        _ => false,
    }
}

#[test]
fn a_connection_that_breaks_before_a_request_is_sent() {
    sweep(Fault::Broken);
}

#[test]
fn an_answer_that_is_lost() {
    sweep(Fault::AnswerLost);
}

#[test]
fn a_request_that_is_throttled() {
    sweep(Fault::Throttled);
}

#[test]
fn too_many_tables_that_change_at_once() {
    sweep(Fault::TooMany);
}

#[test]
fn a_table_that_somebody_else_is_changing() {
    sweep(Fault::InUse);
}

#[test]
fn an_internal_error_of_the_service() {
    sweep(Fault::InternalError);
}

#[test]
fn a_request_that_is_denied() {
    sweep(Fault::Denied);
}

#[test]
fn a_process_that_dies() {
    sweep(Fault::Dies);
}
