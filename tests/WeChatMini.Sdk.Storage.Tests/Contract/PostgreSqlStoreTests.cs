using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class PostgreSqlStoreTests(PostgreSqlFixture fixture, ITestOutputHelper output) : SqlServerStoreTests(fixture, output), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";
}
