namespace WeChatMini.Fuzz.Targets;

/// <summary>All targets by name.</summary>
internal static class FuzzTargets
{
    private static readonly SortedDictionary<string, Func<IFuzzTarget>> All = new(StringComparer.Ordinal)
    {
        ["push-outer-xml"] = static () => new PushOuterXml(),
        ["push-outer-json"] = static () => new PushOuterJson(),
        ["push-envelope"] = static () => new PushEnvelope(),
        ["push-inner-xml"] = static () => new PushInnerXml(),
        ["push-inner-json"] = static () => new PushInnerJson(),
        ["push-request"] = static () => new PushRequest(),
        ["encrypted-data"] = static () => new EncryptedData(),
        ["raw-data"] = static () => new SignedRawData(),
        ["api-answer"] = static () => new ApiAnswer(),
        ["cached-token"] = static () => new CachedToken(),
        ["session-record"] = static () => new StoredSession(),
        ["session-token"] = static () => new PresentedToken(),
        ["push-options"] = static () => new PushOptions(),
        ["login-body"] = static () => new LoginBody(),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static IFuzzTarget Create(string name) => All.TryGetValue(name, out var create) ? create() : throw new ArgumentException($"There is no target '{name}'.", nameof(name));
}
