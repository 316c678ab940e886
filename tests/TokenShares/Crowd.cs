namespace TokenShares;

/// <summary>What became of callers in several processes.</summary>
internal sealed class Crowd(IReadOnlyList<Answer> answers, int fetches)
{
    public int Fetches { get; } = fetches;

    public int Calls => answers.Sum(answer => answer.Number("calls"));

    public int Tokens => answers.SelectMany(answer => answer["tokens"].Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().Count();

    /// <summary>Kinds and numbers; empty when every call succeeded.</summary>
    public string Errors => string.Join(' ', answers.Select(answer => answer["errors"]).Where(errors => errors.Length > 0));

    public int SlowestMilliseconds => answers.Max(answer => answer.Number("slowest"));

    /// <summary>Since each process began.</summary>
    public int FailOpens => answers.Sum(answer => answer.Number("failopens"));
}
