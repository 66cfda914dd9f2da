//! What a plan tells of point-in-time recovery, before somebody carries it out.

use dynamig::iam::Role;
use dynamig::plan::tables::NoteKind;
use dynamig::plan::{DownSelection, Plan, Selection, Warning, WarningKind};
use dynamig::settings::Protection;
use dynamig::{
    CheckItems, Code, DownOptions, Event, Migrator, Observe, RedoOptions, Registry, ResetOptions,
    UpOptions,
};

use crate::given::{Told, World, everything, paused};
use crate::recovery::{Declared, marks, migrator, production, ready, switch_on};

async fn planned(migrator: &Migrator) -> Plan {
    migrator.plan(&Selection::All).await.unwrap()
}

/// The only warning of a plan.
fn warning(plan: &Plan) -> &Warning {
    match &plan.warnings[..] {
        [warning] => warning,
        warnings => panic!("{warnings:?}"),
    }
}

fn kinds(plan: &Plan) -> Vec<WarningKind> {
    plan.warnings.iter().map(|warning| warning.kind).collect()
}

const OFF: [WarningKind; 1] = [WarningKind::RecoveryOff];

/// As the command line asks for a plan.
fn looking() -> UpOptions {
    everything().observe(Observe::Always)
}

#[test]
fn a_plan_warns_of_a_table_that_cannot_be_recovered_and_says_what_can_be_done() {
    paused(async {
        let world = production().await;
        let before = world.db.counts();
        let plan = planned(&ready(&world)).await;
        let told = warning(&plan);
        assert_eq!(
            (told.kind, &told.migrations[..]),
            (WarningKind::RecoveryOff, &[marks().id().clone()][..])
        );
        let text = told.message.replace(world.db.prefix(), "");
        insta::assert_snapshot!(text, @"an item migration is to run over table `customers` of a protected environment, whose point-in-time recovery is off: that will be refused");
        assert!(told.hint.contains("--no-pitr") && told.hint.contains("recovery = on"));
        let sent = world.db.counts().since(&before);
        assert_eq!(
            (sent.writes(), sent.of("DescribeContinuousBackups")),
            (0, 1)
        );

        let (kept, _) = ready(&world)
            .save_plan(&Selection::All, &CheckItems::No)
            .await
            .unwrap();
        assert_eq!(kinds(&kept), OFF);
    });
}

#[test]
fn a_plan_of_what_goes_back_warns_as_well() {
    paused(async {
        let world = production().await;
        ready(&world)
            .up_with(&everything().no_pitr("first"))
            .await
            .unwrap();
        let migrator = ready(&world);
        let (redo, reset) = (RedoOptions::new(), ResetOptions::new());
        let down = DownOptions::new(DownSelection::All);
        let plans = [
            migrator.plan_down(&down).await.unwrap(),
            migrator.plan_redo(&redo).await.unwrap(),
            migrator.plan_reset(&reset).await.unwrap(),
        ];
        assert_eq!(plans.each_ref().map(kinds), [OFF; 3]);
        assert_eq!(warning(&plans[1]).migrations.len(), 1, "it is told once");
        let plans = [
            migrator.plan_down(&down.no_pitr("why")).await.unwrap(),
            migrator.plan_redo(&redo.no_pitr("why")).await.unwrap(),
            migrator.plan_reset(&reset.no_pitr("why")).await.unwrap(),
        ];
        assert_eq!(plans.each_ref().map(kinds), [const { Vec::new() }; 3]);
    });
}

#[test]
fn a_plan_does_not_warn_where_nothing_will_be_refused() {
    paused(async {
        let world = production().await;
        let declaring = migrator(&world, Declared::On, vec![marks()]);
        assert_eq!(kinds(&planned(&declaring).await), []);

        let (said, blank) = (looking().no_pitr("exported"), looking().no_pitr(" "));
        let before = world.db.counts();
        assert_eq!(kinds(&ready(&world).plan_with(&said).await.unwrap()), []);
        let error = ready(&world).plan_with(&blank).await.unwrap_err();
        assert_eq!(error.code(), Code::Usage);
        let (_, kept) = ready(&world)
            .save_plan(&Selection::All, &CheckItems::No)
            .await
            .unwrap();
        let saved = ready(&world).plan_saved(&kept, &said).await.unwrap();
        assert_eq!(kinds(&saved), []);
        let open = world.settings().with_protection(Protection::Open);
        let registry = Registry::of([marks()]).unwrap();
        let open = Migrator::with_registry(world.client(), open, registry);
        assert_eq!(kinds(&planned(&open).await), []);
        let asked = world.db.counts().since(&before);
        assert_eq!(
            asked.of("DescribeContinuousBackups"),
            1,
            "by the plan to keep"
        );

        switch_on(&world).await;
        assert_eq!(kinds(&planned(&ready(&world)).await), []);

        // Of a table that the same plan creates there is nothing to recover.
        let world = World::on_aws();
        assert_eq!(kinds(&planned(&ready(&world)).await), []);
    });
}

#[test]
fn a_plan_from_a_state_warns_by_what_the_state_tells() {
    paused(async {
        let world = production().await;
        let migrator = ready(&world);
        let state = migrator.observe(&["customers".to_owned()]).await.unwrap();
        let before = world.db.counts();
        let plan = migrator.plan_from(&state, &Selection::All).unwrap();
        assert_eq!(kinds(&plan), OFF);
        assert_eq!(world.db.counts().since(&before).total(), 0);

        switch_on(&world).await;
        let state = migrator.observe(&["customers".to_owned()]).await.unwrap();
        let plan = migrator.plan_from(&state, &Selection::All).unwrap();
        assert_eq!(kinds(&plan), []);
    });
}

#[test]
fn who_may_not_look_is_warned_that_nobody_looked() {
    paused(async {
        let world = production().await;
        world.db.deny("DescribeContinuousBackups");
        let plan = planned(&ready(&world)).await;
        assert_eq!(warning(&plan).kind, WarningKind::RecoveryUnlooked);
        assert!(warning(&plan).hint.contains("--no-pitr"));
    });
}

#[test]
fn whoever_plans_for_or_deploys_to_a_protected_environment_may_look_at_the_recovery() {
    paused(async {
        let world = production().await;
        let migrator = ready(&world);
        for role in [Role::Plan, Role::Deploy] {
            let told = migrator.permissions(role, &CheckItems::No).await;
            let policy = told.unwrap().policy.to_json();
            assert!(
                policy.contains("dynamodb:DescribeContinuousBackups"),
                "{policy}"
            );
        }
    });
}

#[tokio::test]
async fn of_an_engine_that_has_no_recovery_it_is_told_that_it_has_none() {
    let world = World::new();
    world.table("customers").await;
    world.fill("customers", 5).await;
    let settings = world.settings().with_protection(Protection::Protected);
    let registry = Registry::of([marks()]).unwrap();
    let settings = settings.with_environment("prod");
    let told = Told::default();
    let migrator = Migrator::with_registry(world.client(), settings, registry);
    told.to(migrator).up_with(&everything()).await.unwrap();
    let notes = told.all().into_iter().filter_map(|event| match event {
        Event::TableNoted { kind, message } => Some((kind, message)),
        _ => None,
    });
    let notes: Vec<_> = notes.collect();
    let [(NoteKind::Skipped, message)] = &notes[..] else {
        panic!("{notes:?}");
    };
    assert!(
        message.contains("has no point-in-time recovery"),
        "{message}"
    );
}
