using System.Globalization;
using System.Text.Json.Nodes;
using ColdStart;
using WeChatMini.Sdk.Testing;

// Usage: cold-start FOLDER DOCS [ROUNDS]: FOLDER holds the published programs and, under jit/, the ones that are compiled when they run;
// DOCS is the folder of the documentation, whose figures are replaced.
// cold-start cost DOCS MILLISECONDS SHARE prints what a million logins cost by those figures.
if (args[0] == "cost")
{
    Console.Write(CostReport.Of(args[1], double.Parse(args[2], CultureInfo.InvariantCulture), double.Parse(args[3], CultureInfo.InvariantCulture)));
    return;
}

var (folder, docs) = (args[0], args[1]);
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 15;
const string Web = "function, ASP.NET Core";
const string Small = "function without ASP.NET Core";
const string WebOnPort = "function, ASP.NET Core, on a port";
Contender[] contenders =
[
    new(Small, Path.Combine(folder, "function-small"), Door.Lambda),
    new("bare program by hand", Path.Combine(folder, "by-hand-bare"), Door.Lambda),
    new(Web, Path.Combine(folder, "function"), Door.Lambda),
    new(WebOnPort, Path.Combine(folder, "function"), Door.Port),
    new("slim app by hand, on a port", Path.Combine(folder, "by-hand-web"), Door.Port),
    new(Small + ", JIT", Path.Combine(folder, "jit", "small", "function-small.dll"), Door.Lambda),
    new(Web + ", JIT", Path.Combine(folder, "jit", "web", "function.dll"), Door.Lambda),
];
Limit[] limits =
[
    new("ASP.NET Core, beside its JIT build", Web, Web + ", JIT", 0.2),
    new("without ASP.NET Core, beside its JIT build", Small, Small + ", JIT", 0.2),
    new("ASP.NET Core, beside a slim app by hand", WebOnPort, "slim app by hand, on a port", 1.25),
    new("without ASP.NET Core, beside a bare program", Small, "bare program by hand", 2),
];

await using var redis = await RedisServer.StartAsync();
await using var weChat = FakeWeChat.Start();
var figures = new List<string>();
var measured = new JsonObject();
foreach (var share in new double?[] { null, 0.29 })
{
    using var quota = share is { } part ? CpuQuota.TryCreate(part) : null;
    if (share is not null && quota is null)
    {
        figures.Add("A share of a processor could not be set: control groups cannot be made here.");
        continue;
    }

    var watches = new Stopwatches(weChat, redis.Configuration, quota);
    var starts = contenders.ToDictionary(one => one.Name, _ => new List<Start>());
    for (var round = 0; round <= rounds; round++)
    {
        foreach (var contender in contenders)
        {
            var start = await watches.MeasureAsync(contender);

            // The first round fills the disk's cache.
            if (round > 0)
            {
                starts[contender.Name].Add(start);
            }
        }
    }

    var title = share is null ? "a whole processor" : string.Create(CultureInfo.InvariantCulture, $"{share} of a processor");
    var table = Report.Table(contenders, starts, limits);
    Console.WriteLine($"With {title}, {rounds} rounds:\n\n{table}");
    figures.Add($"### With {title}\n\n{table}");
    var picture = share is null ? "cold-start.svg" : "cold-start-small.svg";
    await File.WriteAllTextAsync(Path.Combine(docs, "images", picture), Report.Chart($"Process start to the first login's answer, {title}", contenders, starts));
    figures.Add($"![The table's first column as bars.](images/{picture})\n");
    measured[share is null ? "1" : share.Value.ToString(CultureInfo.InvariantCulture)] = new JsonObject(contenders.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Name, new JsonObject
    {
        ["firstMs"] = Math.Round(Report.Median(starts[one.Name], start => start.Milliseconds), 1),
        ["warmMs"] = Math.Round(Report.Median(starts[one.Name], start => start.WarmMilliseconds), 2),
        ["residentMB"] = Math.Round(Report.Median(starts[one.Name], start => start.ResidentMegabytes), 1),
    })));
}

var page = Path.Combine(docs, "cold-start.md");
const string Begin = "<!-- figures -->\n", End = "<!-- end of figures -->";
var text = await File.ReadAllTextAsync(page);
var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
var sizes = string.Join('\n', contenders.Where(one => !one.Program.EndsWith(".dll", StringComparison.Ordinal)).Select(one => one.Program).Distinct()
    .Select(program => string.Create(CultureInfo.InvariantCulture, $"| `{Path.GetFileName(program)}` | {new FileInfo(program).Length / 1e6:0.0} | {Zip.Size(program) / 1e6:0.0} |")));
await File.WriteAllTextAsync(Path.Combine(docs, "cost", "measured.json"), measured.ToJsonString(new() { WriteIndented = true }) + "\n");
await File.WriteAllTextAsync(page, text[..from] + $"\nMeasured on {DateTimeOffset.UtcNow:yyyy-MM-dd}, {rounds} rounds, medians, .NET {Environment.Version}, {Environment.ProcessorCount} processors.\n\n" + string.Join('\n', figures) + $"\n### Size\n\n| program | MB | zipped, MB |\n|---|---|---|\n{sizes}\n\n### Cost\n\n{CostReport.Of(docs, 60, 0.01)}\n" + text[to..]);
