namespace WeChatMini.Functions.Tests.Support;

/// <summary>Where the programs are: what was published, where a variable says so, or else what was built with the tests.</summary>
internal static class FunctionPrograms
{
    public static string Function { get; } = Published("WECHATMINI_FUNCTION") ?? Built("samples", "FunctionApp", "function.dll");

    public static string Small { get; } = Published("WECHATMINI_FUNCTION_SMALL") ?? Built("samples", "FunctionApp.Small", "function-small.dll");

    /// <summary>The one that misbehaves.</summary>
    public static string Misbehaving { get; } = Published("WECHATMINI_FUNCTION_PROGRAM") ?? Built("tests", "FunctionProgram", "function-program.dll");

    /// <summary>Whether this is native code.</summary>
    public static bool IsPublished(string program) => !program.EndsWith(".dll", StringComparison.Ordinal);

    private static string? Published(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;

    /// <summary>Beside the tests some of a program's files would be left out, so it is run from its own folder.</summary>
    private static string Built(string area, string project, string file)
    {
        // tests/WeChatMini.Functions.Tests/bin/Release/net10.0
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, area, project, "bin", output.Parent.Name, output.Name, file);
    }
}
