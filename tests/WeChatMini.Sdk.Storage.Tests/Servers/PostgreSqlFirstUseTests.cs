using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class PostgreSqlFirstUseTests(PostgreSqlFixture fixture) : SqlServerFirstUseTests(fixture), IClassFixture<PostgreSqlFixture>
{
    protected override string Indexes => "SELECT tablename, indexdef FROM pg_indexes WHERE tablename LIKE 'wechat_%' ORDER BY tablename, indexname";

    protected override string SchemaOf(string database) => "public";
}
