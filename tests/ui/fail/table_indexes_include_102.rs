//! All indexes include at most 100.

use dynamig::Table;

#[derive(Table)]
#[table(name = "orders")]
#[index(name = "by_aa", partition_key = a, projection = include("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "a13", "a14", "a15", "a16"))]
#[index(name = "by_bb", partition_key = b, projection = include("b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11", "b12", "b13", "b14", "b15", "b16"))]
#[index(name = "by_cc", partition_key = c, projection = include("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16"))]
#[index(name = "by_dd", partition_key = d, projection = include("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13", "d14", "d15", "d16"))]
#[index(name = "by_ee", partition_key = e, projection = include("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "e13", "e14", "e15", "e16"))]
#[index(name = "by_ff", partition_key = f, projection = include("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16"))]
struct Order {
    #[table(partition_key)]
    id: String,
    a: u64,
    b: u64,
    c: u64,
    d: u64,
    e: u64,
    f: u64,
}

fn main() {}
