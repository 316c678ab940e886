using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeChatMini.Quickstart.Tests.Support;

namespace WeChatMini.Quickstart.Tests;

/// <summary>The page of the quickstart, in a browser: the first thing that a newcomer sees of this library.</summary>
[Collection(nameof(QuickstartFixture))]
public sealed class PageTests(QuickstartFixture quickstart)
{
    [Fact]
    public async Task One_click_signs_in_and_the_way_of_the_request_lights_up_with_its_times()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();

        await page.HappenedAsync("POST /wx/login → 200");
        foreach (var way in new[] { "front", "gate", "wechat", "database" })
        {
            await Assertions.Expect(page.Page.Locator($"[data-way={way}].lit .time")).ToHaveTextAsync(new Regex(@"^\d+(\.\d+)? ms$"));
        }

        await Assertions.Expect(page.Page.Locator("[data-way].failed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Ten_requests_at_once_cause_one_login()
    {
        await using var page = await quickstart.OpenAsync();
        var before = await quickstart.LoginsAsync();

        await page.TapAsync("Ten requests at once");
        await page.SeesAsync("10 answers: hello alice");

        Assert.Equal(before + 1, await quickstart.LoginsAsync());
        await page.HappenedAsync("GET /me ×10 → 200");
    }

    [Fact]
    public async Task A_call_says_who_is_signed_in_and_asks_the_database_only()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        await page.TapAsync("Who am I?");
        await page.SeesAsync("hello alice, signed in until");
        await page.HappenedAsync("GET /me → 200");
        await Assertions.Expect(page.Page.Locator("[data-way=database]")).ToHaveClassAsync(new Regex("lit"));
        await Assertions.Expect(page.Page.Locator("[data-way=wechat].lit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_token_stays_on_the_phone()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        var before = await quickstart.LoginsAsync();

        await page.Page.ReloadAsync();
        await page.SeesAsync("You are signed in");
        await page.TapAsync("Who am I?");
        await page.SeesAsync("hello alice");

        Assert.Equal(before, await quickstart.LoginsAsync());
    }

    [Fact]
    public async Task The_phone_number_comes_from_WeChat()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        await page.TapAsync("Share my number");
        await page.SeesAsync("Your number is 13800138000");
    }

    [Fact]
    public async Task Who_signed_out_is_told_to_sign_in()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        await page.TapAsync("Sign out");
        await page.SeesAsync("You are not signed in");

        await page.TapAsync("Who am I?");

        await Assertions.Expect(page.Alert).ToHaveTextAsync("You are signed out. Please sign in.");
        await page.SignInAsync();
        await Assertions.Expect(page.Alert).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_focus_is_never_lost()
    {
        await using var page = await quickstart.OpenAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("You are signed in");

        // The button that was pressed is gone; the next one has the focus.
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("hello alice");
        Assert.Equal("Who am I?", await page.Page.EvaluateAsync<string>("document.activeElement.shadowRoot.activeElement.textContent"));
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task It_fits_the_screen_and_needs_nobody_else(int width, ColorScheme scheme)
    {
        await using var page = await quickstart.OpenAsync(width, scheme);
        await page.SignInAsync();
        await page.HappenedAsync("POST /wx/login → 200");

        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the screen");
        Assert.Empty(page.ForeignRequests);
        Assert.Empty(page.Errors);
    }
}
