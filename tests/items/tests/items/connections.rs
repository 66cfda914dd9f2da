//! Which requests share a connection.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use dynamig::embedded;
use dynamig::{Migrator, Outcome, Registry};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::given::{World, each, everything, options};

/// The operations that each connection has carried.
type Carried = Arc<Mutex<Vec<BTreeSet<String>>>>;

/// A connection keeps a buffer as large as the pages that it has carried: those of dozens of writes are not to.
#[tokio::test]
async fn pages_have_connections_of_their_own() {
    let world = World::in_process();
    world.table("customers").await;
    world.fill("customers", 600).await;
    let served = world.db.serve();
    let carried = Carried::default();
    let url = in_front_of(served.address(), carried.clone()).await;
    let mut few = options();
    few.page = Some(100);
    let migration = each(|mut item| {
        item.set("seen", true);
        Ok(Outcome::Update(item))
    });
    let registry = Registry::of([migration.item_options(few).build().unwrap()]).unwrap();
    let connections = aws_smithy_http_client::Builder::new().build_http();
    let config = embedded::config(connections).endpoint_url(url).build();
    let client = aws_sdk_dynamodb::Client::from_conf(config);
    let migrator = Migrator::with_registry(client, world.settings(), registry);
    migrator.up_with(&everything()).await.unwrap();
    let carried = carried.lock().unwrap();
    let (pages, others): (Vec<_>, Vec<_>) =
        carried.iter().partition(|carried| carried.contains("Scan"));
    assert!(!pages.is_empty() && !others.is_empty());
    let writes = others
        .iter()
        .any(|carried| carried.contains("BatchExecuteStatement"));
    assert!(writes);
    for carried in pages {
        assert_eq!(carried.len(), 1, "{carried:?}");
    }
}

/// Passes connections on, and notes what they carry.
async fn in_front_of(server: SocketAddr, carried: Carried) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(server).await.unwrap();
            let mut all = carried.lock().unwrap();
            all.push(BTreeSet::new());
            tokio::spawn(pass_on(client, server, carried.clone(), all.len() - 1));
        }
    });
    format!("http://{address}")
}

async fn pass_on(client: TcpStream, server: TcpStream, carried: Carried, at: usize) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let (mut seen, mut bytes) = (Vec::new(), vec![0; 1 << 16]);
    while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
        seen.extend_from_slice(&bytes[..count]);
        let text = String::from_utf8_lossy(&seen);
        let operations = text.split("DynamoDB_20120810.").skip(1);
        let operations = operations.filter_map(|rest| rest.split_once("\r\n"));
        let operations = operations.map(|(operation, _)| operation.to_owned());
        carried.lock().unwrap()[at].extend(operations);
        to_server.write_all(&bytes[..count]).await.unwrap();
    }
}
