namespace WeChatMini.Quickstart.Tests.Support;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Folders
{
    public static string Root { get; } = FindRoot();

    /// <summary>The built quickstart, of the same configuration as these tests.</summary>
    public static string Quickstart
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root, "samples", "Quickstart", "bin", output.Parent!.Name, output.Name, "Quickstart.dll");
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MiniSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests start a sample of the repository; run them from a build inside it.");
    }
}
