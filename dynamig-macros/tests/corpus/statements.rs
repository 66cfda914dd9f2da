async fn lets(cx:&Context)->Result<()>{let a=1;let mut b : u8=2 ;b+=a;let (c,d,)=(a,b);let [first,..,last,]=[1,2,3,];let _=(c,d,first,last);Ok(())}
async fn let_else(cx:&Context)->Result<()>{let Some(x)=find(cx).await else{return Ok(())};drop(x);let Ok(y)=x else{panic!("a long message which is about {} and more things than one",x)};Ok(())}
async fn loops(cx: &Context) -> Result<()> {
    'outer:loop{while let Some( x )=next(){if x==1{continue 'outer}else if x==2{break 'outer;}else{break}}}
    for (i,x) in (0..10).rev().enumerate(){work(i,x)} for _ in 0..=9{} for x in &[1,2,3,]{println!("{x}")}
    let value=loop{break 1};
    while !(a&&b)||(c){ step( ) ;}
    Ok( () )
}
async fn returns(cx: &Context) -> Result<()> { if cx.cancelled(){return Err("x".into())} if a {return} match b {1=>return,_=>{return;}} return Ok(()) }
async fn nested_blocks(cx: &Context) -> Result<()> {{{let a={1};{a;}}} let b=unsafe{ f() }; let c=async move{1}; let d=async{c.await}.await; const{ assert!(true) }; 'a:{break 'a;} Ok(())}
async fn imports(cx: &Context) -> Result<()> {
    use std::time::Duration; use std::collections::{HashMap,BTreeMap,};
    use std::fmt;
    #[cfg(unix)]
    use std::os::unix as os;
    pub(crate) use alloc::vec; extern crate alloc;
    extern crate core as c;
    #[allow(unused)] use a::{self,b::{c,d}}; use {x,y}; use ::z::*;
    let _=Duration::ZERO; use std::late::Import; Ok(())
}
async fn empty(cx:&Context)->Result<()>{

}
async fn comments(cx: &Context) -> Result<()> {
    // One.
    let a = 1; // Two   
    /* Three */ let b = /* Four */ 2; /* /* nested */ five */
    call(a, // Six
      b,);
         //Seven
    Ok(()) // Eight
}
async fn attributes(cx:&Context)->Result<()> {
    #![doc="inner"]
    #[allow( unused , dead_code, )] let x=1;
    #[cfg(feature="a")]{work()} #[ rustfmt::skip ] let   y = 2;
    #[derive(Debug)]#[derive(Clone,Copy,)] struct S; #[derive(Debug)]
    #[derive(PartialEq)]
    /// Doc.
    #[derive(Eq)] #[serde( rename_all="camelCase" )]
    struct T{#[serde(default,)] a:u8,#[doc="x"]b:u8}
    Ok(())
}
async fn shorthand(cx:&Context)->Result<()>{let s=S{a:a,b:b,c:d,..Default::default()};let t=m::T{a:a};let S{a:a,b:ref b,c:_,..}=s;let u=U{x:x,y:y,z};Ok(())}
