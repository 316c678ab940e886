namespace WeChatMini.Functions.Tests.EmptyRoot;

/// <summary>
/// A root directory that holds a static program and nothing else but what such a program cannot do without: /dev/urandom, a hosts file
/// for a name, and the certificate of an authority.
/// </summary>
internal sealed class EmptyRoot : IDisposable
{
    public const string Certificates = "/etc/authority.pem";

    private readonly string _folder = Directory.CreateTempSubdirectory("empty-root-").FullName;

    /// <param name="program">The program.</param>
    /// <param name="host">A name that leads to 127.0.0.1.</param>
    /// <param name="authority">Whom the program trusts.</param>
    public EmptyRoot(string program, string host, TestAuthority authority)
    {
        Directory.CreateDirectory(In("dev"));
        Directory.CreateDirectory(In("etc"));
        File.Copy(program, In("function"));
        File.WriteAllText(In("etc/hosts"), $"127.0.0.1 {host}\n");
        File.WriteAllText(In(Certificates), authority.Pem);
    }

    /// <summary>All that is in it.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => file[_folder.Length..]).Order(StringComparer.Ordinal);

    /// <summary>Starts the program in there: as root, or else as the root of a user namespace.</summary>
    public async Task<FunctionProcess> StartAsync(IEnumerable<KeyValuePair<string, string>> variables)
    {
        if (Environment.IsPrivilegedProcess && await Programs.TryRunAsync("mknod", "-m", "666", In("dev/urandom"), "c", "1", "9"))
        {
            return FunctionProcess.Start(Programs.PathOf("chroot"), variables, _folder, "/function");
        }

        await File.WriteAllTextAsync(In("dev/urandom"), "");
        const string Enter = """mount --bind /dev/urandom "$0/dev/urandom" && exec chroot "$0" /function""";
        return FunctionProcess.Start(Programs.PathOf("unshare"), variables, "--map-root-user", "--mount", "sh", "-c", Enter, _folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name.TrimStart('/'));
}
