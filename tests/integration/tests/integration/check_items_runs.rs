//! Runs that look at items first: what needs consent, what is looked at once, and what stops a look.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamig::plan::{Hazard, Selection};
use dynamig::settings::Engine;
use dynamig::table::{Billing, Capacity, Declaration};
use dynamig::{Cancellation, CheckItems, Code, Consent, Event, Migrator, Registry, UpOptions};
use tokio::time::Instant;

use crate::check_items::{SCAN, by_email, fill, n, one_of_each, planned, put, s, step, with_items};
use crate::given::World;
use crate::tables::{customers, described, look, migrator};

#[tokio::test]
async fn an_index_that_rejects_nothing_needs_no_consent_and_one_that_does_needs_it_and_says_why() {
    let world = with_items(vec![
        vec![("id", s("1")), ("email", s("a"))],
        vec![("id", s("2"))],
    ])
    .await;
    let migrator = migrator(&world, [by_email()]);
    put(&world, vec![vec![("id", s("3")), ("email", n(7))]]).await;
    let options = look().check_items(SCAN);
    let error = migrator.up_with(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::ConsentNeeded);
    let says = "of 3 items the index leaves out 1 without its key; AWS would refuse writes of 1 (1 of another type)";
    assert!(error.to_string().contains(says), "{error}");

    put(&world, vec![vec![("id", s("3")), ("email", s("b"))]]).await;
    let before = world.db.counts();
    let run = migrator.up_with(&options).await.unwrap();
    assert_eq!(run.plan.tables.steps.len(), 1);
    let (step, check) = step(&run.plan, "by_email");
    assert_eq!((step.hazard, check.left_out), (Hazard::Slow, 1));
    let scans = world.db.counts().since(&before).of("Scan");
    assert_eq!(scans, 4, "the run under the lock does not look again");
    let table = described(&world, "customers").await;
    assert_eq!(table.global_secondary_indexes().len(), 1);

    // Nothing is left to be checked.
    let before = world.db.counts();
    assert!(migrator.up_with(&options).await.unwrap().is_up_to_date());
    assert_eq!(world.db.counts().since(&before).of("Scan"), 0);
}

#[tokio::test]
async fn what_was_found_before_is_not_looked_for_again() {
    let world = with_items(vec![vec![("id", s("1")), ("email", n(7))]]).await;
    let migrator = migrator(&world, [by_email()]);
    let plan = planned(&migrator, SCAN).await;
    let found = CheckItems::Found(vec![step(&plan, "by_email").1.clone()]);
    let before = world.db.counts();
    let options = look().check_items(found).consent(Consent::Breaking);
    let run = migrator.up_with(&options).await.unwrap();
    assert_eq!(world.db.counts().since(&before).of("Scan"), 0);
    assert_eq!(step(&run.plan, "by_email").1.rejected.wrong_type, 1);
}

#[tokio::test]
async fn an_index_that_waits_for_a_migration_is_judged_by_the_items_before_it() {
    let world = with_items(vec![vec![("id", s("1")), ("email", n(7))]]).await;
    let mut table = by_email();
    let fill = world.migration(1, "fill");
    let after = &mut table.after.indexes;
    after.insert("by_email".into(), fill.id().clone());
    let registry = Registry::of([fill]).unwrap().with_tables([table]);
    let migrator = Migrator::with_registry(world.client(), world.settings(), registry.unwrap());
    let plan = planned(&migrator, SCAN).await;
    let (step, check) = step(&plan, "by_email");
    assert_eq!((step.waits_for.len(), check.rejected.total()), (1, 1));
    assert_eq!(step.hazard, Hazard::Breaking);
}

#[tokio::test]
async fn a_new_table_is_not_scanned_and_a_kept_plan_keeps_no_finding() {
    let world = World::new();
    let migrator = migrator(&world, [by_email()]);
    let before = world.db.counts();
    assert_eq!(planned(&migrator, SCAN).await.tables.steps.len(), 1);
    assert_eq!(world.db.counts().since(&before).of("Scan"), 0);

    let world = with_items(vec![vec![("id", s("1")), ("email", s("a"))]]).await;
    let migrator = crate::tables::migrator(&world, [by_email()]);
    let (plan, saved) = migrator.save_plan(&Selection::All, &SCAN).await.unwrap();
    assert_eq!(step(&plan, "by_email").0.hazard, Hazard::Slow);
    assert!(!saved.to_json().unwrap().contains("looked_at"));
    let plan = migrator
        .plan_saved(&saved, &UpOptions::new().check_items(SCAN))
        .await
        .unwrap();
    assert_eq!(step(&plan, "by_email").1.looked_at, 1);
    let options = UpOptions::new().saved(saved).check_items(SCAN);
    let run = migrator.up_with(&options).await.unwrap();
    assert_eq!(step(&run.plan, "by_email").1.looked_at, 1);
}

