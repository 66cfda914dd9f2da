/// What was read is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it ends too early, or has what no entry has")]
pub(crate) struct Torn;

/// Numbers take seven bits a byte, the lowest first: most are lengths, and small.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// How many of something follow.
pub(super) fn put_count(out: &mut Vec<u8>, count: usize) {
    put_number(out, count as u64);
}

/// Bytes behind their length.
pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_count(out, bytes.len());
    out.extend_from_slice(bytes);
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_bytes(out, text.as_bytes());
}

/// What is left of an entry that is being read.
#[derive(Debug)]
pub(super) struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Torn> {
        let (&first, rest) = self.0.split_first().ok_or(Torn)?;
        self.0 = rest;
        Ok(first)
    }

    fn number(&mut self) -> Result<u64, Torn> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(Torn);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Torn)
    }

    /// How many of something follow, each of a byte at least: no more than there are bytes.
    pub(super) fn count(&mut self) -> Result<usize, Torn> {
        let count = usize::try_from(self.number()?).map_err(|_| Torn)?;
        (count <= self.0.len()).then_some(count).ok_or(Torn)
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], Torn> {
        let count = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(Torn)?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(super) fn text(&mut self) -> Result<String, Torn> {
        let text = std::str::from_utf8(self.bytes()?).map_err(|_| Torn)?;
        Ok(text.to_owned())
    }

    /// So many of them as their count says.
    pub(super) fn all<T, C: FromIterator<T>>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, Torn>,
    ) -> Result<C, Torn> {
        let count = self.count()?;
        (0..count).map(|_| one(self)).collect()
    }

    /// Nothing is left.
    pub(super) fn end(self) -> Result<(), Torn> {
        self.0.is_empty().then_some(()).ok_or(Torn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(Rest::of(&out).number(), Ok(number));
            assert_eq!(Rest::of(&out[..out.len() - 1]).number(), Err(Torn));
        }
        assert_eq!(Rest::of(&[0xff; 11]).number(), Err(Torn));
    }

    #[test]
    fn a_length_beyond_the_end_takes_no_memory() {
        let mut out = Vec::new();
        put_number(&mut out, u64::MAX);
        assert_eq!(Rest::of(&out).bytes(), Err(Torn));
        assert_eq!(Rest::of(&out).all::<u8, Vec<_>>(Rest::byte), Err(Torn));
    }
}
