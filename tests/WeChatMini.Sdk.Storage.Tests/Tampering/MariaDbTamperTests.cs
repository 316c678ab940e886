using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Tampering;

public sealed class MariaDbTamperTests(MariaDbFixture fixture, ITestOutputHelper output) : ServerTamperTests(fixture, output), IClassFixture<MariaDbFixture>
{
    protected override string Engine => "MariaDB";
}
