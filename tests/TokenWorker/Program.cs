using System.Globalization;
using TokenWorker;

// One instance of an application as a process of its own. Arguments: WeChat's address, AppID, through what it shares tokens,
// how many seconds its clock is ahead, and a file that says how many more. The first line of input is the AppSecret, each further one "ID VERB [ARGUMENT]"; each is
// answered by "ID ok NAME=VALUE…" or "ID error REASON" as soon as it is done, in any order.
if (args is not [var weChat, var appId, var share, var ahead, .. var file] || Console.ReadLine() is not { Length: > 0 } secret)
{
    Console.Error.WriteLine("usage: TokenWorker WECHAT-ADDRESS APPID none|redis:CONFIGURATION|sqlite:PATH SECONDS-AHEAD [CLOCK-FILE] < commands, the first line the AppSecret");
    return 2;
}

var output = new Output();
var clock = new WorkerClock(TimeSpan.FromSeconds(double.Parse(ahead, CultureInfo.InvariantCulture)), file.FirstOrDefault());
await using var instance = new Instance(new Uri(weChat), appId, secret, share, clock);
var commands = new Commands(instance, clock);
output.Line("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    _ = Task.Run(async () => output.Line(await commands.AnswerAsync(line)));
}

return 0;
