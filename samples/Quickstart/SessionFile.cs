using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Quickstart;

/// <summary>The SQLite file that the sessions are in, and a look into it.</summary>
internal sealed class SessionFile : IDisposable
{
    private readonly bool _isTemporary;

    public SessionFile(string? path)
    {
        _isTemporary = path is null;
        Path = System.IO.Path.GetFullPath(path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"wechat-mini-quickstart-{Guid.NewGuid():N}.db"));
        DataSource = SqliteFactory.Instance.CreateDataSource($"Data Source={Path}");
    }

    public string Path { get; }

    public DbDataSource DataSource { get; }

    /// <summary>Counts the sessions; 0 before the first login has made the tables.</summary>
    public async Task<long> CountAsync()
    {
        if (!File.Exists(Path))
        {
            return 0;
        }

        await using var tables = DataSource.CreateCommand("SELECT COUNT(*) FROM sqlite_master WHERE name = 'wechat_sessions'");
        if (await tables.ExecuteScalarAsync() is not 1L)
        {
            return 0;
        }

        await using var sessions = DataSource.CreateCommand("SELECT COUNT(*) FROM wechat_sessions");
        return (long)(await sessions.ExecuteScalarAsync())!;
    }

    /// <summary>Looks for a text in every byte of the database, its write-ahead log included.</summary>
    public async Task<bool> HoldsAsync(string text)
    {
        foreach (var file in new[] { Path, Path + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        DataSource.Dispose();
        if (_isTemporary)
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(Path + suffix);
            }
        }
    }
}
