using WeChatMini.Benchmarks.Apis;
using WeChatMini.Benchmarks.Exchange;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Benchmarks.Push;
using WeChatMini.Benchmarks.Signatures;
using WeChatMini.Benchmarks.Stores;
using WeChatMini.Benchmarks.Stub;
using WeChatMini.Benchmarks.Tokens;
using WeChatMini.Benchmarks.UserData;
using WeChatMini.Benchmarks.Validation;

switch (args.FirstOrDefault())
{
    case StubServer.Argument:
        await StubServer.RunAsync();
        return 0;
    case "quick":
        await RunAsync(Effort.Quick);
        return 0;
    case "stores":
        await StoreReport.PrintAsync(args[1..]);
        return 0;
    case "user-data":
        UserDataReport.Print(Effort.Quick);
        return 0;
    case "push":
        PushReport.Print(Effort.Quick);
        return 0;
    case "signatures":
        SigningReport.Print(Effort.Quick);
        await using (var stub = await StubProcess.StartAsync())
        {
            await SignedCallReport.PrintAsync(Effort.Quick, stub.Address);
        }

        return 0;
    case "full":
        await RunAsync(Effort.Full);
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project benchmarks/WeChatMini.Benchmarks -- quick | full | user-data | push | signatures | stores [sqlite] [postgresql] [mariadb] [redis] [1000] [100000] [1000000]");
        return 2;
}

static async Task RunAsync(Effort effort)
{
    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {effort.Name}");
    ValidationReport.Print(effort);
    TokenReport.Print(effort);
    UserDataReport.Print(effort);
    PushReport.Print(effort);
    SigningReport.Print(effort);
    await using var stub = await StubProcess.StartAsync();
    foreach (var callers in effort.Callers)
    {
        await ExchangeReport.PrintAsync(effort, stub.Address, callers);
    }

    await ApiReport.PrintAsync(effort, stub.Address, 1);
    await SignedCallReport.PrintAsync(effort, stub.Address);
}
