//! HTTP/1.1 as far as DynamoDB's protocol needs it, and no library: what stands in for a client or a server is to cost
//! as little as it can.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One end of a connection.
pub(super) struct Wire {
    stream: TcpStream,
    /// What has come and is not taken.
    come: Vec<u8>,
}

/// A request or a response.
pub(super) struct Message {
    /// The first line and the headers.
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Wire {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        let come = Vec::with_capacity(1 << 16);
        Ok(Self { stream, come })
    }

    /// Connects to `http://HOST:PORT`.
    pub(super) async fn to(url: &str) -> io::Result<Self> {
        let address = url.trim_start_matches("http://");
        Self::new(TcpStream::connect(address).await?)
    }

    /// The next message; none where the other end has closed.
    pub(super) async fn read(&mut self) -> io::Result<Option<Message>> {
        let mut searched = 0;
        let end = loop {
            let found = self.come[searched..]
                .windows(4)
                .position(|four| four == b"\r\n\r\n");
            if let Some(at) = found {
                break searched + at + 4;
            }
            searched = self.come.len().saturating_sub(3);
            if self.stream.read_buf(&mut self.come).await? == 0 {
                return Ok(None);
            }
        };
        let head = String::from_utf8_lossy(&self.come[..end]).into_owned();
        let length = header(&head, "content-length").and_then(|length| length.parse().ok());
        let whole = end + length.unwrap_or(0_usize);
        while self.come.len() < whole {
            if self.stream.read_buf(&mut self.come).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let body = self.come[end..whole].to_vec();
        self.come.drain(..whole);
        Ok(Some(Message { head, body }))
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }
}

/// A header's value, whatever the case of its name.
pub(super) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = lines.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
    Some(value.trim())
}

/// A request to DynamoDB, signed by nobody: a local engine takes any credentials.
pub(super) fn request(operation: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.0\r\nx-amz-target: \
         DynamoDB_20120810.{operation}\r\nx-amz-date: 20260101T000000Z\r\nauthorization: AWS4-HMAC-SHA256 \
         Credential=bench/20260101/local/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, \
         Signature=00\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A response of DynamoDB's.
pub(super) fn response(status: u16, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
