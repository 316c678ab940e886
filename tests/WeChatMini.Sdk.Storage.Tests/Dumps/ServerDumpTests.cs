using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

/// <summary>Gate G7 on a SQL server.</summary>
public abstract class ServerDumpTests(SqlEngineFixture fixture, ITestOutputHelper output) : SqlDumpTests(output), IAsyncDisposable
{
    private SqlEngine? _engine;
    private DbDataSource? _source;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_source?.DisposeAsync() ?? default);
    }

    /// <summary>What brings everything into the files.</summary>
    protected abstract string Flush { get; }

    private protected override DbDataSource Source => _source!;

    private protected override SqlDialect Dialect => _engine!.Dialect;

    private protected override async Task PrepareAsync()
    {
        _engine = await fixture.EngineAsync();
        _source = _engine.Open(await _engine.NewDatabaseAsync(), more: _engine.Patient);
    }

    private protected override async Task<byte[]> FilesAsync()
    {
        await using var connection = await _source!.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of two constants.
        command.CommandText = Flush;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return await _engine!.Server.ReadFilesAsync();
    }
}
