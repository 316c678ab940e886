using WeChatMini.Functions.Tests.Support;

namespace WeChatMini.Functions.Tests.Contract;

/// <summary>Which host a process takes itself to be under, by variables of hosts and by the setting that overrides them.</summary>
public sealed class HostChoiceTests
{
    [Theory]
    [InlineData("rubbish", "none of lambda, scf-event, scf-web, azure and none")]
    [InlineData("lambda", "AWS_LAMBDA_RUNTIME_API is not set")]
    [InlineData("scf-event", "SCF_RUNTIME_API is not set")]
    [InlineData("azure", "FUNCTIONS_CUSTOMHANDLER_PORT is not set")]
    public async Task A_setting_that_cannot_be_stops_the_start_and_says_why(string host, string why)
    {
        await using var function = FunctionProcess.Start(FunctionPrograms.Misbehaving, [new("WECHATMINI_HOST", host)]);

        Assert.NotEqual(0, await function.ExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains(why, function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_none_stops_the_start()
    {
        await using var function = FunctionProcess.Start(FunctionPrograms.Misbehaving, [new("PORT", "http")]);

        Assert.NotEqual(0, await function.ExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("PORT is not a port", function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ASPNET_Core_a_host_that_sends_HTTP_is_refused()
    {
        await using var function = FunctionProcess.Start(FunctionPrograms.Misbehaving, [new("PORT", "9000")], "small");

        Assert.NotEqual(0, await function.ExitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("UseServerlessHost", function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_the_Lambda_Web_Adapter_the_runtime_API_is_left_alone()
    {
        await using var runtime = new LambdaStandIn();
        await runtime.StartAsync();
        var gateway = new PortGateway(port => new Dictionary<string, string>(runtime.Variables) { ["AWS_LWA_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await using var function = await Instance.StartAsync(gateway, FunctionPrograms.Misbehaving);

        Assert.Equal("hello", (await gateway.SendAsync(Message.Get("/hello"))).Text);
        Assert.Equal(0, runtime.Waiting);
    }

    [Fact]
    public async Task The_setting_none_leaves_a_runtime_API_alone()
    {
        await using var runtime = new LambdaStandIn();
        await runtime.StartAsync();
        var gateway = new PortGateway(port => new Dictionary<string, string>(runtime.Variables) { ["WECHATMINI_HOST"] = "none", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });
        await using var function = await Instance.StartAsync(gateway, FunctionPrograms.Misbehaving);

        Assert.Equal("hello", (await gateway.SendAsync(Message.Get("/hello"))).Text);
        Assert.Equal(0, runtime.Waiting);
    }
}
