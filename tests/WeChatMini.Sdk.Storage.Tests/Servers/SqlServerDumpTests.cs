using System.Data.Common;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SessionStores;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

/// <summary>Gate G7 on a SQL server.</summary>
public abstract class SqlServerDumpTests(SqlEngineFixture fixture, ITestOutputHelper output) : DumpContract(output), IAsyncDisposable
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

    private protected override async Task PrepareAsync()
    {
        _engine = await fixture.EngineAsync();
        _source = _engine.Open(await _engine.NewDatabaseAsync(), more: _engine.Patient);
    }

    private protected override void UseStore(WeChatMiniBuilder builder) => builder.UseSqlSessions(_source!, _engine!.Dialect);

    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        var all = new List<SessionAddress>();
        await foreach (var row in ReadAsync("SELECT handle, token FROM wechat_sessions"))
        {
            all.Add(new SessionAddress(new UserHandle((byte[])row[0]), new TokenHash((byte[])row[1])));
        }

        return all;
    }

    private protected override async Task<byte[]> RowsAsync()
    {
        using var all = new MemoryStream();
        foreach (var table in new[] { "wechat_users", "wechat_sessions", "wechat_tokens" })
        {
            await foreach (var row in ReadAsync("SELECT * FROM " + table))
            {
                foreach (var value in row)
                {
                    all.Write(value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
                }
            }
        }

        return all.ToArray();
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

    private async IAsyncEnumerable<object[]> ReadAsync(string query)
    {
        await using var command = _source!.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            yield return values;
        }
    }
}
