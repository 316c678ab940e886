using System.Diagnostics;

namespace WeChatMini.Sdk.Apis.Tests.Support;

/// <summary>Builds the package from generated sources of another place. Nothing is fetched: its only reference lies beside these tests.</summary>
internal static class CompiledPackage
{
    /// <summary>Only a build that hangs takes that long, however busy the machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    /// <param name="folder">Where the generated sources are, in a folder of their own; the project is put beside that.</param>
    /// <param name="caller">A source that uses what was generated.</param>
    /// <returns>The exit code, and what the build said.</returns>
    public static async Task<(int Code, string Said)> BuildAsync(string folder, string caller)
    {
        var written = Path.Combine(Tree.Root, "src/WeChatMini.Sdk.Apis");
        File.WriteAllText(Path.Combine(folder, "Caller.cs"), caller);

        // The styles and rules of the repository are for its own build; here it is warnings of the compiler.
        File.WriteAllText(Path.Combine(folder, "Compiled.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RunAnalyzers>false</RunAnalyzers>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{written}/*.cs;{written}/Wire/*.cs" />
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "WeChatMini.Sdk.dll")}" />
              </ItemGroup>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", ["build", Path.Combine(folder, "Compiled.csproj"), "-nologo", "-v", "q", "-nodeReuse:false"])
        {
            // Where global.json says which SDK.
            WorkingDirectory = Tree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var build = Process.Start(start)!;
        var said = build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await build.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!build.HasExited)
            {
                build.Kill(entireProcessTree: true);
            }
        }

        return (build.ExitCode, await said + await complaints);
    }
}
