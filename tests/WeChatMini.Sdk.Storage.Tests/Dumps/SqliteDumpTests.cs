using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Dumps;

/// <summary>Gate G7 on SQLite: the file, and the log beside it with what a checkpoint has not moved yet.</summary>
public sealed class SqliteDumpTests : SqlDumpTests, IDisposable
{
    private readonly SqliteFile _file = new();

    public SqliteDumpTests(ITestOutputHelper output)
        : base(output) => Source = _file.Source;

    protected override string Engine => "SQLite";

    private protected override DbDataSource Source { get; }

    private protected override SqlDialect Dialect { get; } = new SqliteDialect { Durability = SqliteDurability.Normal, LockTimeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _file.Dispose();

    private protected override Task PrepareAsync() => Task.CompletedTask;

    private protected override async Task<byte[]> FilesAsync()
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.GetFiles(_file.Folder.FullName))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await file.CopyToAsync(all, TestContext.Current.CancellationToken);
        }

        return all.ToArray();
    }
}
