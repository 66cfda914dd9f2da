use std::fs;
use std::path::PathBuf;

use super::fixture::{FEW, STATE};
use super::processes::{Took, foreign};
use crate::python::Python;
use crate::workspace::Workspace;
use crate::{Result, output};

/// A page, and a conditional update for each item of it: one after the other, or so many threads at once.
const SCRIPT: &str = r##"import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

url, table, name, state, threads = sys.argv[1:]
threads = int(threads)
client = boto3.client(
    "dynamodb",
    endpoint_url=url,
    region_name="local",
    aws_access_key_id="bench",
    aws_secret_access_key="bench",
    config=Config(max_pool_connections=max(threads, 10)),
)


def update(item):
    client.update_item(
        TableName=table,
        Key={"id": item["id"]},
        UpdateExpression="SET #s = :new",
        ConditionExpression="attribute_exists(id) AND #s = :was",
        ExpressionAttributeNames={"#s": name},
        ExpressionAttributeValues={":new": {"S": state}, ":was": item[name]},
    )


began = time.perf_counter()
count = 0
with ThreadPoolExecutor(threads) as pool:
    for page in client.get_paginator("scan").paginate(TableName=table):
        done = pool.map(update, page["Items"]) if threads > 1 else map(update, page["Items"])
        count += sum(1 for _ in done)
print(json.dumps({"items": count, "seconds": time.perf_counter() - began}))
"##;

/// The script, and a Python that can run it.
pub(super) struct Boto3 {
    python: Python,
    script: PathBuf,
}

impl Boto3 {
    /// None, and a sentence on why, where there is no Python or no boto3 to be had.
    pub(super) fn new(workspace: &Workspace) -> Result<Option<Self>> {
        let python = match Python::with_boto3(&workspace.directory("boto3")?) {
            Ok(python) => python,
            Err(error) => {
                output::say(&format!("nothing is compared with boto3: {error}"));
                return Ok(None);
            }
        };
        let script = workspace.directory("items")?.join("update-each.py");
        fs::write(&script, SCRIPT)?;
        Ok(Some(Self { python, script }))
    }

    pub(super) fn versions(&self) -> Result<String> {
        self.python.versions()
    }

    pub(super) fn run(&self, url: &str, state: &str, threads: u32) -> Result<Took> {
        let script = self.script.to_string_lossy();
        let threads = threads.to_string();
        let arguments = [&*script, url, FEW, STATE, state, &threads];
        foreign(&self.python.program, &arguments)
    }
}
