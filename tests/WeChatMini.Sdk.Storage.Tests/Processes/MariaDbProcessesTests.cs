using StoreProcesses;

namespace WeChatMini.Sdk.Storage.Tests.Processes;

public sealed class MariaDbProcessesTests(MariaDbProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<MariaDbProcessesTests.Fixture>
{
    protected override string Engine => "MariaDB";

    public sealed class Fixture : ProcessesFixture
    {
        private MariaDbServer? _server;

        protected override async Task<string> StartAsync()
        {
            _server = await MariaDbServer.StartAsync("--innodb-flush-log-at-trx-commit=0", "--max-connections=400");
            return "mysql:" + _server.ConnectionString() + ";Connection Timeout=30;Maximum Pool Size=40";
        }

        protected override ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
    }
}
