namespace WeChatMini.Sdk.Storage.Tests.Support;

public sealed class MariaDbFixture() : SqlEngineFixture(() => SqlEngine.MariaDbAsync("--innodb-flush-log-at-trx-commit=2"));
