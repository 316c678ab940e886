using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

public sealed class PostgreSqlTamperTests(PostgreSqlFixture fixture, ITestOutputHelper output) : ServerTamperTests(fixture, output), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";
}
