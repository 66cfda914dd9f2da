//! Migrations that are named across modules.

mod billing {
    pub mod invoices {
        use dynamig::{Context, Result, migration};

        #[migration(version = 1)]
        pub async fn create(_cx: &Context) -> Result<()> {
            Ok(())
        }

        #[migration(version = 2, depends_on = [create])]
        pub(in crate::billing) async fn number(_cx: &Context) -> Result<()> {
            Ok(())
        }

        #[migration(version = 1_0)]
        async fn later(_cx: &Context) -> Result<()> {
            Ok(())
        }

        pub use create as create_too;
    }

    mod by_glob {
        use super::invoices::*;
        use dynamig::*;

        #[migration(version = 3, depends_on = [create, super::invoices::number, crate::billing::invoices::create_too])]
        async fn send(_cx: &Context) -> Result<()> {
            Ok(())
        }
    }
}

fn main() {
    mod local {
        use crate::billing::invoices::create;
        use dynamig::{Context, Result, migration};

        #[migration(version = 4, depends_on = [create])]
        pub async fn in_a_function(_cx: &Context) -> Result<()> {
            Ok(())
        }
    }

    #[dynamig::migration(version = 5, depends_on = [local::in_a_function])]
    async fn without_a_module(_cx: &dynamig::Context) -> dynamig::Result<()> {
        Ok(())
    }
}
