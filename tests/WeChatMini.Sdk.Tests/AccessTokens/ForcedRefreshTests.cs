using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens;

/// <summary>The refresh that an operator asks for, which ends the old token at once.</summary>
public sealed class ForcedRefreshTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forced_refresh_ends_the_old_token_and_has_a_budget()
    {
        await using var backend = new Backend();
        var tokens = backend.Client.AccessTokens;
        var old = (await tokens.GetTokenAsync(Cancellation)).Value;

        var young = await tokens.ForceRefreshAsync(Cancellation);

        Assert.NotEqual(old, young.Value);
        var failure = await Assert.ThrowsAsync<WeChatException>(() => tokens.ForceRefreshAsync(Cancellation));
        Assert.Equal(WeChatErrorKind.SlowDown, failure.Kind);
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_token_that_it_ended_does_not_come_back_with_an_answer_that_was_late()
    {
        await using var backend = new Backend();
        var tokens = backend.Client.AccessTokens;
        backend.WeChat.Faults.Next(FakeFault.Latency(TimeSpan.FromMinutes(10)));
        var late = tokens.GetTokenAsync(Cancellation).AsTask();
        while (backend.WeChat.Tokens.Issued == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        var young = (await tokens.ForceRefreshAsync(Cancellation)).Value;
        backend.WeChat.Faults.Clear();

        Assert.Equal(young, (await late).Value);
        Assert.Equal(young, (await tokens.GetTokenAsync(Cancellation)).Value);
        Assert.Equal(2, backend.WeChat.Tokens.Issued);
    }
}
