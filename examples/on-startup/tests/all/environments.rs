use dynamig::Result;
use dynamig::settings::Variables;
use on_startup::target;

#[test]
fn each_environment_of_dynamig_toml_can_be_used() -> Result<()> {
    for (name, is_protected) in [("local", false), ("compose", false), ("prod", true)] {
        let variables: Variables = [("DYNAMIG_ENV", name)].into_iter().collect();
        let settings = target::settings(&variables)?;
        settings.check()?;
        assert_eq!(settings.is_protected(), is_protected, "{name}");
    }
    Ok(())
}
