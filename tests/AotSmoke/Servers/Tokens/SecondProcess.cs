using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace WeChatMini.AotSmoke;

/// <summary>This program once more, as another instance that only gets a token and tells its hash.</summary>
internal static class SecondProcess
{
    /// <summary>In place of the process id of Redis.</summary>
    public const string Argument = "second";

    public static async Task<int> RunAsync(SmokeSettings settings, string redis)
    {
        await using var instance = new Instance(settings, redis);
        Console.WriteLine(Hash((await instance.Tokens.GetTokenAsync()).Value));
        return 0;
    }

    /// <summary>Starts it and returns the hash of its token.</summary>
    public static async Task<string> StartAsync(string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in args[..^1].Append(Argument))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Smoke.Require(process.ExitCode == 0, $"exit code 0 of the second process, not {process.ExitCode}");
        return printed.Trim();
    }

    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
