use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::{Code, Error};

/// An amount of money, in millionths of a US dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct MicroDollars(u64);

/// So many make a dollar.
const DOLLAR: u64 = 1_000_000;
/// So many make a cent.
const CENT: u64 = 10_000;

impl MicroDollars {
    /// So many millionths of a dollar.
    #[must_use]
    pub const fn new(micro_dollars: u64) -> Self {
        Self(micro_dollars)
    }

    /// How many millionths of a dollar it is.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// So many millionths of a millionth of a dollar, rounded up.
    pub(super) fn of_pico_dollars(pico_dollars: f64) -> Self {
        Self((pico_dollars / 1e6).ceil() as u64)
    }

    /// The same with cents for its smallest part, rounded up, where it is a dollar or more.
    #[must_use]
    pub const fn rounded(self) -> Self {
        match self.0 {
            0..DOLLAR => self,
            more => Self(more.div_ceil(CENT) * CENT),
        }
    }
}

/// Exact, with two digits after the point or as many more as it takes: `$12.50`, `$0.000625`.
impl fmt::Display for MicroDollars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:06}", self.0 % DOLLAR);
        let significant = digits.trim_end_matches('0').len().max(2);
        write!(f, "${}.{}", self.0 / DOLLAR, &digits[..significant])
    }
}

/// Dollars, as `12`, `12.5` or `0.000001`.
impl FromStr for MicroDollars {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || {
            Error::new(Code::Usage, format!("`{text}` is no amount of US dollars"))
                .hint("write 12 or 12.50, with six digits after the point at the most")
        };
        let (dollars, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_number =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(dollars) || !is_number(part) || part.len() > 6 {
            return Err(refused());
        }
        let whole = dollars
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(DOLLAR));
        let part = format!("{part:0<6}").parse::<u64>().ok();
        let all = whole
            .zip(part)
            .and_then(|(whole, part)| whole.checked_add(part));
        all.map(Self).ok_or_else(refused)
    }
}