#[tokio::test]
async fn a_look_that_is_denied_or_stopped_is_an_error_and_nothing_is_changed() {
    let world = with_items(one_of_each()).await;
    let stop = Cancellation::new();
    let migrator = migrator(&world, [by_email()]).with_cancellation(stop.clone());
    world.db.deny("Scan");
    let options = look().check_items(SCAN).consent(Consent::Breaking);
    let error = migrator.up_with(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::PermissionDenied, "{error}");
    assert!(error.to_string().contains("dynamodb:Scan"), "{error}");
    world.db.allow_all();
    let asked = stop.clone();
    world.db.faults().on("Scan").hang();
    let deadline = options.clone().deadline(Duration::from_millis(20));
    let error = migrator.up_with(&deadline).await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted, "{error}");
    assert!(error.to_string().contains("look at the items"), "{error}");
    world.db.faults().clear();
    asked.cancel();
    let error = migrator.up_with(&options).await.unwrap_err();
    assert_eq!(error.code(), Code::Interrupted, "{error}");
    assert!(error.to_string().contains("look at the items"), "{error}");
    let table = described(&world, "customers").await;
    assert!(table.global_secondary_indexes().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_throttled_look_waits_and_goes_on() {
    let world = World::in_process();
    fill(&world, one_of_each()).await;
    // Every part, in each attempt of the client.
    for n in 1..=12 {
        let throttled = world.db.faults().on("Scan").nth(n);
        throttled.answer(400, "ThrottlingException", "Rate exceeded");
    }
    let plan = planned(&migrator(&world, [by_email()]), SCAN).await;
    assert_eq!(step(&plan, "by_email").1.looked_at, 8);
    assert_eq!(world.db.faults().struck(), 12);
}

/// The table with twenty read units a second.
fn provisioned(mut table: Declaration) -> Declaration {
    let capacity = Some(Capacity {
        read: 20,
        write: 20,
    });
    table.definition.billing = Some(Billing::Provisioned);
    table.definition.capacity = capacity;
    for index in &mut table.definition.indexes {
        index.capacity = capacity;
    }
    table
}

/// Whoever is to make an index on a provisioned table of AWS with forty large items.
async fn with_a_long_look(world: &World) -> Migrator {
    let made = migrator(world, [provisioned(customers())]).up().await;
    made.unwrap();
    for id in 0..40 {
        let fat = s("x".repeat(380_000));
        put(world, vec![vec![("id", s(id.to_string())), ("fat", fat)]]).await;
    }
    let registry = Registry::of_tables([provisioned(by_email())]).unwrap();
    let settings = world.settings().with_lease(Duration::from_secs(60));
    Migrator::with_registry(world.client(), settings.with_engine(Engine::Aws), registry)
}

#[tokio::test(start_paused = true)]
async fn half_of_what_a_table_is_provisioned_for_is_left_to_the_application() {
    let world = World::in_process();
    let migrator = with_a_long_look(&world).await;
    let started = Instant::now();
    let plan = planned(&migrator, SCAN).await;
    let took = started.elapsed().as_secs_f64();
    let whole = step(&plan, "by_email").1.read_units.as_f64() / 10.0;
    // Nothing is waited for after the last page of a part, and no part is as large as another.
    assert!(
        took > whole * 0.6 && took < whole * 1.5,
        "{took} s, {whole}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_long_look_is_told_of_while_it_goes_on() {
    let world = World::in_process();
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let migrator = with_a_long_look(&world).await.with_events(move |event| {
        if let Event::ItemsLookedAt { items, elapsed, .. } = event {
            sink.lock().unwrap().push((*elapsed, *items));
        }
    });
    planned(&migrator, SCAN).await;
    let told = told.lock().unwrap();
    assert!(told.len() > 2, "{told:?}");
    assert!(told.is_sorted_by_key(|(_, items)| *items), "{told:?}");
    assert!(told.iter().all(|(_, items)| *items <= 40), "{told:?}");
    let apart = |two: &[(Duration, u64)]| two[1].0 - two[0].0 >= Duration::from_secs(10);
    assert!(told.windows(2).all(apart), "{told:?}");
}
