namespace WeChatMini.Functions.Tests.Support;

/// <summary>One function and the gateway before it.</summary>
internal sealed class Instance(Gateway gateway, FunctionProcess function) : IAsyncDisposable
{
    public Gateway Gateway => gateway;

    public FunctionProcess Function => function;

    public static async Task<Instance> StartAsync(Gateway gateway, string program, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        await gateway.StartAsync();
        var function = FunctionProcess.Start(program, gateway.Variables.Concat(settings ?? new Dictionary<string, string>()), arguments);
        try
        {
            await gateway.ReadyAsync(function);
        }
        catch (HttpRequestException)
        {
            await function.DisposeAsync();
            Assert.Fail("The function does not listen: " + function.Output);
        }

        return new Instance(gateway, function);
    }

    public async ValueTask DisposeAsync()
    {
        await function.DisposeAsync();
        await gateway.DisposeAsync();
    }
}
