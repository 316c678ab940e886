using System.Globalization;

namespace WeChatMini.Benchmarks.Harness;

/// <summary>BenchmarkDotNet's figures in one table, each beside the floor above it.</summary>
internal sealed class FloorTable
{
    private readonly IReadOnlyDictionary<string, (double Nanoseconds, long Bytes)> _figures;

    private FloorTable(IReadOnlyDictionary<string, (double Nanoseconds, long Bytes)> figures) => _figures = figures;

    /// <summary>Measures a class and prints the head of its table.</summary>
    public static FloorTable Run<T>(string title, Effort effort)
    {
        var table = new FloorTable(MicroBenchmark.Run<T>(effort));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}; the best of {effort.Iterations} iterations"));
        Console.WriteLine("| contender           |   ns/call | ratio | bytes/call |");
        Console.WriteLine("|---------------------|----------:|------:|-----------:|");
        return table;
    }

    public long Bytes(string method) => _figures[method].Bytes;

    /// <summary>Prints a floor.</summary>
    public void Floor(string name, string method) => Row(name, method, method);

    /// <summary>Prints a contender, and returns how many times its floor's time and bytes it takes.</summary>
    public (double Time, double Bytes) Row(string name, string method, string floor)
    {
        var (figure, least) = (_figures[method], _figures[floor]);
        var ratio = figure.Nanoseconds / least.Nanoseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name,-19} | {figure.Nanoseconds,9:F1} | {ratio,5:F2} | {figure.Bytes,10} |"));
        return (ratio, (double)figure.Bytes / least.Bytes);
    }
}
