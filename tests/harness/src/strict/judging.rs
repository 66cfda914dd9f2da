use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use super::asked::{Asked, Kind};
use super::engine::Engine;
use super::rejection::Rejection;
use super::{Source, Strict};
use crate::Seen;

/// The layer before the faults: what AWS would reject goes no further.
#[derive(Debug)]
pub(crate) struct Judging {
    pub(crate) strict: Strict,
    /// The engine, to meet tables that it has already.
    pub(crate) engine: SharedHttpConnector,
    pub(crate) inner: SharedHttpConnector,
}

impl HttpConnector for Judging {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let asked = Asked::of(&request);
        if asked.is_poll() {
            self.strict.clock().polled();
        }
        if asked.kind() == Kind::Other {
            return self.pass_items(&asked, request);
        }
        let (strict, inner) = (self.strict.clone(), self.inner.clone());
        let engine = Engine::like(&self.engine, &request);
        HttpConnectorFuture::new(async move {
            strict.meet(&engine, &asked).await?;
            match strict.judge(&asked) {
                Ok(()) => inner.call(request).await,
                Err(rejection) => {
                    strict.reject(&asked, &rejection);
                    Ok(rejection.answer())
                }
            }
        })
    }
}

impl Judging {
    /// Items are the engine's, once AWS would have their table.
    fn pass_items(&self, asked: &Asked, request: HttpRequest) -> HttpConnectorFuture {
        if self.strict.any_is_creating(&Seen::of(&request).tables) {
            let rejection =
                Rejection::not_found("Requested resource not found").from(Source::Captured);
            self.strict.reject(asked, &rejection);
            return HttpConnectorFuture::ready(Ok(rejection.answer()));
        }
        self.inner.call(request)
    }
}
