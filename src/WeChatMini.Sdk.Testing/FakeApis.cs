using System.Collections.Concurrent;

namespace WeChatMini.Sdk.Testing;

/// <summary>Server APIs that a test adds to the fake. The access token is checked before they are asked, with WeChat's own errcodes.</summary>
public sealed class FakeApis
{
    private readonly ConcurrentDictionary<string, Func<FakeApiRequest, FakeApiAnswer>> _apis = new(StringComparer.Ordinal);

    internal FakeApis()
    {
    }

    /// <summary>Adds an API, or replaces it.</summary>
    /// <param name="path">Its path, such as <c>/wxa/msg_sec_check</c>.</param>
    /// <param name="answer">What it answers to a call with a valid token.</param>
    public void Add(string path, Func<FakeApiRequest, FakeApiAnswer> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(answer);
        _apis[path] = answer;
    }

    internal Func<FakeApiRequest, FakeApiAnswer>? Find(string path) => _apis.GetValueOrDefault(path);
}
