namespace WeChatMini.Sdk.Testing;

/// <summary>What a push came to.</summary>
public sealed class FakePushAnswer
{
    internal FakePushAnswer(int attempts, int? statusCode, string body, string? reply)
    {
        Attempts = attempts;
        StatusCode = statusCode;
        Body = body;
        Reply = reply;
    }

    /// <summary>Gets how often it was sent.</summary>
    public int Attempts { get; }

    /// <summary>Gets the status of the last attempt; null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>Gets the body of the last answer as it came.</summary>
    public string Body { get; }

    /// <summary>Gets the reply, decrypted where it was encrypted; null when WeChat could not read it.</summary>
    public string? Reply { get; }

    /// <summary>Gets whether WeChat takes it for received: status 200 with a reply that it can read.</summary>
    public bool IsReceived => StatusCode == 200 && Reply is not null;

    /// <summary>Says what came back.</summary>
    /// <returns>Status and attempts.</returns>
    public override string ToString() => $"{StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no answer"} after {Attempts}";
}
