using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class PostgreSqlOutageTests(PostgreSqlFixture fixture, ITestOutputHelper output) : SqlServerOutageTests(fixture, output), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";
}
