use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use dynamig_faults::Options;
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `member`, killed when dropped.
pub(crate) struct Process {
    child: Child,
    told: Arc<Told>,
    reader: Option<JoinHandle<()>>,
    name: String,
}

/// How a process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it told.
    pub(crate) lines: Vec<String>,
}

#[derive(Default)]
struct Told {
    lines: Mutex<Vec<String>>,
    more: Condvar,
}

impl Process {
    /// Starts one, with these variables and no others.
    pub(crate) fn start(options: &Options, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_member"))
            .arg(serde_json::to_string(options).unwrap())
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = Arc::new(Told::default());
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn({
            let told = told.clone();
            move || {
                for line in stdout.lines().map_while(Result::ok) {
                    told.lines.lock().unwrap().push(line);
                    told.more.notify_all();
                }
            }
        });
        Self {
            child,
            told,
            reader: Some(reader),
            name: options.name.clone(),
        }
    }

    /// Waits until it tells a line that starts so, and returns the line.
    pub(crate) fn wait_for(&self, start: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut lines = self.told.lines.lock().unwrap();
        loop {
            if let Some(line) = lines.iter().find(|line| line.starts_with(start)) {
                return line.clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "{} never told `{start}`: {lines:?}",
                self.name
            );
            lines = self.told.more.wait_timeout(lines, left).unwrap().0;
        }
    }

    /// Whether it still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for its end.
    pub(crate) fn ended(mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        while self.is_running() {
            assert!(
                Instant::now() < deadline,
                "{} does not end: {:?}",
                self.name,
                self.told.lines.lock().unwrap()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        let code = self.child.wait().unwrap().code();
        self.reader.take().unwrap().join().unwrap();
        let lines = self.told.lines.lock().unwrap().clone();
        Ended { code, lines }
    }

    /// `kill -9`; what it told until then.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().unwrap();
        self.ended()
    }

    /// SIGSTOP: nothing of it runs any more, and it does not notice.
    pub(crate) fn stop(&self) {
        kill_process(self.pid(), Signal::STOP).unwrap();
    }

    /// SIGCONT.
    pub(crate) fn wake(&self) {
        kill_process(self.pid(), Signal::CONT).unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _killed = self.child.kill();
        let _reaped = self.child.wait();
    }
}

impl Ended {
    /// Asserts that all went well.
    #[track_caller]
    pub(crate) fn assert_done(&self) {
        assert_eq!(self.code, Some(0), "{:#?}", self.lines);
    }

    /// Asserts that it ended with this error.
    #[track_caller]
    pub(crate) fn assert_error(&self, code: dynamig::Code) {
        assert_eq!(self.code, Some(i32::from(code.exit())), "{:#?}", self.lines);
        let error = format!("error {code} ");
        assert!(
            self.lines.iter().any(|line| line.starts_with(&error)),
            "{:#?}",
            self.lines
        );
    }

    /// How long it waited for the lock; none where it never took it.
    pub(crate) fn waited(&self) -> Option<Duration> {
        let line = self
            .lines
            .iter()
            .find(|line| line.starts_with("acquired "))?;
        let millis = line.rsplit(' ').next().unwrap().parse().unwrap();
        Some(Duration::from_millis(millis))
    }
}
