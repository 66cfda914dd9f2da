use std::fs;

use dynamig_harness::Harness;

use crate::figure::{Figure, Goal};
use crate::measure::{Pairs, run, wall};
use crate::programs::Programs;
use crate::python::Python;
use crate::workspace::Workspace;
use crate::{Result, environment, output};

const ROUNDS: usize = 31;

/// The same row that the no-op reads.
const SCRIPT: &str = r#"import sys

import boto3

client = boto3.client(
    "dynamodb",
    endpoint_url=sys.argv[1],
    region_name="local",
    aws_access_key_id="bench",
    aws_secret_access_key="bench",
)
answer = client.get_item(
    TableName="_dynamig",
    Key={"pk": {"S": "bench"}, "sk": {"S": "head"}},
    ConsistentRead=True,
)
assert "Item" in answer, answer
"#;

/// An `up` that finds nothing to do against a Python script that reads one item of the same server, as whole processes.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let programs = Programs::build(&workspace)?;
    let directory = workspace.directory("boto3")?;
    let python = Python::with_boto3(&directory)?;
    let script = directory.join("read-one-item.py");
    fs::write(&script, SCRIPT)?;
    fs::write(directory.join("dynamig.toml"), "namespace = \"bench\"\n")?;

    let server = Harness::dynoxide().serve();
    let url = server.url();
    let up = || {
        let mut up = environment::command(programs.path(Programs::UP_TO_DATE), &directory);
        up.args(["up", "--endpoint-url", &url]);
        up
    };
    run(&mut up())?;
    output::say("measuring a no-op against boto3");
    let read = || {
        let mut read = environment::command(&python.program, &directory);
        read.arg(&script).arg(&url);
        wall(&mut read)
    };
    read()?;
    let pairs = Pairs::measure(ROUNDS, read, || wall(&mut up()))?;
    Ok(vec![Figure {
        name: "noop_up_vs_boto3",
        value: pairs.ratio(),
        unit: "times",
        goal: Some(Goal::AtLeast(20.0)),
        note: format!(
            "a Python script that reads one item, {:.0} ms ({}), by `up` with nothing to do, {:.1} ms, from start to \
             end of the process, on one server on loopback; {} rounds",
            pairs.first(),
            python.versions()?,
            pairs.second(),
            pairs.rounds()
        ),
    }])
}
