using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Contract;

public sealed class MariaDbStoreTests(MariaDbFixture fixture, ITestOutputHelper output) : SqlServerStoreTests(fixture, output), IClassFixture<MariaDbFixture>
{
    protected override string Engine => "MariaDB";
}
