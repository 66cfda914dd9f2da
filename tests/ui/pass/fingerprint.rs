//! The compiler hands the macro the same tokens as a test has, however they are laid out.

use dynamig::{Context, IsMigration, Result, migration};

#[migration(version = 1)]
async fn formatted(_cx: &Context) -> Result<()> {
    use std::collections::BTreeMap;
    /// Borrows.
    #[derive(Debug, Clone)]
    struct Pair<'a>((u8, u8), &'a str, Vec<Vec<u8>>);
    let pair = Pair((1, 2), r#"raw "text""#, vec![vec![0xFF, 1]]);
    'all: for (name, price) in [("free\n", -0.5e3), ("pro", 1.)] {
        let prices = BTreeMap::from([(name, price)]);
        match prices.get("free") {
            Some(price) if !(*price > 1.0 && pair.0.1 == 2) => break 'all,
            Some(_) | None => {
                println!("{name} {:?} {}", b"x\0", 'c');
            }
        }
    }
    let twice = |n: u8| n + 1;
    let _ = (twice(pair.1.len() as u8), pair.2);
    Ok(())
}

#[migration(version = 2)]
async fn unformatted(_cx: &Context) -> Result<()> {
    /** Borrows,
        at length. */
    #[derive(Debug)] #[derive(Clone,)] struct Pair<'a>((u8,u8,),&'a str,Vec<Vec<u8> >,);
    use std::collections::{BTreeMap};
    let pair=Pair((1,2),r#"raw "text""#,vec!(vec![0xFF,1,]),);
    'all:for(name,price)in[("free\n",-0.5e3),("pro",1.),]{let prices=BTreeMap::from([(name,price)]);
        match prices.get("free"){|Some(price)if!((*price>1.0&&pair.0 .1==2))=>{break 'all}
            |Some(_)|None=>println!("{name} {:?} {}",b"x\0",'c',) // a comment
        }}
    let twice=|n:u8|{n+1};let _=(twice(pair.1.len()as u8),pair.2);
    Ok(())
}

fn main() {
    let (one, other) = (<formatted as IsMigration>::DECLARATION, <unformatted as IsMigration>::DECLARATION);
    assert_eq!(one.fingerprint, "1:283f0c2f595a2c852456d59f5e066756");
    assert_eq!(other.fingerprint, one.fingerprint);
}
