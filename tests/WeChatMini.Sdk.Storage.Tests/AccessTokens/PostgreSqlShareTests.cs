using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

public sealed class PostgreSqlShareTests(PostgreSqlFixture fixture) : SqlServerShareTests(fixture), IClassFixture<PostgreSqlFixture>;
