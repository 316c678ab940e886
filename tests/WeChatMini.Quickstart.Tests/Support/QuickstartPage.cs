using Microsoft.Playwright;

namespace WeChatMini.Quickstart.Tests.Support;

/// <summary>The page, by what a user sees of it.</summary>
public sealed class QuickstartPage : IAsyncDisposable
{
    private readonly List<string> _foreign = [];
    private readonly List<string> _errors = [];

    private QuickstartPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page asked of others than the quickstart.</summary>
    public IReadOnlyList<string> ForeignRequests => _foreign;

    /// <summary>Errors of its scripts.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>The lines of what happened, the latest first.</summary>
    public ILocator Story => Page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Listitem);

    public static async Task<QuickstartPage> OpenAsync(IPage page, string address)
    {
        var opened = new QuickstartPage(page);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                opened._foreign.Add(request.Url);
            }
        };
        page.PageError += (_, error) => opened._errors.Add(error);
        page.SetDefaultTimeout(15_000);
        await page.GotoAsync(address);
        return opened;
    }

    public Task TapAsync(string button) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();

    public async Task SwitchAsync(string trouble, bool on)
    {
        var wanted = Page.GetByRole(AriaRole.Switch, new PageGetByRoleOptions { Name = trouble });
        await wanted.ClickAsync();
        await Assertions.Expect(wanted).ToHaveAttributeAsync("aria-checked", on ? "true" : "false");
    }

    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    public async Task SignInAsync()
    {
        await TapAsync("Sign in with WeChat");
        await SeesAsync("You are signed in");
    }

    /// <summary>Waits for a line of what happened that holds the text.</summary>
    public Task HappenedAsync(string text) => Story.Filter(new LocatorFilterOptions { HasText = text }).First.WaitForAsync();

    /// <summary>Waits until what happened holds the text in so many lines: the page tells each a moment after it happened.</summary>
    public Task HappenedAsync(string text, int times) => Assertions.Expect(Story.Filter(new LocatorFilterOptions { HasText = text })).ToHaveCountAsync(times);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
