using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace WeChatMini.Engines;

/// <summary>Freezes and thaws a process of the tests' own, with its children: PostgreSQL has a process for each connection.</summary>
internal static class ProcessTree
{
    private const int InterruptSignal = 2;
    private const int Continue = 18;
    private const int Stop = 19;

    public static void Freeze(int root) => Send(root, Stop);

    public static void Thaw(int root) => Send(root, Continue);

    /// <summary>Asks a process to end, as Ctrl-C does.</summary>
    public static void Interrupt(int process)
    {
        if (Kill(process, InterruptSignal) != 0)
        {
            throw new Win32Exception();
        }
    }

    private static void Send(int root, int signal)
    {
        // The root first: a frozen one has no new children.
        if (Kill(root, signal) != 0)
        {
            throw new Win32Exception();
        }

        foreach (var child in Children(root))
        {
            // It may have ended meanwhile.
            _ = Kill(child, signal);
        }
    }

    private static List<int> Children(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ParentOf(folder) is { } parent)
            {
                parents[id] = parent;
            }
        }

        List<int> found = [root];
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(parents.Where(entry => entry.Value == found[index]).Select(entry => entry.Key));
        }

        return found[1..];
    }

    private static int? ParentOf(string folder)
    {
        try
        {
            // "id (name) state parent …"; the name may hold anything.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
