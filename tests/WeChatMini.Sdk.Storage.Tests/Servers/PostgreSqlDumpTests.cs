using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlDumpTests(PostgreSqlFixture fixture, ITestOutputHelper output) : SqlServerDumpTests(fixture, output), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";

    protected override string Flush => "CHECKPOINT";
}
