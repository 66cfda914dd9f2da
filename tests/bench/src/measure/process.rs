use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// Runs a command to its end; a failure is an error with what it said.
pub(crate) fn run(command: &mut Command) -> Result<Output> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {}\n{said}", output.status).into())
}

/// How long a command takes, from before it is started until it has ended.
pub(crate) fn wall(command: &mut Command) -> Result<Duration> {
    let started = Instant::now();
    run(command)?;
    Ok(started.elapsed())
}

/// The processor time of a command and of what it starts and waits for, user and system.
///
/// Of one command at a time: it is what the time of all ended children grows by. Linux only, to 10 ms.
pub(crate) fn cpu(command: &mut Command) -> Result<Duration> {
    let before = of_children()?;
    run(command)?;
    Ok(of_children()?.saturating_sub(before))
}

/// What the kernel says of all children that have ended and been waited for, and of theirs.
fn of_children() -> Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("/proc/self/stat, which only Linux has: {error}"))?;
    let ticks = ticks_of_children(&stat).ok_or("/proc/self/stat is of another form")?;
    // The kernel gives them to programs as hundredths of a second, whatever its own are.
    Ok(Duration::from_millis(ticks * 10))
}

/// The sum of `cutime` and `cstime`, its fields 16 and 17. The second is a name in parentheses and may have spaces.
fn ticks_of_children(stat: &str) -> Option<u64> {
    let (_, from_third) = stat.rsplit_once(')')?;
    let mut fields = from_third.split_whitespace().skip(13);
    let mut field = || fields.next()?.parse::<u64>().ok();
    Some(field()? + field()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_children_is_found_behind_a_name_with_spaces() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 1 2 3 4 50 60 700 80 20 0 1 0";
        assert_eq!(ticks_of_children(stat), Some(780));
        assert_eq!(ticks_of_children("7 (a) S 1 7"), None);
    }
}
