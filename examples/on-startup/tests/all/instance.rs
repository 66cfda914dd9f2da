use std::net::SocketAddr;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use dynamig::Result;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStderr, Command};

/// The longest that any step of a test takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running service. It ends with the value.
#[derive(Debug)]
pub(crate) struct Instance {
    process: Child,
    log: Lines<BufReader<ChildStderr>>,
    address: SocketAddr,
}

impl Instance {
    /// Starts the service in front of an engine, and waits until it listens on a free port of loopback.
    pub(crate) async fn start(engine: &str) -> Result<Self> {
        let mut process = command(engine).spawn()?;
        let log = process.stderr.take().ok_or("no log")?;
        let mut log = BufReader::new(log).lines();
        let address = tokio::time::timeout(PATIENCE, listening(&mut log)).await??;
        Ok(Self {
            process,
            log,
            address,
        })
    }

    /// Asks for a path. Returns the status line and the body.
    pub(crate) async fn get(&self, path: &str) -> Result<(String, String)> {
        let mut stream = TcpStream::connect(self.address).await?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        tokio::time::timeout(PATIENCE, stream.read_to_string(&mut answer)).await??;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        let status = head.lines().next().unwrap_or_default();
        Ok((status.to_owned(), body.to_owned()))
    }

    /// Asks it to terminate. Returns how it ended and the rest of its log.
    pub(crate) async fn terminate(mut self) -> Result<(ExitStatus, String)> {
        let id = self.process.id().ok_or("it has ended")?;
        let kill = Command::new("kill").arg(id.to_string()).status().await?;
        assert!(kill.success(), "kill {id}");
        let ended = tokio::time::timeout(PATIENCE, self.process.wait()).await??;
        let mut rest = String::new();
        while let Some(line) = self.log.next_line().await? {
            rest.push_str(&line);
            rest.push('\n');
        }
        Ok((ended, rest))
    }
}

/// The service, with nothing of this process's own settings.
pub(crate) fn command(engine: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_on-startup"));
    command
        .env_clear()
        .envs([
            ("DYNAMIG_ENV", "local"),
            ("DYNAMIG_ENDPOINT_URL", engine),
            ("LISTEN", "127.0.0.1:0"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
        ])
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn listening(log: &mut Lines<BufReader<ChildStderr>>) -> Result<SocketAddr> {
    let mut seen = String::new();
    while let Some(line) = log.next_line().await? {
        if let Some((_, address)) = line.split_once("listening address=") {
            return Ok(address.trim().parse()?);
        }
        seen.push_str(&line);
        seen.push('\n');
    }
    Err(format!("the service ended before it listened:\n{seen}").into())
}
