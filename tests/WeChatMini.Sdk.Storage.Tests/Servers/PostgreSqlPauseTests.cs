using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class PostgreSqlPauseTests(PostgreSqlFixture fixture) : SqlServerPauseTests(fixture), IClassFixture<PostgreSqlFixture>;
