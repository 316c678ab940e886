using System.Globalization;

namespace TokenShares;

/// <summary>What a worker answered: NAME=VALUE pairs.</summary>
internal sealed class Answer(string text)
{
    private readonly Dictionary<string, string> _values = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    public string this[string name] => _values[name];

    public int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);
}
