namespace WeChatMini.Sdk.Storage.Tests.Support;

public sealed class PostgreSqlFixture() : SqlEngineFixture(() => SqlEngine.PostgreSqlAsync("fsync=off"));
