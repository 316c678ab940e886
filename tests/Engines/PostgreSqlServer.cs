using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>A PostgreSQL server of the test's own.</summary>
internal sealed class PostgreSqlServer : EngineServer
{
    public const string Password = "pg-secret-5Yz";

    public const string Owner = "wechatmini";

    /// <summary>PostgreSQL refuses to run as root: then it runs as the user that Debian's package makes.</summary>
    private static readonly string[] AsOther = Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];

    private readonly string[] _settings;

    private PostgreSqlServer(string[] settings) => _settings = settings;

    protected override (string Name, string Install) Program => ("postgres", "Debian: apt-get install postgresql");

    protected override string ReadyLine => "database system is ready to accept connections";

    /// <param name="settings">As <c>name=value</c>, such as <c>fsync=off</c>.</param>
    public static Task<PostgreSqlServer> StartAsync(params string[] settings) => StartAsync(new PostgreSqlServer(settings));

    /// <param name="disk">Where its data is.</param>
    public static Task<PostgreSqlServer> StartOnAsync(SmallDisk disk) => StartAsync(new PostgreSqlServer([]) { Disk = disk });

    /// <summary>As Npgsql reads it, for the database that is there from the beginning or another one.</summary>
    public string ConnectionString(string database = "postgres", string user = Owner, string password = Password) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Password={password};Timeout=1;Cancellation Timeout=-1;No Reset On Close=true");

    protected override async Task PrepareAsync()
    {
        var password = Folder + ".password";
        await File.WriteAllTextAsync(password, Password);
        try
        {
            if (AsOther.Length > 0)
            {
                await Programs.RunAsync("chown", "postgres", password);
            }

            await RunAsync("initdb", "--pgdata", Folder, "--username", Owner, "--pwfile", password, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions");
        }
        finally
        {
            File.Delete(password);
        }
    }

    protected override ProcessStartInfo Command(int port)
    {
        List<string> arguments =
        [
            "-D", Folder, "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1",
            "-c", "unix_socket_directories=", .. _settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        return AsOther.Length == 0
            ? new ProcessStartInfo(Programs.PathOf("postgres"), arguments)
            : new ProcessStartInfo(Programs.PathOf("setpriv"), [.. AsOther, Programs.PathOf("postgres"), .. arguments]);
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        AsOther.Length == 0 ? Programs.RunAsync(program, arguments) : Programs.RunAsync("setpriv", [.. AsOther, Programs.PathOf(program), .. arguments]);
}
