//! What a request unit costs on demand, without the free tier, discounts and taxes.
//!
//! From the AWS Price List, offer AmazonDynamoDB, product family "Amazon DynamoDB PayPerRequest Throughput". Only regions whose
//! figures were looked up are here, and each has the day on which AWS published them.

/// What a unit costs, in millionths of a millionth of a US dollar: 625,000 are $0.625 per million units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) read: u32,
    pub(super) write: u32,
}

/// The prices of one region.
#[derive(Clone, Copy, Debug)]
pub(super) struct RegionPrices {
    pub(super) region: &'static str,
    /// When AWS published them.
    pub(super) published: &'static str,
    /// Tables of the class Standard.
    pub(super) standard: Price,
    /// Tables of the class Standard-IA; none where nobody looked it up.
    pub(super) infrequent: Option<Price>,
}

const fn price(read: u32, write: u32) -> Price {
    Price { read, write }
}

/// Where a region is not in the table, the prices of this one are taken.
pub(super) const OTHERWISE: RegionPrices = RegionPrices {
    region: "us-east-1",
    published: "2026-08-15",
    standard: price(125_000, 625_000),
    infrequent: Some(price(155_000, 780_000)),
};

/// All regions whose prices are known.
pub(super) const PRICES: [RegionPrices; 5] = [
    OTHERWISE,
    RegionPrices {
        region: "us-east-2",
        published: "2026-09-11",
        standard: price(125_000, 625_000),
        infrequent: None,
    },
    RegionPrices {
        region: "ap-northeast-1",
        published: "2026-09-11",
        standard: price(142_500, 715_000),
        infrequent: None,
    },
    RegionPrices {
        region: "eu-central-1",
        published: "2026-08-15",
        standard: price(152_500, 762_500),
        infrequent: Some(price(190_500, 955_000)),
    },
    RegionPrices {
        region: "eu-west-1",
        published: "2026-08-15",
        standard: price(141_500, 705_000),
        infrequent: Some(price(177_000, 885_000)),
    },
];
