namespace WeChatMini.Benchmarks.Apis;

/// <summary>The same once more, so that each contender has a client of its own.</summary>
internal interface ICheckApiAlike : ICheckApi;
