using System.Globalization;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Cloud.Tests.Documents;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

public sealed class OutageTests : DocumentOutageContract
{
    protected override string Engine => "DynamoDB";

    protected override bool IsDurable => true;

    private protected override async Task<EngineServer> StartAsync() => await DynamoDbFixture.StartAsync();

    private protected override void UseStore(WeChatMiniBuilder builder, EngineServer server, int port) =>
        DynamoDbFixture.Use(builder, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
}
