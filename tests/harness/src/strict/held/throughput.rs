use serde_json::{Map, Value, json};

/// How a table is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::strict) enum Billing {
    #[default]
    Provisioned,
    OnDemand,
}

impl Billing {
    pub(in crate::strict) fn of(word: &str) -> Self {
        if word == "PAY_PER_REQUEST" {
            Self::OnDemand
        } else {
            Self::Provisioned
        }
    }

    pub(in crate::strict) fn word(self) -> &'static str {
        match self {
            Self::Provisioned => "PROVISIONED",
            Self::OnDemand => "PAY_PER_REQUEST",
        }
    }
}

/// Read and write units a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::strict) struct Units {
    pub(in crate::strict) read: i64,
    pub(in crate::strict) write: i64,
}

impl Units {
    /// What AWS keeps every table on demand warm for.
    pub(in crate::strict) const WARM: Self = Self {
        read: 12_000,
        write: 4_000,
    };

    pub(in crate::strict) fn of_capacity(throughput: &Value) -> Option<Self> {
        Some(Self {
            read: throughput["ReadCapacityUnits"].as_i64()?,
            write: throughput["WriteCapacityUnits"].as_i64()?,
        })
    }

    pub(in crate::strict) fn at_least(self, least: Self) -> Self {
        Self {
            read: self.read.max(least.read),
            write: self.write.max(least.write),
        }
    }

    /// With what a request wants to be warm for.
    pub(in crate::strict) fn warmed(self, warm: &Value) -> Self {
        Self {
            read: warm["ReadUnitsPerSecond"].as_i64().unwrap_or(self.read),
            write: warm["WriteUnitsPerSecond"].as_i64().unwrap_or(self.write),
        }
    }

    pub(in crate::strict) fn is_below(self, other: Self) -> bool {
        self.read < other.read || self.write < other.write
    }
}

/// The most that is consumed on demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::strict) struct Caps {
    read: Option<i64>,
    write: Option<i64>,
}

impl Caps {
    /// With what a request says: -1 takes a cap off.
    pub(in crate::strict) fn changed(self, caps: &Value) -> Self {
        let one = |said: &Value, old| match said.as_i64() {
            None => old,
            Some(-1) => None,
            Some(cap) => Some(cap),
        };
        Self {
            read: one(&caps["MaxReadRequestUnits"], self.read),
            write: one(&caps["MaxWriteRequestUnits"], self.write),
        }
    }

    /// As it is described: nothing without caps.
    pub(in crate::strict) fn described(self) -> Value {
        let members = [
            ("MaxReadRequestUnits", self.read),
            ("MaxWriteRequestUnits", self.write),
        ];
        let caps: Map<String, Value> = members
            .into_iter()
            .filter_map(|(name, cap)| Some((name.to_owned(), json!(cap?))))
            .collect();
        if caps.is_empty() {
            Value::Null
        } else {
            Value::Object(caps)
        }
    }
}

/// The throughput of a table or an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::strict) struct Throughput {
    /// None on demand.
    pub(in crate::strict) capacity: Option<Units>,
    pub(in crate::strict) caps: Caps,
    pub(in crate::strict) warm: Units,
}

impl Throughput {
    /// Of a table or an index that is created.
    pub(in crate::strict) fn created(owner: &Value, billing: Billing) -> Self {
        let capacity = match billing {
            Billing::Provisioned => Units::of_capacity(&owner["ProvisionedThroughput"]),
            Billing::OnDemand => None,
        };
        Self {
            capacity,
            caps: Caps::default().changed(&owner["OnDemandThroughput"]),
            warm: capacity
                .unwrap_or(Units::WARM)
                .warmed(&owner["WarmThroughput"]),
        }
    }

    /// AWS warms what has more capacity, and never cools it.
    pub(in crate::strict) fn provision(&mut self, capacity: Units) {
        self.capacity = Some(capacity);
        self.warm = self.warm.at_least(capacity);
    }

    pub(in crate::strict) fn go_on_demand(&mut self) {
        self.capacity = None;
        self.warm = self.warm.at_least(Units::WARM);
    }
}
