//! The engine's file: one process at a time, found by the others, nothing stale.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use dynamig::Code;
use dynamig::embedded::{self, Engine, Opened, connect_or_open};
use dynamig_harness::{Harness, create_table_by_id};

#[test]
fn a_file_that_is_held_here_cannot_be_opened_again() {
    let (_directory, file) = file();
    let engine = Engine::open(&file).unwrap();
    assert_eq!(engine.path(), Some(file.as_path()));
    let error = Engine::open(&file).unwrap_err();
    assert_eq!(error.code(), Code::EngineHeld);
    let pid = std::process::id();
    assert_eq!(
        error.to_string(),
        format!(
            "the engine's file {} is held by process {pid}",
            file.display()
        )
    );
    assert!(error.what_next().unwrap().contains("cargo dynamig local"));
}

#[test]
fn the_files_directory_is_made() {
    let (directory, _file) = file();
    let file = directory.path().join("a/b/app.db");
    let _engine = Engine::open(&file).unwrap();
    assert!(file.is_file());
}

#[test]
fn a_file_is_free_when_the_last_client_is_gone() {
    let (_directory, file) = file();
    let client = Engine::open(&file).unwrap().client();
    assert_eq!(Engine::open(&file).unwrap_err().code(), Code::EngineHeld);
    drop(client);
    Engine::open(&file).unwrap();
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_free() {
    let (_directory, file) = file();
    std::fs::write(
        &file,
        "no database, and long enough to be looked at as one".repeat(20),
    )
    .unwrap();
    for _ in 0..2 {
        let error = Engine::open(&file).unwrap_err();
        assert_eq!(error.code(), Code::Engine);
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn what_was_written_is_there_after_opening_again() {
    let (_directory, file) = file();
    let tables = {
        let engine = Engine::open(&file).unwrap();
        create_table_by_id(&engine.client(), "kept").await;
        engine.client().list_tables().send().await.unwrap()
    };
    let engine = Engine::open(&file).unwrap();
    let found = engine.client().list_tables().send().await.unwrap();
    assert_eq!(found.table_names(), tables.table_names());
    assert_eq!(found.table_names(), ["kept"]);
}

#[test]
fn another_process_that_holds_the_file_is_named() {
    let (_directory, file) = file();
    let other = Other::start(&file, &[]);
    assert_eq!(other.said, "holds");
    let error = connect_or_open(&file).unwrap_err();
    assert_eq!(error.code(), Code::EngineHeld);
    assert!(
        error
            .to_string()
            .ends_with(&format!("is held by process {}", other.pid()))
    );
}

#[test]
fn of_ten_processes_at_once_exactly_one_gets_the_file() {
    let (_directory, file) = file();
    let others: Vec<Starting> = (0..10).map(|_| Starting::new(&file, &[])).collect();
    let others: Vec<Other> = others.into_iter().map(Starting::wait).collect();
    let holders: Vec<&Other> = others
        .iter()
        .filter(|other| other.said == "holds")
        .collect();
    let [holder] = holders.as_slice() else {
        panic!("{} processes hold the file", holders.len());
    };
    let refused = format!(
        "error: the engine's file {} is held by process {}",
        file.display(),
        holder.pid()
    );
    assert_eq!(
        others.iter().filter(|other| other.said == refused).count(),
        9
    );
}

#[test]
fn a_killed_holder_leaves_no_lock() {
    let (_directory, file) = file();
    let mut other = Other::start(&file, &["serve"]);
    assert!(
        other.said.starts_with("serves 127.0.0.1:"),
        "{}",
        other.said
    );
    other.process.kill().unwrap();
    other.process.wait().unwrap();
    assert!(matches!(connect_or_open(&file).unwrap(), Opened::Here(_)));
}

#[test]
fn a_holder_that_ends_leaves_nothing_in_the_lock_file() {
    let (_directory, file) = file();
    let mut other = Other::start(&file, &["serve"]);
    drop(other.stdin.take());
    assert!(other.process.wait().unwrap().success());
    let lock = file.with_extension("db.lock");
    assert_eq!(std::fs::read_to_string(lock).unwrap(), "");
}

#[tokio::test]
async fn the_second_opener_is_led_to_the_process_that_serves_the_file() {
    let (_directory, file) = file();
    let other = Other::start(&file, &["serve"]);
    let Opened::Served(address) = connect_or_open(&file).unwrap() else {
        panic!("the other process serves it");
    };
    assert_eq!(other.said, format!("serves {address}"));
    let db = Harness::endpoint(&format!("http://{address}"));
    create_table_by_id(&db.client(), "shared").await;
    let found = db.client().list_tables().send().await.unwrap();
    assert_eq!(found.table_names(), ["shared"]);

    let error = Engine::open(&file).unwrap_err();
    let expected = format!(
        "is held by process {}, which serves it at http://{address}",
        other.pid()
    );
    assert!(error.to_string().ends_with(&expected), "{error}");
    assert!(error.what_next().unwrap().contains("use that endpoint"));
}

#[tokio::test]
async fn an_engine_that_is_no_longer_served_says_so() {
    let (_directory, file) = file();
    let engine = Engine::open(&file).unwrap();
    let served = engine.serve(0).await.unwrap();
    assert!(served.address().ip().is_loopback());
    assert!(
        matches!(connect_or_open(&file).unwrap(), Opened::Served(address) if address == served.address())
    );
    // A client that keeps its connection open does not keep the server.
    let client = Harness::endpoint(&served.endpoint_url()).client();
    client.list_tables().send().await.unwrap();
    served.shutdown().await.unwrap();
    assert_eq!(connect_or_open(&file).unwrap_err().code(), Code::EngineHeld);
    drop(engine);
    assert!(matches!(connect_or_open(&file).unwrap(), Opened::Here(_)));
}

#[tokio::test]
async fn serving_that_is_dropped_stops_and_says_so() {
    let (_directory, file) = file();
    let engine = Engine::open(&file).unwrap();
    let served = engine.serve(0).await.unwrap();
    let address = served.address();
    drop(served);
    assert_eq!(connect_or_open(&file).unwrap_err().code(), Code::EngineHeld);
    let db = Harness::endpoint(&format!("http://{address}"));
    db.client().list_tables().send().await.unwrap_err();
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error_that_names_it() {
    let engine = Engine::memory().unwrap();
    let served = engine.serve(0).await.unwrap();
    let port = served.address().port();
    let error = engine.serve(port).await.unwrap_err();
    assert_eq!(error.code(), Code::Engine);
    assert_eq!(
        error.to_string(),
        format!("cannot listen on 127.0.0.1:{port}")
    );
}

#[tokio::test]
async fn a_deleted_file_opens_empty_and_a_held_one_is_not_deleted() {
    let (_directory, file) = file();
    embedded::delete(&file).unwrap();
    let engine = Engine::open(&file).unwrap();
    create_table_by_id(&engine.client(), "gone").await;
    assert_eq!(
        embedded::delete(&file).unwrap_err().code(),
        Code::EngineHeld
    );
    assert_eq!(
        engine
            .client()
            .list_tables()
            .send()
            .await
            .unwrap()
            .table_names()
            .len(),
        1
    );
    drop(engine);
    embedded::delete(&file).unwrap();
    assert!(!file.exists());
    let engine = Engine::open(&file).unwrap();
    assert!(
        engine
            .client()
            .list_tables()
            .send()
            .await
            .unwrap()
            .table_names()
            .is_empty()
    );
}

fn file() -> (tempfile::TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("app.db");
    (directory, file)
}

/// Another process with the file, ended when dropped.
struct Other {
    process: Child,
    stdin: Option<ChildStdin>,
    /// Its one line: what it got.
    said: String,
}

/// Another process that has not yet said what it got.
struct Starting(Child);

impl Starting {
    fn new(file: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hold-engine"));
        command.arg(file).args(arguments);
        Self(
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap(),
        )
    }

    fn wait(self) -> Other {
        let mut process = self.0;
        let mut said = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut said).unwrap();
        let said = said.trim_end().to_owned();
        let stdin = process.stdin.take();
        Other {
            process,
            stdin,
            said,
        }
    }
}

impl Other {
    fn start(file: &Path, arguments: &[&str]) -> Self {
        Starting::new(file, arguments).wait()
    }

    fn pid(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}
