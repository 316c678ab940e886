using WeChatMini.AotSmoke;

// Access tokens that two processes share in Redis. Arguments: address, AppID, AppSecret, Redis, and the process id of Redis, which
// this program ends at last.
var settings = new SmokeSettings(args);
var redis = args[3];
if (args[4] == SecondProcess.Argument)
{
    return await SecondProcess.RunAsync(settings, redis);
}

return await Smoke.RunAsync(async smoke =>
{
    smoke.Step("create the clients");
    await using var instance = new Instance(settings, redis);
    using var weChat = new FakeControl(settings.Address);
    await TokenSteps.RunAsync(smoke, instance, weChat, args);
});
