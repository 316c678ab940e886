using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

public sealed class PostgreSqlDumpTests(PostgreSqlFixture fixture, ITestOutputHelper output) : ServerDumpTests(fixture, output), IClassFixture<PostgreSqlFixture>
{
    protected override string Engine => "PostgreSQL";

    protected override string Flush => "CHECKPOINT";
}
