using StoreProcesses;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Processes;

public sealed class SqliteProcessesTests(SqliteProcessesTests.Fixture processes, ITestOutputHelper output)
    : ProcessesTests(processes, output), IClassFixture<SqliteProcessesTests.Fixture>
{
    protected override string Engine => "SQLite";

    public sealed class Fixture : ProcessesFixture
    {
        private readonly SqliteFile _file = new();

        protected override Task<string> StartAsync() => Task.FromResult("sqlite:" + _file.Path);

        protected override ValueTask EndAsync()
        {
            _file.Dispose();
            return default;
        }
    }
}
