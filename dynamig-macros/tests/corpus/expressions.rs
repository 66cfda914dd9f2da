async fn chains(cx:&Context)->Result<()>{cx.client().put_item().table_name(cx.table("customers").unwrap()).item("id",S("1".into())).condition_expression("attribute_not_exists(id)").send().await?;Ok(())}
async fn short_chain(cx: &Context) -> Result<()> {
    cx
      .client()
      .send()
      .await
      ?;
    a . b ( ) . c [ 0 ] . d ; Ok(())
}
async fn closures(cx:&Context)->Result<()>{let a=|x|{x+1};let b=|x|x+1;let c=|x:u8|->u8{x};let d=move||{f()};let e=||{};let g=|(a,b,),[c,d,]|{a};let h=async move|x|{x};
    list.iter().map(|x|{x.id}).filter(|x|{let y=x;y.ok}).for_each(|_|());
    list.iter().map(|item|{some_function_with_a_long_name(item.first_field,item.second_field,item.third_field,item.fourth)}).collect::<Vec<_>>();
    let i=|a|match a{1=>{2}_=>{3}}; let j=||||1; let k=|x|if x{1}else{2}; let l=|&x,ref y|{unsafe{x}};
    Ok(())}
async fn matches_and_arms(cx:&Context)->Result<()>{match x{A=>{1},B=>{f();2}C=>3,|D|E=>4,F(x)if x>1=>{x},G{a,..}=>a,H{a:b,c:c}=>{b}..=5=>1,'a'..='z'=>2,-1=>3,"s"|"t"=>{4}_=>{}};
    match y{ | Alpha | Beta | Gamma=>some_function_with_a_long_name(first_argument,second_argument,third_argument),
        | Delta => { return Ok(()) } _ => (), }
    match z{_=>if a{1}else{2},}; match w{Some(1|2|3)=>{()},None=>{{}},_=>unreachable!()}
    match (a,b){(1,_)|(_,1)=>{if c{d}else{e}}(x@(2|3),y@1..)=>{S{x,y}},_=>{ |q| q }}
    let n=matches!(x,A|B if c); Ok(())}
async fn operators(cx:&Context)->Result<()>{let a=1+2*3-4/5%6;let b=!a&-a|*c^d<<1>>2;let e=a as u8 as i32;let f=&&g;let h=& &g;let i=&mut*j;let k=a&&b||c&& !d;let l=a<b&&c>d;l+=1;m<<=2;n>>=3;let o=..;let p=1..;let q=..=2;let r=a.0.1.2;let s=a.0 .1;let t=-(-1);let v=(a as usize)<b;let w=x??;let y=x?.y?;Ok(())}
async fn parentheses(cx:&Context)->Result<()>{let a=((1));let b=(((1+2)))*3;let c=!(a&&b);let d=(f)(1);let e=(a.b)(c);let g=((1,2));let h=(1,);let i=();let j=((((x))),y);if (a){}while (b){} match (c){_=>{}} let (k)=1;let ((l))=2;return (Ok(()))}
async fn strings(cx:&Context)->Result<()>{let a="one \
        two \
  three";let b="multi
  line
      text";let c=r#"raw "x" text"#;let d=b"bytes\x00";let e=c"cstr";let f='\'';let g=b'x';let h=r"C:\";let i="a very long string that goes beyond any width which one would like to have in a line of source text, is it not";let j=concat!("a","b",);
    let message=format!("a long message about {} and {} which will not fit into a line of sixty characters",first,second);Ok(())}
async fn numbers(cx:&Context)->Result<()>{let a=[0xFFu8,0Xab_cd,0b1010,0o17,1_000_000,1e10,1.0,1.,2.5f32,1E-5,0xdead_BEEF_u64];let b=1. +2.;let c=1.max(2);let d=1.0.sqrt();let e=0..1;let f=x.0;let g=x.0.0;Ok(())}
async fn arrays(cx:&Context)->Result<()>{let a=[0;4];let b=[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36];let c=[[1,2],[3,4,],];let d=&a[1..];let e=["alpha","beta","gamma","delta","epsilon","zeta","eta","theta","iota","kappa","lambda",];let f=[f(1),g(2),];Ok(())}
async fn macros(cx:&Context)->Result<()>{let a=vec!(1,2,3);let b=vec!{1,2};let c=vec![0;10];println!("{}",a,);assert_eq!(a,b,"text {}",c);let d=format!{"x"};let e=json!({"a":1,"b":[1,2,{"c":null}],});tokio::select!{x=a()=>{x},_=b()=>{}};tokio::join!(a(),b(),);let f=std::vec!(1);vec!((1,2),(3,4));thread_local!{static A:u8=1;}
    let g=vec!(some_function_with_a_long_name(1),some_function_with_a_long_name(2),some_function_with_a_long_name(3));debug!(target:"x",a=1,?b,%c,"text");Ok(())}
async fn generics(cx:&Context)->Result<()>{let a=Vec::<Vec<u8> >::new();let b:HashMap<String,Vec<Option<u8>>>=HashMap::new();let c=f::<u8,{1+2},>();let d=<T as Trait>::f();let e=<Vec<u8>>::len;let f:Box<dyn Fn(u8,u8,)->u8+Send+'static>=x;let g:&'static (dyn A+B)=y;let h:fn()->()=z;let i:[u8;4]=w;let j:impl_t!()=v;let k:(u8,)=u;let l:*const u8=t;let m:for<'a>fn(&'a u8)->&'a u8=s;let n:! =r;let o:Vec<Vec<Vec<u8>>>=q;Ok(())}
async fn ifs(cx:&Context)->Result<()>{let a=if b{1}else{2};let c=if let Some(d)=e{d}else if let|F|G=h{1}else{return Ok(())};if a&&let Some(b)=c&&d{f()}if some_long_condition_number_one&&some_long_condition_number_two||some_long_condition_number_three{g()};if x{}else{}Ok(())}
async fn calls(cx:&Context)->Result<()>{f(a,b,);f((a,b));f((a,b),);f({a},{b;c});f(|x|{x},1,);f(&a,&mut b,*c);some_function_with_a_long_name(first_argument,second_argument,third_argument,fourth_argument,fifth);outer(inner(deep(deeper(deepest(1,2,3),4,5),6,7),8,9),10,11,12,13,14,15,16,17,18);a.b(|x|{c(x)}).d(async{1}).await?;S(1,2);E::V{a:1};Ok::<(),Error>(())}
