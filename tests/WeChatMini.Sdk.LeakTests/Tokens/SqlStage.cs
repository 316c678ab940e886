using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Storage.Sql;

namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>An SQLite database of one scene, with everything that it is told and all that it keeps.</summary>
internal sealed class SqlStage : IDisposable
{
    public const string Statements = "SQL statements with their arguments";
    public const string Files = "SQL database files";

    private readonly Recording _recording;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wechatmini-leaks-");
    private readonly SqliteConnectionStringBuilder _connection;
    private SqliteConnection? _other;

    public SqlStage(Recording recording)
    {
        _recording = recording;
        _connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.FullName, "tokens.db"), Pooling = false };
    }

    /// <summary>Gives up on a lock soon, so that a scene does not wait for it.</summary>
    public static SqlDialect Dialect => new SqliteDialect { Durability = SqliteDurability.Normal, LockTimeout = TimeSpan.FromMilliseconds(100) };

    /// <summary>What the application is given, right or wrong.</summary>
    public DbDataSource SourceOfTheApplication => new Traced(_connection.ConnectionString, _recording);

    /// <summary>Lets somebody else write and never end.</summary>
    public void Lock()
    {
        _other = new SqliteConnection(_connection.ConnectionString);
        _other.Open();
        using var command = new SqliteCommand("BEGIN EXCLUSIVE", _other);
        command.ExecuteNonQuery();
    }

    public void Spoil() => File.WriteAllText(_connection.DataSource, new string('x', 4096));

    public void Misplace() => _connection.DataSource = Path.Combine(_folder.FullName, "nowhere", "tokens.db");

    /// <summary>Gives the application a password, which this engine does not know what to do with.</summary>
    public void MistakePassword(Secrets secrets) => _connection.Password = secrets.DatabasePassword;

    /// <summary>Returns the entries of all mini-programs.</summary>
    public IReadOnlyList<byte[]> Entries()
    {
        using var connection = new SqliteConnection(_connection.ConnectionString);
        connection.Open();
        using var command = new SqliteCommand("SELECT entry FROM wechat_tokens WHERE entry IS NOT NULL", connection);
        using var rows = command.ExecuteReader();
        var entries = new List<byte[]>();
        while (rows.Read())
        {
            entries.Add(rows.GetFieldValue<byte[]>(0));
        }

        return entries;
    }

    /// <summary>Takes down what lies on the disk.</summary>
    public void Record()
    {
        foreach (var file in _folder.EnumerateFiles())
        {
            try
            {
                using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                _recording.Add(Files, file.Name, Encoding.Latin1.GetString(bytes.ToArray()));
            }
            catch (FileNotFoundException)
            {
                // Its log, which the engine has just moved into the database.
            }
        }
    }

    public void Dispose()
    {
        _other?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Connections that say what they are told, as the engine itself prints it: each argument in its place.</summary>
    private sealed class Traced(string connectionString, Recording recording) : DbDataSource
    {
        public override string ConnectionString => connectionString;

        protected override DbConnection CreateDbConnection()
        {
            var connection = new SqliteConnection(connectionString);
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState == System.Data.ConnectionState.Open)
                {
                    raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, statement) => recording.Add(Statements, statement.TrimStart().Split(' ')[0], statement)), null);
                }
            };
            return connection;
        }
    }
}
