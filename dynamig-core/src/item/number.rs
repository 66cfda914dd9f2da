/// A number taken apart as it is written, without loss: `0.d₁d₂d₃… × 10^magnitude`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number<'a> {
    negative: bool,
    /// From the first to the last digit that is not zero; the point may be between.
    digits: &'a str,
    magnitude: i64,
}

impl<'a> Number<'a> {
    const ZERO: Self = Self {
        negative: false,
        digits: "",
        magnitude: 0,
    };

    /// Takes a decimal number apart, with or without a fraction and an exponent.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.len() + fraction.len() == 0) || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let counts = |byte: u8| byte.is_ascii_digit() && byte != b'0';
        let first = mantissa.bytes().position(counts);
        let last = mantissa.bytes().rposition(counts);
        let (Some(first), Some(last)) = (first, last) else {
            return Some(Self::ZERO);
        };
        // The point itself is no digit.
        let before_point = if first < whole.len() {
            whole.len() as i64 - first as i64
        } else {
            whole.len() as i64 + 1 - first as i64
        };
        Some(Self {
            negative,
            digits: &mantissa[first..=last],
            magnitude: before_point + i64::from(exponent),
        })
    }

    /// Its digits from the first to the last that is not zero.
    fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.digits.bytes().filter(|byte| *byte != b'.')
    }

    /// How many digits there are from the first to the last that is not zero.
    pub(super) fn significant(&self) -> usize {
        self.digits.len() - usize::from(self.digits.contains('.'))
    }

    /// How many digits are before the point; negative: how many zeros follow it.
    pub(super) fn magnitude(&self) -> i64 {
        self.magnitude
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    /// A text that equal numbers share.
    pub(super) fn canonical(&self) -> String {
        let mut text = String::with_capacity(self.digits.len() + 8);
        text.push(if self.negative { '-' } else { '+' });
        text.extend(self.digits().map(char::from));
        text.push('e');
        text.push_str(&self.magnitude.to_string());
        text
    }

    /// The number as a whole one of any Rust type, where it is one and fits.
    pub(super) fn integer<T: TryFrom<i128> + TryFrom<u128>>(&self) -> Option<T> {
        let missing_zeros = self.magnitude - self.significant() as i64;
        // 39 digits are what 128 bits hold.
        if missing_zeros < 0 || self.magnitude > 39 {
            return None;
        }
        let mut size: u128 = 0;
        let zeros = std::iter::repeat_n(b'0', usize::try_from(missing_zeros).ok()?);
        for digit in self.digits().chain(zeros) {
            size = size
                .checked_mul(10)?
                .checked_add(u128::from(digit - b'0'))?;
        }
        if self.negative {
            T::try_from(0i128.checked_sub_unsigned(size)?).ok()
        } else {
            T::try_from(size).ok()
        }
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.negative == other.negative
            && self.magnitude == other.magnitude
            && self.digits().eq(other.digits())
    }
}

/// Whether two texts are the same number. What is no number is the same as its own text alone.
pub(super) fn same_number(one: &str, other: &str) -> bool {
    one == other
        || match (Number::parse(one), Number::parse(other)) {
            (Some(one), Some(other)) => one == other,
            (_, _) => false,
        }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed step is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_worth() {
        for (one, other) in [
            ("1", "1.0"),
            ("1", "1e0"),
            ("100", "1E2"),
            ("-0", "0.000"),
            ("0.05", "5e-2"),
            ("00120.50", "1.205E+2"),
            (
                "12345678901234567890123456789012345678",
                "1.2345678901234567890123456789012345678e37",
            ),
        ] {
            assert!(same_number(one, other), "{one} and {other}");
        }
        for (one, other) in [
            ("1", "-1"),
            ("1", "10"),
            ("0.1", "0.01"),
            (
                "12345678901234567890123456789012345678",
                "12345678901234567890123456789012345679",
            ),
            ("a", "b"),
            ("1", "."),
        ] {
            assert!(!same_number(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn whole_numbers_are_exact_or_none() {
        let of = |text| Number::parse(text).unwrap().integer::<i128>();
        assert_eq!(of("1.50e1"), Some(15));
        assert_eq!(of("-1e3"), Some(-1000));
        assert_eq!(of("0.0"), Some(0));
        assert_eq!(of("1.5"), None);
        assert_eq!(of("1e40"), None);
        assert_eq!(of(&i128::MIN.to_string()), Some(i128::MIN));
        assert_eq!(Number::parse("-1").unwrap().integer::<u128>(), None);
        assert_eq!(Number::parse("256").unwrap().integer::<u8>(), None);
        let most = u128::MAX.to_string();
        assert_eq!(Number::parse(&most).unwrap().integer(), Some(u128::MAX));
    }

    #[test]
    fn what_is_no_number_is_not_taken_apart() {
        for text in [
            "", "-", ".", "1.2.3", "1e", "inf", "NaN", "1e5.5", "٣", "1 ",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }
}
