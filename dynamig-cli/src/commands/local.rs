use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Setup;

/// Serves the embedded engine's file on loopback, for your application, until it is stopped. Prints the variables that
/// lead the AWS SDKs there; other commands of dynamig find the address by themselves.
#[derive(Debug, clap::Args)]
pub(crate) struct LocalArgs {
    /// The port; 0 takes a free one, and so does the default where 8000 is taken
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
}

#[cfg(not(feature = "embedded"))]
pub(crate) async fn run(_args: LocalArgs, _setup: Setup) -> Result<Exit, Failure> {
    Err(Failure::new(
        dynamig::Code::Configuration,
        "this program was built without the embedded engine",
    ))
}

#[cfg(feature = "embedded")]
pub(crate) use served::run;

#[cfg(feature = "embedded")]
mod served {
    use std::net::SocketAddr;

    use dynamig::embedded::{Engine, Opened, Served};
    use dynamig::{Code, Error};

    use super::{Exit, Failure, LocalArgs, Setup};
    use crate::args::Format;
    use crate::session::wait_for;

    /// The port that DynamoDB Local has made usual.
    const USUAL: u16 = 8000;

    pub(crate) async fn run(args: LocalArgs, setup: Setup) -> Result<Exit, Failure> {
        let file = setup.engine_file()?;
        let shown = file.display().to_string();
        if setup.global.dry_run {
            let document = serde_json::json!({ "would_serve": shown });
            setup
                .shell
                .report(&document, || format!("would serve {shown}"))?;
            return Ok(Exit::DONE);
        }
        let limit = setup.settings.lock_timeout();
        let engine = match wait_for(&file, limit, &setup.shell, &setup.cancellation).await? {
            Opened::Here(engine) => engine,
            Opened::Served(address) => {
                setup
                    .shell
                    .say(&format!("another process serves {shown} already"));
                print(&setup, address)?;
                return Ok(Exit::DONE);
            }
            other => {
                return Err(Failure::new(
                    Code::Internal,
                    format!("the engine's file was opened in an unknown way: {other:?}"),
                ));
            }
        };
        let served = serve(&engine, args.port).await?;
        setup.shell.say(&format!("serving {shown} until stopped"));
        print(&setup, served.address())?;
        setup.cancellation.cancelled().await;
        served.shutdown().await?;
        Ok(Exit::DONE)
    }

    async fn serve(engine: &Engine, port: Option<u16>) -> Result<Served, Error> {
        match port {
            Some(port) => engine.serve(port).await,
            None => match engine.serve(USUAL).await {
                Ok(served) => Ok(served),
                Err(_taken) => engine.serve(0).await,
            },
        }
    }

    /// The variables are data: a shell, or a file of variables, can take them as they are.
    fn print(setup: &Setup, address: SocketAddr) -> Result<(), Failure> {
        let variables = [
            ("AWS_ENDPOINT_URL_DYNAMODB", format!("http://{address}")),
            (
                "AWS_REGION",
                setup.settings.region().unwrap_or("local").to_owned(),
            ),
            ("AWS_ACCESS_KEY_ID", "dynamig".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "dynamig".to_owned()),
        ];
        if setup.shell.format() == Format::Json {
            let variables: serde_json::Map<_, _> = variables
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect();
            let document = serde_json::json!({ "schema_version": 1, "endpoint": format!("http://{address}"), "variables": variables });
            return setup.shell.data(&document.to_string());
        }
        let lines: Vec<String> = variables
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        setup.shell.data(&lines.join("\n"))
    }
}
