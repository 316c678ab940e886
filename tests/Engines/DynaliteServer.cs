using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>A DynamoDB of the test's own: dynalite, which keeps its tables in a folder and knows no access rules and no transactions.</summary>
internal sealed class DynaliteServer : EngineServer
{
    private DynaliteServer()
    {
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    protected override (string Name, string Install) Program => ("dynalite", "eng/install-tools gets it with npm");

    protected override string ReadyLine => "listening at";

    public static Task<DynaliteServer> StartAsync() => StartAsync(new DynaliteServer());

    protected override Task PrepareAsync()
    {
        Directory.CreateDirectory(Folder);
        return Task.CompletedTask;
    }

    protected override ProcessStartInfo Command(int port) =>
        new(Programs.PathOf("dynalite"), ["--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--path", Folder, "--createTableMs", "0", "--deleteTableMs", "0"]);
}
