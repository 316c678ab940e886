namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>A history to be run: some calls one after the other, then several lanes at once.</summary>
internal sealed record HistoryProgram(SessionOperation[] First, SessionOperation[][] Lanes)
{
    public override string ToString() =>
        $"first: {string.Join(", ", (object[])First)}\n" + string.Join('\n', Lanes.Select(lane => $"lane:  {string.Join(", ", (object[])lane)}"));
}
