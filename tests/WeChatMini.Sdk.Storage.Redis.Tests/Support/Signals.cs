using System.ComponentModel;
using System.Runtime.InteropServices;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Freezes and thaws a process of the tests' own.</summary>
internal static class Signals
{
    private const int Continue = 18;
    private const int Stop = 19;

    public static void Freeze(int process) => Send(process, Stop);

    public static void Thaw(int process) => Send(process, Continue);

    private static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
        {
            throw new Win32Exception();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
