using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WeChatMini.Docs.Tests.Support;

/// <summary>Files of the samples for function hosts.</summary>
internal static partial class FunctionSample
{
    /// <summary>What samples/FunctionApp is called when it is published.</summary>
    public static string ProgramName { get; } = XDocument.Load(PathOf("FunctionApp/FunctionApp.csproj")).Descendants("AssemblyName").Single().Value;

    /// <summary>The settings that the program reads, as variables of the environment.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "WeChatMini__AppId", "WeChatMini__AppSecret", .. SettingPattern().Matches(Text("FunctionApp/SessionDatabase.cs")).Select(match => "Sessions__" + match.Groups["name"].Value).Distinct(),
    ];

    public static string PathOf(string name) => Path.Combine(Repository.Root, "samples", name);

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(Text(name));
        return document.RootElement.Clone();
    }

    [GeneratedRegex("""setting\("(?<name>\w+)"\)""")]
    private static partial Regex SettingPattern();
}
