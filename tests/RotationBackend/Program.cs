using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RotationBackend;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Storage.Sql;

// One instance of a backend, driven line by line: "ID login CODE", "ID check TOKEN", "ID secret NEW OLD"; each is answered by "ID RESULT".
var (address, appId, secret, database) = (args[0], args[1], args[2], args[3]);
var settings = new ReloadableSettings { ["AppId"] = appId, ["AppSecret"] = secret, ["BaseAddress"] = address };
var services = new ServiceCollection();
services.AddWeChatMini(new ConfigurationBuilder().Add(settings).Build())
    .UseSqlSessions(SqliteFactory.Instance.CreateDataSource($"Data Source={database}"), new SqliteDialect());
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<WeChatMiniClient>();
var output = TextWriter.Synchronized(Console.Out);
output.WriteLine("ready");
var running = new List<Task>();
while (await Console.In.ReadLineAsync() is { } line)
{
    var words = line.Split(' ');
    running.Add(Task.Run(async () => output.WriteLine($"{words[0]} {await AnswerAsync(words)}")));
}

await Task.WhenAll(running);

async Task<string> AnswerAsync(string[] words)
{
    try
    {
        switch (words[1])
        {
            case "login":
                return (await client.LoginAsync(words[2])).Token;
            case "check":
                return await client.Sessions.ValidateAsync(words[2]) is null ? "gone" : "live";
            default:
                settings.Change(words[2], words[3]);
                return "changed";
        }
    }
    catch (WeChatException exception)
    {
        return "failed:" + exception.Kind;
    }
}
