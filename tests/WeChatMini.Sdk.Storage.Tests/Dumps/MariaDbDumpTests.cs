using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

public sealed class MariaDbDumpTests(MariaDbFixture fixture, ITestOutputHelper output) : ServerDumpTests(fixture, output), IClassFixture<MariaDbFixture>
{
    protected override string Engine => "MariaDB";

    protected override string Flush => "FLUSH TABLES wechat_users, wechat_sessions, wechat_tokens FOR EXPORT";
}
