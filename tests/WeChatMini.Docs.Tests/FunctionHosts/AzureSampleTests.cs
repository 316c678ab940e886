using System.Text.Json;
using WeChatMini.Docs.Tests.Support;
using Xunit;

namespace WeChatMini.Docs.Tests.FunctionHosts;

/// <summary>samples/AzureFunctions holds to azure-docs: functions-custom-handlers.md, functions-host-json.md, functions-bindings-timer.md.</summary>
public sealed class AzureSampleTests
{
    private static readonly JsonElement Host = FunctionSample.Json("AzureFunctions/host.json");

    /// <summary>A function is a folder with a function.json.</summary>
    private static readonly Dictionary<string, JsonElement> Triggers = Directory.EnumerateFiles(FunctionSample.PathOf("AzureFunctions"), "function.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains("package", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileName(Path.GetDirectoryName(file)!), file => FunctionSample.Json(file).GetProperty("bindings")[0]);

    [Fact]
    public void The_host_starts_the_program_and_proxies_requests_with_their_path_as_it_is()
    {
        Assert.Equal("2.0", Host.GetProperty("version").GetString());
        Assert.Equal(FunctionSample.ProgramName, Host.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(Host.GetProperty("customHandler").GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.Equal("", Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void A_call_has_ten_seconds() => Assert.Equal("00:00:10", Host.GetProperty("functionTimeout").GetString());

    [Fact]
    public void Requests_from_outside_reach_the_contract_and_the_applications_route_and_not_the_purge()
    {
        var routes = Triggers.Values.Where(IsHttp).ToDictionary(trigger => trigger.GetProperty("route").GetString()!, trigger => string.Join(',', trigger.GetProperty("methods").EnumerateArray()));
        Assert.Equal(new Dictionary<string, string> { ["wx/{*path}"] = "get,post", ["me"] = "get" }, routes);
        Assert.All(Triggers.Values.Where(IsHttp), trigger => Assert.Equal("anonymous", trigger.GetProperty("authLevel").GetString()));
    }

    [Fact]
    public void Every_trigger_that_is_not_http_is_told_to_the_program_as_an_event()
    {
        var (name, trigger) = Triggers.Single(function => !IsHttp(function.Value));
        Assert.Equal("timerTrigger", trigger.GetProperty("type").GetString());
        Assert.Equal(6, trigger.GetProperty("schedule").GetString()!.Split(' ').Length);
        Assert.Contains($"WECHATMINI_AZURE_EVENTS={name} ", FunctionSample.Text("AzureFunctions/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_packs_every_function()
    {
        var copied = $"{{host.json,{string.Join(',', "wx", "me", "purge")}}}";
        Assert.Equal(["me", "purge", "wx"], Triggers.Keys.Order(StringComparer.Ordinal));
        Assert.Contains($"cp -r samples/AzureFunctions/{copied} ", FunctionSample.Text("AzureFunctions/README.md"), StringComparison.Ordinal);
    }

    private static bool IsHttp(JsonElement trigger) => trigger.GetProperty("type").GetString() == "httpTrigger";
}
