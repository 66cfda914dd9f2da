//! A capacity that Application Auto Scaling sets. No engine has that service, so its answers are canned.

use std::sync::{Arc, Mutex};

use aws_sdk_applicationautoscaling::Client;
use aws_sdk_applicationautoscaling::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_sdk_dynamodb::types::ProvisionedThroughput;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use dynamig::plan::Selection;
use dynamig::plan::tables::{NoteKind, TablePlan};
use dynamig::settings::Engine;
use dynamig::{Code, Error, Settings};

use crate::given::{declare, provisioned};
use crate::world::{World, paused};

/// A service that gives the same answer to everything, and keeps what it was asked.
#[derive(Clone, Debug)]
struct Canned {
    status: u16,
    answer: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Canned {
    fn new(status: u16, answer: impl Into<String>) -> Self {
        Self {
            status,
            answer: answer.into(),
            asked: Arc::default(),
        }
    }

    /// With these targets, by their ids.
    fn of_targets(ids: &[String]) -> Self {
        let target = |id: &String| {
            serde_json::json!({
                "ServiceNamespace": "dynamodb",
                "ResourceId": id,
                "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
                "MinCapacity": 5,
                "MaxCapacity": 100,
                "RoleARN": "arn:aws:iam::123456789012:role/scaling",
                "CreationTime": 1_793_491_200,
            })
        };
        let targets: Vec<_> = ids.iter().map(target).collect();
        Self::new(
            200,
            serde_json::json!({ "ScalableTargets": targets }).to_string(),
        )
    }

    fn client(&self) -> Client {
        let config = Builder::new()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
            .http_client(self.clone());
        Client::from_conf(config.build())
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().unwrap_or_default();
        let body = String::from_utf8_lossy(body).into_owned();
        self.asked.lock().unwrap().push(body);
        let status = self.status.try_into().unwrap();
        let body = SdkBody::from(self.answer.as_str());
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, body)))
    }
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// A table that was brought to 5 units, and that somebody has set to 40 since.
async fn scaled() -> World {
    let world = World::new();
    world.bring(&declare(provisioned(5))).await;
    let units = ProvisionedThroughput::builder()
        .read_capacity_units(40)
        .write_capacity_units(40);
    let client = world.client();
    let request = client.update_table().table_name(world.db.table("orders"));
    let request = request.provisioned_throughput(units.build().unwrap());
    request.send().await.unwrap();
    world.pass(1).await;
    world
}

async fn plan(world: &World, service: &Canned) -> Result<TablePlan, Error> {
    plan_with(world, service, world.settings()).await
}

async fn plan_with(
    world: &World,
    service: &Canned,
    settings: Settings,
) -> Result<TablePlan, Error> {
    let migrator = world.migrator_with(settings, [declare(provisioned(5))]);
    let plan = migrator
        .with_scaling(service.client())
        .plan(&Selection::All)
        .await?;
    Ok(plan.tables)
}

fn notes(plan: &TablePlan, kind: NoteKind) -> String {
    let notes = plan.notes.iter().filter(|note| note.kind == kind);
    notes
        .map(|note| note.message.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_capacity_that_is_scaled_is_left_alone() {
    paused(async {
        let world = scaled().await;
        let id = format!("table/{}", world.db.table("orders"));
        let service = Canned::of_targets(std::slice::from_ref(&id));
        let plan = plan(&world, &service).await.unwrap();
        assert_eq!((plan.steps.len(), plan.held.len()), (0, 0), "{plan:?}");
        insta::assert_snapshot!(notes(&plan, NoteKind::Scaled), @"Application Auto Scaling sets the capacity: it is not compared");
        let [asked] = &service.asked()[..] else {
            panic!("one request, not {:?}", service.asked())
        };
        let asked: serde_json::Value = serde_json::from_str(asked).unwrap();
        assert_eq!(asked["ServiceNamespace"], "dynamodb");
        assert_eq!(asked["ResourceIds"], serde_json::json!([id]));
    });
}

#[test]
fn a_capacity_that_is_not_scaled_is_compared_and_one_of_which_nobody_asked_too_but_aloud() {
    paused(async {
        let world = scaled().await;
        let known = plan(&world, &Canned::of_targets(&[])).await.unwrap();
        assert_eq!(known.held.len(), 1, "{known:?}");
        assert_eq!(notes(&known, NoteKind::Unlooked), "");
        let unasked = world.plan(&declare(provisioned(5))).await;
        assert_eq!(unasked.held.len(), 1, "{unasked:?}");
        insta::assert_snapshot!(notes(&unasked, NoteKind::Unlooked));
    });
}

#[test]
fn nobody_is_asked_where_the_answer_does_not_matter() {
    paused(async {
        let world = scaled().await;
        let service = Canned::of_targets(&[]);
        let settings = "namespace = \"shop\"\n[env.prod.tables.orders]\nignore = [\"capacity\"]\n";
        let settings = Settings::from_toml(settings, Some("prod")).unwrap();
        let settings = settings
            .with_engine(Engine::Aws)
            .with_table_prefix(world.db.prefix());
        let plan = plan_with(&world, &service, settings).await.unwrap();
        assert_eq!((plan.held.len(), service.asked().len()), (0, 0), "{plan:?}");
    });
}

#[test]
fn a_service_that_may_not_be_asked_is_an_error_with_the_way_out() {
    paused(async {
        let world = scaled().await;
        let denied = r#"{"__type": "AccessDeniedException", "message": "no"}"#;
        let error = plan(&world, &Canned::new(400, denied)).await.unwrap_err();
        assert_eq!(error.code(), Code::PermissionDenied);
        insta::assert_snapshot!(format!(
            "{error}\n{}",
            error.what_next().unwrap_or_default()
        ));
    });
}
