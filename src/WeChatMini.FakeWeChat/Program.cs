using System.Runtime.InteropServices;
using WeChatMini.FakeWeChat;
using WeChatMini.Sdk.Testing;

if (args.Contains("--help", StringComparer.Ordinal) || args.Contains("-h", StringComparer.Ordinal))
{
    Console.WriteLine(Arguments.Help);
    return 0;
}

if (!Arguments.TryParse(args, out var arguments, out var mistake))
{
    await Console.Error.WriteLineAsync($"fake-wechat: {mistake}\nTry: fake-wechat --help").ConfigureAwait(false);
    return 2;
}

var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    var weChat = FakeWeChat.Start(arguments.Options);
    await using var ending = weChat.ConfigureAwait(false);
    arguments.Populate(weChat.Apps.Find(weChat.AppId)!, weChat.Apps);
    await Greeting.WriteAsync(Console.Out, weChat.BaseAddress, weChat.AppId, weChat.AppSecret).ConfigureAwait(false);
    await ended.Task.ConfigureAwait(false);
    return 0;
}
catch (IOException error)
{
    await Console.Error.WriteLineAsync($"fake-wechat: {error.Message}").ConfigureAwait(false);
    return 1;
}

void End(PosixSignalContext signal)
{
    // The default would end the process here, with another exit code.
    signal.Cancel = true;
    ended.TrySetResult();
}
