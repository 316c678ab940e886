using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class MariaDbFirstUseTests(MariaDbFixture fixture) : SqlServerFirstUseTests(fixture), IClassFixture<MariaDbFixture>
{
    protected override string Indexes =>
        "SELECT table_name, index_name, seq_in_index, column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name LIKE 'wechat_%' ORDER BY 1, 2, 3";

    protected override string SchemaOf(string database) => database;
}
