//! Opens the engine's file FILE, serves it when told `serve`, says in one line what it got, and keeps it until its
//! standard input ends. The tests of the file's lock run it as the other process.

use std::io::{Read, Write};

use dynamig::embedded::{Opened, connect_or_open};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name the file")?;
    let serve = arguments.next().is_some_and(|argument| argument == "serve");

    let mut kept = None;
    let line = match connect_or_open(file) {
        Err(error) => format!("error: {error}"),
        Ok(Opened::Here(engine)) if serve => {
            let served = engine.serve(0).await?;
            let line = format!("serves {}", served.address());
            kept = Some((engine, Some(served)));
            line
        }
        Ok(Opened::Here(engine)) => {
            kept = Some((engine, None));
            "holds".to_owned()
        }
        Ok(opened) => format!("{opened:?}"),
    };
    writeln!(std::io::stdout(), "{line}")?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    drop(kept);
    Ok(())
}
