async fn lower_case_emails(cx:&Context)->Result<()>{
  let table=cx.table("customers").ok_or("no table")?;let mut start=None;
  loop{let page=cx.client().scan().table_name(&table).set_exclusive_start_key(start.take()).limit(100).send().await?;
    for item in page.items(){let Some(AttributeValue::S(email))=item.get("email") else{continue};let lower=email.to_lowercase();if item.get("email_lower")==Some(&AttributeValue::S(lower.clone())){continue;}
      cx.client().update_item().table_name(&table).key("id",item["id"].clone()).update_expression("SET email_lower = :l").condition_expression("email = :e").expression_attribute_values(":l",AttributeValue::S(lower)).expression_attribute_values(":e",AttributeValue::S(email.clone())).send().await?;}
    start=page.last_evaluated_key;if start.is_none(){break Ok(())}}
}
async fn seed(cx:&Context)->Result<()>{
  for (id,name,price) in [("free","Free",0),("pro","Pro",1900),("team","Team",4900),]{
    let item=HashMap::from([("id".to_owned(),AttributeValue::S(id.into())),("name".to_owned(),AttributeValue::S(name.into())),("price".to_owned(),AttributeValue::N(price.to_string()))]);
    cx.client().put_item().table_name("plans").set_item(Some(item)).send().await.map_err(|e|{e.into_service_error()})?;
  }Ok(())
}
async fn steps(cx:&Context)->Result<()>{let count:u64=cx.step("count",async{let mut n=0;while let Some(page)=pages.next().await{n+=page?.count()as u64;}Ok(n)}).await?;if count>1_000{cx.progress(format!("{count} items"))}
let results=futures::future::join_all(ids.iter().map(|id|{let cx=cx.clone();async move{remove(&cx,id).await}})).await;for result in results{result?}Ok(())}
