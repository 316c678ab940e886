namespace WeChatMini.AotSmoke;

/// <summary>Access tokens that two processes share in Redis. Arguments: address, AppID, AppSecret, Redis, and the process id of Redis, which is ended at last.</summary>
internal static class TokenRun
{
    public static async Task<int> RunAsync(SmokeSettings settings, string[] args)
    {
        var redis = args[3];
        return args[4] == SecondProcess.Argument
            ? await SecondProcess.RunAsync(settings, redis)
            : await Smoke.RunAsync(async smoke =>
            {
                smoke.Step("create the clients");
                await using var instance = new Instance(settings, redis);
                using var weChat = new FakeControl(settings.Address);
                await TokenSteps.RunAsync(smoke, instance, weChat, args);
            });
    }
}
