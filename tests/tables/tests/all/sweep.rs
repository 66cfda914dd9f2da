//! A run that makes one table and changes another, with each of its requests going wrong in turn: it ends well, or with
//! an error and the next run ends well; and no change is lost or made twice.

use dynamig::Code;
use dynamig::table::{Declaration, Recovery, Setting, StreamView, Tag};
use dynamig_harness::{Durations, Seen};

use crate::given::{declare, indexed, orders, with};
use crate::world::{World, everything, paused};

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

async fn begun() -> World {
    let world = World::with(Durations::default().scaled(0.02));
    world.bring(&declare(orders())).await;
    world
}

fn sent(world: &World) -> Vec<Vec<String>> {
    let of = |table: &str| world.accepted(table).into_iter().map(|one| one.operation);
    ["orders", "made"].map(|table| of(table).collect()).into()
}

/// Ends well, or with the error of the request that went wrong; none where the process died.
async fn run(world: &World, fault: Fault) -> Option<Result<(), Code>> {
    let struck = world.db.faults().struck();
    let dies = async {
        while !(matches!(fault, Fault::Dies) && world.db.faults().struck() > struck) {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    };
    let migrator = world.migrator(both());
    let options = everything();
    tokio::select! {
        ended = migrator.up_with(&options) => Some(ended.map(drop).map_err(|error| error.code())),
        () = dies => None,
    }
}

fn sweep(fault: Fault) {
    paused(async {
        let unharmed = begun().await;
        unharmed
            .migrator(both())
            .up_with(&everything())
            .await
            .unwrap();
        let expected = sent(&unharmed);
        for n in 1.. {
            let world = begun().await;
            let before = world.db.faults().struck();
            fault.plan(&world, n);
            let ended = run(&world, fault).await;
            let is_struck = world.db.faults().struck() > before;
            world.db.faults().clear();
            let again = world.migrator(both()).up_with(&everything()).await;
            let what = format!("{fault:?} at {n}: {ended:?}, then {again:?}");
            assert!(again.is_ok(), "{what}");
            assert_eq!(sent(&world), expected, "{what}");
            assert_eq!(world.rejected(), [], "{what}");
            for table in both() {
                assert!(world.plan(&table).await.is_empty(), "{what}");
            }
            if let Some(Err(code)) = ended {
                assert!(may_end_with(fault, code), "{what}");
            }
            if !is_struck {
                assert!(n > 20, "only {n} requests went wrong");
                return;
            }
        }
    });
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
