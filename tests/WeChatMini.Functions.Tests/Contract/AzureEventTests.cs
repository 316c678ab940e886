using WeChatMini.Functions.Tests.Support;

namespace WeChatMini.Functions.Tests.Contract;

/// <summary>A timer of Azure Functions is a request of the host's own, which nobody else may make.</summary>
public sealed class AzureEventTests
{
    private const string Timer = """{"Data":{"timer":{"Schedule":{},"IsPastDue":false}},"Metadata":{}}""";

    [Fact]
    public async Task The_host_triggers_a_function_that_is_named()
    {
        await using var function = await StartAsync(new AzureGateway(proxies: true), "mapped");
        var answer = await ((AzureGateway)function.Gateway).TriggerAsync("purge", Timer);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.True(answer.Json.TryGetProperty("Outputs", out _));
        await function.Function.PrintsAsync("event AzureFunctions");
    }

    [Fact]
    public async Task Nobody_outside_reaches_it()
    {
        await using var function = await StartAsync(new AzureGateway(proxies: true), "mapped");
        var answer = await function.Gateway.SendAsync(Message.Post("/purge", Timer));

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("event AzureFunctions", function.Function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_named_is_no_event()
    {
        await using var function = await StartAsync(new AzureGateway(proxies: true), "mapped");

        Assert.Equal(404, (await ((AzureGateway)function.Gateway).TriggerAsync("other", Timer)).Status);
    }

    [Fact]
    public async Task A_handler_that_fails_and_one_that_is_missing_are_told_to_the_host()
    {
        await using var mapped = await StartAsync(new AzureGateway(proxies: false), "mapped");
        await using var unmapped = await StartAsync(new AzureGateway(proxies: false));

        Assert.Equal(500, (await ((AzureGateway)mapped.Gateway).TriggerAsync("purge", """{"do":"fail"}""")).Status);
        Assert.Equal(500, (await ((AzureGateway)unmapped.Gateway).TriggerAsync("purge", Timer)).Status);
    }

    private static Task<Instance> StartAsync(AzureGateway gateway, params string[] arguments) =>
        Instance.StartAsync(gateway, FunctionPrograms.Misbehaving, new Dictionary<string, string> { ["WECHATMINI_AZURE_EVENTS"] = "purge" }, arguments);
}
