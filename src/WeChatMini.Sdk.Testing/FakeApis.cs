using System.Collections.Concurrent;
using System.Globalization;
using WeChatMini.Sdk.Testing.Catalogue;

namespace WeChatMini.Sdk.Testing;

/// <summary>
/// The server APIs of the fake. It serves every endpoint of the catalogue: method, token, place and type of each field and signatures are
/// checked, and the answer is a sample. A test adds others, or answers of its own; the access token is checked before they are asked.
/// </summary>
public sealed class FakeApis
{
    private readonly ConcurrentDictionary<string, Func<FakeApiRequest, FakeApiAnswer>> _apis = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, FakeApiRequest> _last = new(StringComparer.Ordinal);

    internal FakeApis()
    {
    }

    /// <summary>Gets or sets the AppKey with which <c>pay_sig</c> is checked, and <c>sig</c> of the first mini-game payment; without it any will do that looks like one: 64 lower-case hexadecimal digits.</summary>
    /// <value>Null by default.</value>
    public string? PayKey { get; set; }

    /// <summary>Gets or sets the delivery company's AppSecret with which <c>delivery_sign</c> is checked, whatever the shop; without it any will do that looks like one: 40 lower-case hexadecimal digits.</summary>
    /// <value>Null by default.</value>
    public string? DeliverySecret { get; set; }

    /// <summary>Adds an API, or replaces it.</summary>
    /// <param name="path">Its path, such as <c>/wxa/msg_sec_check</c>.</param>
    /// <param name="answer">What it answers to a call with a valid token.</param>
    public void Add(string path, Func<FakeApiRequest, FakeApiAnswer> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(answer);
        _apis[path] = answer;
    }

    /// <summary>Lets an API refuse every call from now on, after the token was checked.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="errorCode">The errcode.</param>
    /// <param name="message">The errmsg; without it there is a neutral one.</param>
    public void Refuse(string path, int errorCode, string message = "refused") => Add(path, _ => FakeApiAnswer.Json(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"errcode\":{errorCode},\"errmsg\":{System.Text.Json.Nodes.JsonValue.Create(message).ToJsonString(FakeSealedData.Plain)}}}")));

    /// <summary>Takes back what <see cref="Add"/> or <see cref="Refuse"/> did.</summary>
    /// <param name="path">The path.</param>
    public void Reset(string path) => _apis.TryRemove(path, out _);

    /// <summary>Gets the answer that the fake gives for an endpoint of the catalogue: every member with a value of its own, lists with two items.</summary>
    /// <param name="path">The path, such as <c>/wxa/getgrayreleaseplan</c>.</param>
    /// <returns>The JSON, as a start for an answer of one's own.</returns>
    /// <exception cref="ArgumentException">The catalogue has no such path.</exception>
    public static string Sample(string path) => SampleAnswer.Json(WireEndpoint.Find(path) ?? throw new ArgumentException($"{path} is not in the catalogue.", nameof(path)));

    /// <summary>Gets the last call of an API whose token was good, whatever it was answered.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The call; null when there was none.</returns>
    public FakeApiRequest? LastRequest(string path) => _last.GetValueOrDefault(path);

    internal void Record(string path, FakeApiRequest request) => _last[path] = request;

    internal Func<FakeApiRequest, FakeApiAnswer>? Find(string path) => _apis.GetValueOrDefault(path);
}
