using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeChatMini.Quickstart.Tests.Support;

namespace WeChatMini.Quickstart.Tests;

/// <summary>Each switch for trouble, and what the user sees of it. The waits are those that the backend names in Retry-After.</summary>
[Collection(nameof(QuickstartFixture))]
public sealed class TroubleTests(QuickstartFixture quickstart)
{
    [Fact]
    public async Task A_revoked_session_is_renewed_silently_and_ten_requests_share_the_login()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        var before = await quickstart.LoginsAsync();

        await page.TapAsync("Revoke the session");
        await page.HappenedAsync("Revoked");
        await page.TapAsync("Ten requests at once");
        await page.SeesAsync("10 answers: hello alice");

        Assert.Equal(before + 1, await quickstart.LoginsAsync());
        await page.HappenedAsync("GET /me ×10 → 200");
        await page.HappenedAsync("401 login_again");
        await Assertions.Expect(page.Alert).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_code_that_somebody_used_is_followed_by_a_new_one_and_the_user_notices_nothing()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SwitchAsync("The code is used twice", on: true);

        await page.SignInAsync();

        await page.HappenedAsync("errcode 40163");
        await page.HappenedAsync("POST /wx/login → 200");
        await Assertions.Expect(page.Alert).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Switch, new PageGetByRoleOptions { Name = "The code is used twice" })).ToHaveAttributeAsync("aria-checked", "false");
    }

    [Fact]
    public async Task A_busy_WeChat_is_asked_once_more_after_the_wait_with_a_new_code_and_then_the_user_reads_when_to_try_again()
    {
        await using var page = await quickstart.OpenAsync();
        var before = await quickstart.LoginsAsync();
        await page.SwitchAsync("WeChat is busy", on: true);

        await page.TapAsync("Sign in with WeChat");

        await Assertions.Expect(page.Alert).ToHaveTextAsync("The service is busy. Please try again in 2 s.");
        Assert.Equal(before + 2, await quickstart.LoginsAsync());
        await page.HappenedAsync("wx.login", times: 2);
        await Assertions.Expect(page.Page.Locator("[data-way=wechat]")).ToHaveClassAsync(new Regex("failed"));

        await page.SwitchAsync("WeChat is busy", on: false);
        await page.SignInAsync();
    }

    [Fact]
    public async Task A_store_that_is_down_costs_nobody_the_session()
    {
        await using var page = await quickstart.OpenAsync();
        await page.SignInAsync();
        var before = await quickstart.LoginsAsync();
        await page.SwitchAsync("The store is down", on: true);

        await page.TapAsync("Who am I?");

        await Assertions.Expect(page.Alert).ToHaveTextAsync("The service is away for a moment. Please try again in 2 s.");
        await page.HappenedAsync("503 store_unavailable");
        await page.SeesAsync("You are signed in");

        await page.SwitchAsync("The store is down", on: false);
        await page.TapAsync("Who am I?");
        await page.SeesAsync("hello alice");
        Assert.Equal(before, await quickstart.LoginsAsync());
    }
}
