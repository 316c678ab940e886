using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>A MariaDB server of the test's own.</summary>
internal sealed class MariaDbServer : EngineServer
{
    public const string Password = "mariadb-secret-5Yz";

    public const string Owner = "wechatmini";

    private readonly string[] _settings;

    private MariaDbServer(string[] settings) => _settings = settings;

    protected override (string Name, string Install) Program => ("mariadbd", "Debian: apt-get install mariadb-server");

    protected override string ReadyLine => "ready for connections";

    private string Data => Path.Combine(Folder, "data");

    private string Init => Path.Combine(Folder, "init.sql");

    /// <param name="settings">As <c>--name=value</c>, such as <c>--innodb-flush-log-at-trx-commit=2</c>.</param>
    public static Task<MariaDbServer> StartAsync(params string[] settings) => StartAsync(new MariaDbServer(settings));

    /// <param name="disk">Where its data is.</param>
    public static Task<MariaDbServer> StartOnAsync(SmallDisk disk) => StartAsync(new MariaDbServer([]) { Disk = disk });

    /// <summary>As MySqlConnector reads it, for the database that is there from the beginning or another one.</summary>
    public string ConnectionString(string database = "wechatmini", string user = Owner, string password = Password) =>
        string.Create(CultureInfo.InvariantCulture, $"Server=127.0.0.1;Port={Port};Database={database};User ID={user};Password={password};Connection Timeout=1;Default Command Timeout=1;Cancellation Timeout=-1;Connection Reset=false");

    protected override async Task PrepareAsync()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Init,
            $"""
            CREATE DATABASE IF NOT EXISTS wechatmini;
            CREATE USER IF NOT EXISTS '{Owner}'@'127.0.0.1' IDENTIFIED BY '{Password}';
            GRANT ALL ON *.* TO '{Owner}'@'127.0.0.1' WITH GRANT OPTION;
            """);

        // With other servers about, its server may not get what it asks the kernel for.
        string[] install = ["--no-defaults", .. AsRoot, "--datadir=" + Data, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--innodb-use-native-aio=0"];
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await Programs.TryRunAsync("mariadb-install-db", install))
            {
                return;
            }

            Directory.Delete(Data, recursive: true);
        }

        await Programs.RunAsync("mariadb-install-db", install);
    }

    protected override ProcessStartInfo Command(int port) =>
        new(Programs.PathOf("mariadbd"),
        [
            "--no-defaults", .. AsRoot, "--datadir=" + Data, "--socket=" + Path.Combine(Folder, "socket"), "--pid-file=" + Path.Combine(Folder, "pid"),
            "--port=" + port.ToString(CultureInfo.InvariantCulture), "--bind-address=127.0.0.1", "--skip-log-bin", "--skip-name-resolve", "--init-file=" + Init, .. _settings,
        ]);

    private static string[] AsRoot => Environment.IsPrivilegedProcess ? ["--user=root"] : [];
}
