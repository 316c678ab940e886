using System.Text;
using System.Text.Json;
using Assert = Xunit.Assert;

namespace HttpMessages;

/// <summary>A response, with the questions that tests ask.</summary>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>What the tests' own failures say inside, and no answer may.</summary>
    public const string FailureText = "canary: cannot reach db-7.internal as user sessions";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Token => Json.GetProperty("token").GetString();

    /// <summary>Asserts that this is a login and hands out its token.</summary>
    public string SignedIn()
    {
        Assert.True(Status == 200, $"{Status}: {Text}");
        return Token!;
    }

    /// <summary>Asserts that this is the problem of the contract, with all that every problem has and nothing that none may have.</summary>
    public void IsProblem(int status, string code, int? errorCode = null)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        Assert.Equal("application/problem+json", Headers["Content-Type"]);
        Assert.Equal("no-store", Headers["Cache-Control"]);
        Assert.Equal(code, Json.GetProperty("code").GetString());
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.Equal(errorCode, Json.TryGetProperty("errcode", out var sent) ? sent.GetInt32() : null);
        Assert.Equal(status is 429 or 503, Headers.TryGetValue("Retry-After", out var wait) && int.Parse(wait, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(status == 401 ? "Bearer" : null, Headers.GetValueOrDefault("WWW-Authenticate"));
        TellsNothingOfTheInside();
    }

    public void TellsNothingOfTheInside()
    {
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain(FailureText, Text + string.Join(' ', Headers.Values), StringComparison.Ordinal);
    }
}
