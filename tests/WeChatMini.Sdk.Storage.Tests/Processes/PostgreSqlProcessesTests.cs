using StoreProcesses;

namespace WeChatMini.Sdk.Storage.Tests.Processes;

public sealed class PostgreSqlProcessesTests(PostgreSqlProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<PostgreSqlProcessesTests.Fixture>
{
    protected override string Engine => "PostgreSQL";

    public sealed class Fixture : ProcessesFixture
    {
        private PostgreSqlServer? _server;

        protected override async Task<string> StartAsync()
        {
            _server = await PostgreSqlServer.StartAsync("fsync=off", "max_connections=400");
            return "postgresql:" + _server.ConnectionString() + ";Timeout=30;Maximum Pool Size=40";
        }

        protected override ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
    }
}
