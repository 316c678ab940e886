using StoreProcesses;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.DynamoDb;

public sealed class DynamoDbProcessesTests(DynamoDbProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<DynamoDbProcessesTests.Fixture>
{
    protected override string Engine => "DynamoDB";

    protected override int LongHistories => 1_000;

    protected override int ConcurrentLogins => 24;

    public sealed class Fixture : ProcessesFixture
    {
        private DynaliteServer? _server;

        protected override int CallsAtOnce => 1;

        protected override async Task<string> StartAsync()
        {
            _server = await DynamoDbFixture.StartAsync();
            return $"dynamodb:{DynamoDbFixture.Table}@{_server.Address}";
        }

        protected override ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
    }
}
