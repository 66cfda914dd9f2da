async fn structs(cx:&Context)->Result<()>{#[derive(serde::Serialize,serde::Deserialize)]struct Emails{email:String,pub email_lower:Option<String>,pub(crate) x:u8}struct Unit;struct Tuple(pub u8,String,);struct Empty{}enum E{A,B(u8,),C{a:u8,},D=4}union U{a:u8,b:u16}Ok(())}
async fn functions(cx:&Context)->Result<()>{fn a(){}fn b(x:u8,y:u8,)->u8{x}const fn c<T:Copy+'static,const N:usize,>(x:[T;N])->T where T:Default,T:Send,{x[0]}unsafe extern "C" fn d(){}extern fn e(){}extern "C"{fn f();static G:u8;}async fn h<'a>(x:&'a str)->&'a str{x}fn i(mut a:u8,&b:&u8,(c,d):(u8,u8)){}
    fn long_function_name(first_argument:FirstType,second_argument:SecondType,third_argument:ThirdType)->Result<Something,SomethingElse>where SomethingElse:From<Something>{todo!()}
    fn j()->impl Iterator<Item=u8>+use<'a,T>{x} fn k(_:impl Fn(u8)->u8){} fn l()->!{loop{}} Ok(())}
async fn impls(cx:&Context)->Result<()>{struct S;impl S{const A:u8=1;fn f(&self)->&Self{self}pub fn g(&mut self,x:u8){}fn h(self){}fn i(mut self:Box<Self>){}}impl<T>Trait for Vec<T>where T:Send{type X=T;fn f(){}}unsafe impl Send for S{}impl!Sync for S{}trait Trait{type X:Send;fn f();fn g(&self)->u8{1}const B:u8;}trait Alias:Send+Sync{}impl<'a,T:'a+?Sized>Other<'a>for &'a T{}Ok(())}
async fn modules(cx:&Context)->Result<()>{mod m{pub use super::x;use std::fmt;pub fn f(){}pub(super) mod n{pub use a::b;#[cfg(test)]use c;}}const A:u8=1;static B:&str="b";static mut C:[u8;2]=[1,2];type D<T>=Vec<T>;macro_rules! e{($x:expr,)=>{$x};($($y:ident),*)=>{$($y;)*}}Ok(())}
async fn docs(cx:&Context)->Result<()>{
    /// One.   
    ///   Two.
    fn a(){}
    /** Three
     * Four */
    fn b(){}
        /**
            Five
                indented
        */
    fn c(){} #[doc="Six"] fn d(){} #[doc(hidden)] fn e(){}
    Ok(())
}
async fn visibility(cx:&Context)->Result<()>{pub fn a(){}pub(crate)fn b(){}pub(self)fn c(){}pub(in super::x)fn d(){}crate::e();self::f();super::g();Ok(())}
