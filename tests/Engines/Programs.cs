using System.Diagnostics;

namespace WeChatMini.Engines;

/// <summary>Finds and runs programs of the machine.</summary>
internal static class Programs
{
    /// <summary>Debian keeps servers where only root's PATH looks, and PostgreSQL's in a folder for its version.</summary>
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin",
        .. PostgreSqlFolders(),
        NpmFolder(),
    ];

    public static bool Exists(string name) => Find(name) is not null;

    public static string PathOf(string name) => Find(name) ?? throw new FileNotFoundException("There is no program " + name + ".");

    /// <summary>Runs a program to its end, which must be a success.</summary>
    public static async Task RunAsync(string name, params string[] arguments)
    {
        var (code, output) = await EndAsync(name, arguments);
        Assert.True(code == 0, $"{name} ended with {code}: {output}");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Whether it was a success.</returns>
    public static async Task<bool> TryRunAsync(string name, params string[] arguments) => (await EndAsync(name, arguments)).Code == 0;

    private static async Task<(int Code, string Output)> EndAsync(string name, string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    private static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Where eng/install-tools puts the engines that are packages of npm.</summary>
    private static string NpmFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var folder = Environment.GetEnvironmentVariable("WECHATMINI_NPM_ENGINES") is { Length: > 0 } named ? named : Path.Combine(cache, "wechatmini-engines");
        return Path.Combine(folder, "node_modules", ".bin");
    }

    private static IEnumerable<string> PostgreSqlFolders()
    {
        const string All = "/usr/lib/postgresql";
        return Directory.Exists(All) ? Directory.GetDirectories(All).OrderDescending().Select(version => Path.Combine(version, "bin")) : [];
    }
}
