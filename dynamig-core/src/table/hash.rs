use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::words;
use super::{Caps, Declaration, Definition, Index, Presence, Setting, Warm};

/// The number of the canonical text's form. A release that has to write another one keeps this one beside it, or its
/// first `up` would find every table changed.
const FORM: u32 = 1;

impl Declaration {
    /// The canonical hash of what the table is to be, and of what its parts wait for: `1:` and 64 hexadecimal digits.
    ///
    /// The order of attributes, indexes, tags and included attributes is irrelevant; what is not said differs from what
    /// is off. The revision, the package and the place are left out.
    #[must_use]
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(text(self).as_bytes());
        let mut hash = format!("{FORM}:");
        for byte in digest {
            // Writing to a String cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        hash
    }
}

/// A line for each thing that is said, sorted: each is `what=value`, and a text stands behind its length, so that no
/// text can be taken for another line.
fn text(declaration: &Declaration) -> String {
    let mut lines = Lines::default();
    table(&declaration.definition, &mut lines);
    for index in &declaration.definition.indexes {
        lines.index(index);
    }
    let after = &declaration.after;
    for (index, id) in &after.indexes {
        lines.say(&format!("after.index.{}", quoted(index)), id.to_string());
    }
    lines.maybe("after.ttl", after.ttl.as_ref().map(ToString::to_string));
    lines.maybe(
        "after.stream",
        after.stream.as_ref().map(ToString::to_string),
    );
    if declaration.presence == Presence::Dropped {
        lines.say("presence", "dropped");
    }
    lines.0.sort_unstable();
    lines.0.join("\n")
}

fn table(table: &Definition, lines: &mut Lines) {
    lines.say("name", quoted(&table.name));
    lines.say("keys", keys(&table.keys));
    for attribute in &table.attributes {
        let kind = attribute.kind.map(|kind| kind.to_string());
        let what = format!("attribute.{}", quoted(&attribute.name));
        lines.say(&what, kind.unwrap_or_default());
    }
    lines.maybe("billing", table.billing.map(words::billing));
    lines.throughput("", table.capacity, &table.caps, table.warm);
    let stream = &table.stream;
    lines.setting("stream", stream, |view| words::view(*view).to_owned());
    lines.setting("encryption", &table.encryption, |encryption| {
        encryption.key.as_deref().map(quoted).unwrap_or_default()
    });
    lines.maybe("class", table.class.map(words::class));
    lines.setting("deletion_protection", &table.deletion_protection, |()| {
        String::new()
    });
    for tag in &table.tags {
        let value = tag.value.as_deref().map_or("off".to_owned(), quoted);
        lines.say(&format!("tag.{}", quoted(&tag.key)), value);
    }
    lines.setting("ttl", &table.ttl, |attribute| quoted(attribute));
    lines.setting("recovery", &table.recovery, |recovery| {
        recovery
            .days
            .map(|days| days.to_string())
            .unwrap_or_default()
    });
    lines.setting("policy", &table.policy, |policy| quoted(policy));
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn say(&mut self, what: &str, value: impl AsRef<str>) {
        self.0.push(format!("{what}={}", value.as_ref()));
    }

    fn maybe(&mut self, what: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.say(what, value);
        }
    }

    fn setting<T>(&mut self, what: &str, setting: &Setting<T>, value: impl Fn(&T) -> String) {
        match setting {
            Setting::Unsaid => {}
            Setting::Off => self.say(what, "off"),
            Setting::On(on) => self.say(what, format!("on {}", value(on))),
        }
    }

    fn throughput(&mut self, of: &str, capacity: Option<super::Capacity>, caps: &Caps, warm: Warm) {
        let capacity = capacity.map(|units| format!("{} {}", units.read, units.write));
        self.maybe(&format!("{of}capacity"), capacity);
        for (what, cap) in [("caps.read", &caps.read), ("caps.write", &caps.write)] {
            self.setting(&format!("{of}{what}"), cap, u64::to_string);
        }
        for (what, units) in [("warm.read", warm.read), ("warm.write", warm.write)] {
            self.maybe(&format!("{of}{what}"), units.map(|units| units.to_string()));
        }
    }

    fn index(&mut self, index: &Index) {
        let of = format!("index.{}.", quoted(&index.name));
        self.say(&format!("{of}scope"), words::scope(index.scope));
        self.say(&format!("{of}keys"), keys(&index.keys));
        let mut names: Vec<_> = index.projection.attributes.iter().collect();
        names.sort_unstable();
        let mut projection = words::projection(index.projection.kind).to_owned();
        for name in names {
            projection.push(' ');
            projection.push_str(&quoted(name));
        }
        self.say(&format!("{of}projection"), projection);
        self.throughput(&of, index.capacity, &index.caps, index.warm);
    }
}

fn keys(keys: &[super::Key]) -> String {
    let keys = keys
        .iter()
        .map(|key| format!("{} {}", words::role(key.role), quoted(&key.attribute)));
    keys.collect::<Vec<_>>().join(" ")
}

/// A text behind its length in bytes.
fn quoted(text: &str) -> String {
    format!("{}:{text}", text.len())
}
