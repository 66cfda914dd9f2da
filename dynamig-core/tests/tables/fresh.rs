//! What is deleted where an environment begins anew.

use dynamig::Code;
use dynamig::plan::tables::fresh;
use dynamig::settings::Manage;
use dynamig::table::{Setting, TableRow};

use crate::given::{World, declare, orders, with};

#[test]
fn an_environment_that_begins_anew_deletes_what_is_managed_whole() {
    let declaration = declare(with(orders(), |table| {
        table.deletion_protection = Setting::On(());
    }));
    let mut world = World::of(&declaration);
    let anew = |world: &World, declared: &[dynamig::table::Declaration]| {
        let rows = world.row.clone().into_iter();
        let rows = rows.map(|row| ("orders".to_owned(), row)).collect();
        fresh(declared, &world.observed(), &rows, &world.target)
    };
    let declared = [declaration];
    let calls = |plan: dynamig::plan::tables::TablePlan| {
        let steps = plan.steps.into_iter();
        steps.map(|step| step.call.operation()).collect::<Vec<_>>()
    };
    assert_eq!(
        calls(anew(&world, &declared)),
        ["UpdateTable", "DeleteTable"]
    );
    assert_eq!(calls(anew(&world, &[])).len(), 2, "declared or not");
    let managed = world.row.clone();
    world.row = managed.clone().map(TableRow::released);
    assert_eq!(calls(anew(&world, &[])).len(), 0, "somebody else's by now");
    assert_eq!(calls(anew(&world, &declared)).len(), 2, "declared again");
    world.row = managed;
    for manage in [Manage::Indexes, Manage::Verify] {
        world.target.manage = manage;
        assert_eq!(calls(anew(&world, &declared)).len(), 0);
    }
    world.target.manage = Manage::All;
    world.live.as_mut().unwrap().id = Some("id-2".into());
    let plan = anew(&world, &declared);
    assert_eq!(plan.refusals[0].code, Code::TableRecreated);
    assert_eq!(calls(plan).len(), 0);
}
