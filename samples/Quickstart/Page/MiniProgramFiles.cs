using System.Text;
using System.Text.Json;

namespace Quickstart.Page;

/// <summary>The files of samples/MiniProgram as one script for the page: each .js in a function of its own, as WeChat wraps them, the others as text.</summary>
internal static class MiniProgramFiles
{
    public static string ToScript(string folder)
    {
        var script = new StringBuilder("export const scripts = {\n");
        foreach (var (name, text) in Read(folder, isScript: true))
        {
            script.Append(JsonSerializer.Serialize(name)).Append(": function (require, module, exports, wx, App, Page, getApp) {\n").Append(text).Append("},\n");
        }

        script.Append("};\nexport const files = {\n");
        foreach (var (name, text) in Read(folder, isScript: false))
        {
            script.Append(JsonSerializer.Serialize(name)).Append(": ").Append(JsonSerializer.Serialize(text)).Append(",\n");
        }

        return script.Append("};\n").ToString();
    }

    private static IEnumerable<(string Name, string Text)> Read(string folder, bool isScript) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".js", StringComparison.Ordinal) == isScript)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)));
}
