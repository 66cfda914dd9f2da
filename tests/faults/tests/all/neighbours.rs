use dynamig_faults::{Options, Set};

use crate::process::Ended;
use crate::scene::Scene;

fn service(scene: &Scene, name: &str, namespace: &str, packages: &[&str]) -> Options {
    let mut options = scene.options(name);
    options.namespace = namespace.to_owned();
    options.set = Set::Packages(packages.iter().map(|&name| name.to_owned()).collect());
    options
}

/// The ids that a namespace has recorded, without their versions.
fn recorded(scene: &Scene, options: &Options) -> Vec<String> {
    let history = scene.wait(scene.migrator(options).read_history()).unwrap();
    assert_eq!(history.head.as_ref().unwrap().digest, history.digest());
    let names = history.rows.iter().map(|row| row.id.name().to_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

fn run_all(scene: &Scene, all: &[Options]) {
    let started: Vec<_> = all.iter().map(|options| scene.start(options)).collect();
    let ended: Vec<_> = started.into_iter().map(|one| one.ended()).collect();
    ended.iter().for_each(Ended::assert_done);
}

#[test]
fn two_services_in_one_meta_table_do_not_see_each_other() {
    let scene = Scene::new();
    let [orders, billing] = ["orders", "billing"].map(|name| service(&scene, name, name, &[name]));
    run_all(
        &scene,
        &[
            orders.clone(),
            billing.clone(),
            orders.clone(),
            billing.clone(),
        ],
    );
    for (options, name) in [(&orders, "orders"), (&billing, "billing")] {
        assert_eq!(
            recorded(&scene, options),
            [format!("{name}_1"), format!("{name}_2")]
        );
    }
    let effects = scene.effects();
    for what in ["orders 1", "orders 2", "billing 1", "billing 2"] {
        assert_eq!(effects.count(&format!("start {what}")), 1, "{effects:?}");
        assert_eq!(effects.count(&format!("end {what}")), 1, "{effects:?}");
    }
}

#[test]
fn three_prefixes_on_one_account_are_three_environments() {
    let scenes = [Scene::new(), Scene::new(), Scene::new()];
    // One engine, and one table of effects for each prefix.
    let account = &scenes[0];
    let environments: Vec<_> = scenes.iter().map(|scene| scene.db.prefix()).collect();
    for prefix in &environments[1..] {
        let table = format!("{prefix}{}", dynamig_faults::EFFECTS);
        account.wait(dynamig_harness::create_table_by_id(
            &account.db.client(),
            &table,
        ));
    }
    let all: Vec<_> = environments
        .iter()
        .map(|&prefix| {
            let mut options = service(account, "shop", "shop", &["orders"]);
            options.table_prefix = prefix.to_owned();
            options
        })
        .collect();
    run_all(account, &[all.clone(), all.clone()].concat());
    for options in &all {
        assert_eq!(recorded(account, options), ["orders_1", "orders_2"]);
        let table = format!("{}{}", options.table_prefix, dynamig_faults::EFFECTS);
        let client = account.db.client();
        let effects = account.wait(dynamig_faults::Effects::read(&client, &table));
        assert_eq!(effects.count("end orders 1"), 1, "{effects:?}");
        assert_eq!(effects.left.len(), 4, "{effects:?}");
    }
}

/// Two services link a crate whose migrations a third namespace owns: it alone runs them, once.
#[test]
fn the_migrations_of_a_shared_package_are_run_by_their_owner_alone() {
    let scene = Scene::new();
    let [mut orders, mut billing] =
        ["orders", "billing"].map(|name| service(&scene, name, name, &[name, "shared"]));
    for options in [&mut orders, &mut billing] {
        options.foreign = [("shared".to_owned(), "platform".to_owned())].into();
    }
    run_all(&scene, &[orders.clone(), billing.clone()]);
    assert_eq!(scene.effects().count("start shared 1"), 0);
    let owner = service(&scene, "platform", "platform", &["shared"]);
    run_all(
        &scene,
        &[
            orders.clone(),
            owner.clone(),
            billing.clone(),
            owner.clone(),
        ],
    );
    assert_eq!(recorded(&scene, &orders), ["orders_1", "orders_2"]);
    assert_eq!(recorded(&scene, &billing), ["billing_1", "billing_2"]);
    assert_eq!(recorded(&scene, &owner), ["shared_1", "shared_2"]);
    let effects = scene.effects();
    assert_eq!(effects.left.len(), 12, "{effects:?}");
    assert_eq!(effects.count("end shared 2"), 1, "{effects:?}");
}
