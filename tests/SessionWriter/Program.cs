using System.Globalization;
using Microsoft.Data.Sqlite;
using SessionWriter;
using WeChatMini.Sdk.Storage.Sql;

// SessionWriter write FILE full|normal WORKERS        writes until it is killed
// SessionWriter fill FILE full|normal COUNT           creates COUNT sessions one after the other and ends
// SessionWriter serve FILE                            obeys one command per line of standard input
string mode = args[0];
var source = SqliteFactory.Instance.CreateDataSource($"Data Source={args[1]}");
var durability = mode != "serve" && args[2] == "normal" ? SqliteDurability.Normal : SqliteDurability.Full;
using var store = new SqlSessionStore(source, new SqliteDialect { Durability = durability, LockTimeout = TimeSpan.FromSeconds(30) });
var output = new Output();
switch (mode)
{
    case "write":
        await Task.WhenAll(Enumerable.Range(0, int.Parse(args[3], CultureInfo.InvariantCulture)).Select(_ => Task.Run(() => new Worker(store, output.Line).RunAsync())));
        return 0;

    case "fill":
        await new Worker(store, output.Line).FillAsync(int.Parse(args[3], CultureInfo.InvariantCulture));
        return 0;

    case "serve":
        await new Server(store, output).RunAsync(Console.In);
        return 0;

    default:
        return 2;
}
