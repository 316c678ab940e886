using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.UserData;

/// <summary>Every published example of encryptedData, through the public surface and a real login.</summary>
public sealed class SealedDataVectorTests
{
    public static TheoryData<string> Ids => [.. Vector.Ids("encryptedData.decrypt")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_published_example_opens_or_is_refused_as_it_says(string id)
    {
        var vector = Vector.Get(id);

        // The repaired example is the first one with its plus signs turned into spaces.
        var plaintext = vector.Expects("error") ? null : vector.Expects("ok") ? vector.Expected("plaintext") : Vector.Get("encryptedData.decrypt-01").Expected("plaintext");
        var expected = plaintext is null ? null : JsonNode.Parse(plaintext);
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds((long?)expected?["watermark"]!["timestamp"] ?? 1_700_000_000));
        await using var backend = new DataBackend(vector.Input("appid"), clock);
        var (_, session) = await backend.SignInAsync((string?)expected?["openId"] ?? "oGZUI0egBJY1zhBYw2KhdUfwVJJE", sessionKey: vector.Input("session_key"));

        await Vector.UnderEachCultureAsync(async () =>
        {
            var open = backend.Data.OpenAsync(session, vector.Input("encryptedData"), vector.Input("iv"), FreeFormContext.Default.JsonObject, TestContext.Current.CancellationToken).AsTask();
            if (expected is null)
            {
                Assert.Equal(WeChatErrorKind.LoginAgain, (await Assert.ThrowsAsync<WeChatException>(() => open)).Kind);
            }
            else
            {
                Assert.True(JsonNode.DeepEquals(expected, await open), id);
            }
        });
    }

    [Fact]
    public void There_are_examples_of_both_kinds()
    {
        Assert.Equal(11, Vector.Ids("encryptedData.decrypt").Count(id => !Vector.Get(id).Expects("error")));
        Assert.Equal(7, Vector.Ids("encryptedData.decrypt").Count(id => Vector.Get(id).Expects("error")));
    }
}
