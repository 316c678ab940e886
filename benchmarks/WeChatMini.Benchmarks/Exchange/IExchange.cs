namespace WeChatMini.Benchmarks.Exchange;

/// <summary>One way to ask WeChat who the user is. All do the same work: one request, the same checks, a typed result.</summary>
internal interface IExchange : IAsyncDisposable
{
    string Name { get; }

    Task<string> RunAsync(string code);
}
