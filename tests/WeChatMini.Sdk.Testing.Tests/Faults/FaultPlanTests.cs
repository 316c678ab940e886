using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Faults;

public sealed class FaultPlanTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    [Fact]
    public async Task Faults_happen_as_often_and_in_the_order_in_which_they_were_planned()
    {
        _weChat.Faults.Next(FakeFault.Status(500), count: 2);
        _weChat.Faults.Next(FakeFault.Status(501));

        Assert.Equal("500, 500, 501, 404, 404", await StatusesAsync("/a", "/a", "/a", "/a", "/a"));
    }

    [Fact]
    public async Task A_fault_for_one_path_leaves_the_others_alone_and_waits()
    {
        _weChat.Faults.Next(FakeFault.Status(500), path: "/b");

        Assert.Equal("404, 500, 404", await StatusesAsync("/a", "/b", "/b"));
    }

    [Fact]
    public async Task A_standing_fault_lasts_until_it_is_cleared()
    {
        _weChat.Faults.Always(FakeFault.Status(500));
        _weChat.Faults.Always(FakeFault.Status(501), path: "/b");
        _weChat.Faults.Next(FakeFault.Status(502));
        Assert.Equal("502, 500, 501, 500", await StatusesAsync("/b", "/a", "/b", "/a"));

        _weChat.Faults.Always(FakeFault.Status(503));
        Assert.Equal("503, 501", await StatusesAsync("/a", "/b"));

        _weChat.Faults.Clear();
        Assert.Equal("404, 404", await StatusesAsync("/a", "/b"));
    }

    [Fact]
    public async Task Under_load_a_fault_happens_exactly_as_often_as_planned()
    {
        _weChat.Faults.Next(FakeFault.Status(500), count: 30);
        var statuses = await Task.WhenAll(Enumerable.Repeat("/a", 100).Select(StatusAsync));

        Assert.Equal(30, statuses.Count(status => status == 500));
        Assert.Equal(100, _weChat.Journal.CallsTo("/a"));
    }

    [Fact]
    public void A_fault_must_happen_at_least_once() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _weChat.Faults.Next(FakeFault.Hang, count: 0));

    private async Task<string> StatusesAsync(params string[] paths)
    {
        var statuses = new List<int>();
        foreach (var path in paths)
        {
            statuses.Add(await StatusAsync(path));
        }

        return string.Join(", ", statuses);
    }

    private async Task<int> StatusAsync(string path)
    {
        using var response = await _caller.GetAsync(_weChat, path);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}
