namespace TokenShares;

/// <summary>What became of callers in several processes.</summary>
/// <param name="answers">What each process said.</param>
/// <param name="fetches">How often WeChat was asked for a token.</param>
/// <param name="failOpensBefore">How often these processes had gone on without the share before.</param>
internal sealed class Crowd(IReadOnlyList<Answer> answers, int fetches, int failOpensBefore)
{
    public int Fetches { get; } = fetches;

    public int Calls => answers.Sum(answer => answer.Number("calls"));

    public int Tokens => answers.SelectMany(answer => answer["tokens"].Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().Count();

    /// <summary>Kinds and numbers; empty when every call succeeded.</summary>
    public string Errors => string.Join(' ', answers.Select(answer => answer["errors"]).Where(errors => errors.Length > 0));

    public int SlowestMilliseconds => answers.Max(answer => answer.Number("slowest"));

    /// <summary>How often a process went on without the share.</summary>
    public int FailOpens => Count(answers) - failOpensBefore;

    /// <summary>How often these processes have gone on without the share since each began.</summary>
    public static int Count(IEnumerable<Answer> answers) => answers.Sum(answer => answer.Number("failopens"));

    /// <summary>Whether calls failed, and all of them for lack of time.</summary>
    public bool IsLate => Errors.Length > 0 && Errors.Split(' ', ',').All(error => error.StartsWith("Busy", StringComparison.Ordinal) || error.StartsWith("OutcomeUnknown", StringComparison.Ordinal));

    /// <summary>Every call succeeded, unless one had to be given up for lack of time.</summary>
    public void HasNoErrors()
    {
        RealTime.IsInTime(!IsLate, Errors);
        Assert.Equal("", Errors);
    }

    /// <summary>So many fetches served everybody. A process that did not get the share in time fetches by itself and counts it; then the machine was in the way.</summary>
    public void HasFetched(int times)
    {
        HasNoErrors();
        Assert.InRange(Fetches, times, times + FailOpens);
        RealTime.IsInTime(FailOpens == 0, $"{FailOpens} processes did not get the share in time.");
        Assert.Equal((times, 1), (Fetches, Tokens));
    }
}
