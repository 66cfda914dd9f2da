//! Someone before a terminal, who is asked and answers.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::person::{Ended, Person, ended, fixture};

/// A command that runs before a terminal: its questions come there, and so do the answers.
pub(crate) struct Typing {
    child: Child,
    terminal: File,
    shown: Arc<Mutex<String>>,
    line: String,
}

impl Person {
    /// Starts the program with migrations before a terminal.
    pub(crate) fn at_a_terminal(&self, line: &str) -> Typing {
        self.typing(&fixture(), line, &[("NO_COLOR", "1")])
    }

    /// Starts the launcher before a terminal.
    pub(crate) fn launch_at_a_terminal(&self, line: &str) -> Typing {
        let launcher = Path::new(env!("CARGO_BIN_EXE_cargo-dynamig"));
        self.typing(launcher, line, &[("NO_COLOR", "1")])
    }

    /// Starts a program before a terminal that shows colours, and what moves.
    pub(crate) fn in_colour(&self, program: &Path, line: &str) -> Typing {
        self.typing(program, line, &[("TERM", "xterm")])
    }

    fn typing(&self, program: &Path, line: &str, variables: &[(&str, &str)]) -> Typing {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        let controller: OwnedFd = openpt(flags).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let path = ptsname(&controller, Vec::new()).unwrap();
        let user = File::options()
            .read(true)
            .write(true)
            .open(path.to_str().unwrap())
            .unwrap();
        let mut command = self.command(program, line);
        command
            .envs(variables.iter().copied())
            .stdin(Stdio::from(user.try_clone().unwrap()))
            .stderr(Stdio::from(user));
        let child = command.spawn().unwrap();
        // With it goes this process's last handle of the terminal's other end.
        drop(command);
        let terminal = File::from(controller);
        let shown = Arc::new(Mutex::new(String::new()));
        watch(terminal.try_clone().unwrap(), shown.clone());
        Typing {
            child,
            terminal,
            shown,
            line: line.to_owned(),
        }
    }
}

/// Reads what is shown until nobody is there any more, which is an error of a terminal's.
fn watch(mut terminal: File, shown: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut some = [0; 1024];
        while let Ok(count @ 1..) = terminal.read(&mut some) {
            let text = String::from_utf8_lossy(&some[..count]).into_owned();
            shown.lock().unwrap().push_str(&text);
        }
    });
}

impl Typing {
    /// Waits for a text.
    pub(crate) fn sees(&self, text: &str) {
        let started = Instant::now();
        while !self.shown.lock().unwrap().contains(text) {
            let shown = self.shown.lock().unwrap().clone();
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "no `{text}` in: {shown}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types an answer, and waits for the end.
    pub(crate) fn types(mut self, answer: &str, person: &Person) -> Ended {
        writeln!(self.terminal, "{answer}").unwrap();
        self.ends(person)
    }

    /// Waits for the end. What was shown is in `stderr`, with what was typed.
    pub(crate) fn ends(self, person: &Person) -> Ended {
        let mut ended = ended(self.child, &self.line, person.path());
        // What was written last may still be on its way.
        std::thread::sleep(Duration::from_millis(50));
        ended.stderr = self.shown.lock().unwrap().replace("\r\n", "\n");
        ended
    }
}
