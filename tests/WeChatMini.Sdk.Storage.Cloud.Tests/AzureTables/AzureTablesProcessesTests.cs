using StoreProcesses;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.AzureTables;

public sealed class AzureTablesProcessesTests(AzureTablesProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<AzureTablesProcessesTests.Fixture>
{
    protected override string Engine => "Azure Tables";

    protected override int LongHistories => 1_000;

    protected override int ConcurrentLogins => 24;

    public sealed class Fixture : ProcessesFixture
    {
        private AzuriteServer? _server;

        protected override int CallsAtOnce => 1;

        protected override async Task<string> StartAsync()
        {
            _server = await AzuriteServer.StartAsync();
            return $"azuretables:{AzureTablesFixture.Table}@{_server.ConnectionString()}";
        }

        protected override ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
    }
}
