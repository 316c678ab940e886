using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>An Azure Table Storage of the test's own: azurite, in memory unless a test asks for a disk, so that it is empty after a restart.</summary>
internal sealed class AzuriteServer : EngineServer
{
    public const string Account = "devstoreaccount1";

    /// <summary>The key of the development account, which is the same everywhere and in the manual.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly bool _isOnDisk;

    private AzuriteServer(bool isOnDisk) => _isOnDisk = isOnDisk;

    protected override (string Name, string Install) Program => ("azurite-table", "eng/install-tools gets it with npm");

    protected override string ReadyLine => "successfully started";

    public static Task<AzuriteServer> StartAsync() => StartAsync(new AzuriteServer(isOnDisk: false));

    /// <summary>Starts one that writes what it holds into a file every few seconds, and when it ends by itself.</summary>
    public static Task<AzuriteServer> StartOnDiskAsync() => StartAsync(new AzuriteServer(isOnDisk: true));

    /// <param name="port">The server's own, or that of a way to it.</param>
    /// <param name="key">The account's key, or a wrong one.</param>
    public string ConnectionString(int? port = null, string key = AccountKey) =>
        string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};TableEndpoint=http://127.0.0.1:{port ?? Port}/{Account};");

    protected override Task PrepareAsync()
    {
        Directory.CreateDirectory(Folder);
        return Task.CompletedTask;
    }

    protected override ProcessStartInfo Command(int port) =>
        new(Programs.PathOf("azurite-table"),
        [
            "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture), "--skipApiVersionCheck", "--disableTelemetry",
            .. _isOnDisk ? ["--location", Folder] : new[] { "--inMemoryPersistence" },
        ]);
}
