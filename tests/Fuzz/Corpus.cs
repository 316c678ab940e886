using WeChatMini.Fuzz.Targets;

namespace WeChatMini.Fuzz;

/// <summary>The inputs that are committed: valid ones, nasty ones and what was ever found.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static string[] FilesOf(string target) => [.. Directory.EnumerateFiles(Path.Combine(Folder, target)).Order(StringComparer.Ordinal)];

    /// <summary>Runs all inputs of these targets, twice, since state that one leaves behind must not harm the next.</summary>
    public static bool Replay(IEnumerable<string> names, TextWriter output)
    {
        var all = true;
        foreach (var name in names)
        {
            var files = FilesOf(name);
            all &= ReplayFiles(name, [.. files, .. files], TextWriter.Null, output, out var taken) && taken > 0;
            output.WriteLine($"{name}: {files.Length} inputs, {taken / 2} taken");
        }

        return all;
    }

    public static bool ReplayFiles(string name, string[] files, TextWriter output) => ReplayFiles(name, files, output, output, out _);

    private static bool ReplayFiles(string name, string[] files, TextWriter passed, TextWriter failed, out int taken)
    {
        var target = FuzzTargets.Create(name);
        var all = true;
        taken = 0;
        foreach (var file in files)
        {
            try
            {
                var isTaken = TimeLimit.Run(target, File.ReadAllBytes(file));
                taken += isTaken ? 1 : 0;
                passed.WriteLine($"{name}/{Path.GetFileName(file)}: {(isTaken ? "taken" : "refused")}");
            }
            catch (Exception exception)
            {
                all = false;
                failed.WriteLine($"{name}/{Path.GetFileName(file)}: {exception}");
            }
        }

        return all;
    }
}
