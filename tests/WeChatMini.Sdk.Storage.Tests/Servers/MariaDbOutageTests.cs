using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class MariaDbOutageTests(MariaDbFixture fixture, ITestOutputHelper output) : SqlServerOutageTests(fixture, output), IClassFixture<MariaDbFixture>
{
    protected override string Engine => "MariaDB";
}
