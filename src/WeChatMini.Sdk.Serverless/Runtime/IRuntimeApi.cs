namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>The runtime API of a host. A failure of the connection is an <see cref="HttpRequestException"/> or <see cref="IOException"/>.</summary>
internal interface IRuntimeApi : IDisposable
{
    FunctionHostKind Host { get; }

    /// <summary>How many events the host lets one process work on at once.</summary>
    int Pollers { get; }

    /// <summary>Tells the host that the process can work.</summary>
    Task ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Waits for the next event, for as long as it takes.</summary>
    /// <exception cref="RuntimeApiLostException">The host says that this process is to end.</exception>
    Task<Invocation> NextAsync(CancellationToken cancellationToken);

    /// <summary>Hands over the answer to an event.</summary>
    /// <returns>Whether the host took it.</returns>
    Task<bool> AnswerAsync(Invocation invocation, ReadOnlyMemory<byte> answer);

    /// <summary>Says that an event failed.</summary>
    /// <returns>Whether the host took it.</returns>
    Task<bool> FailAsync(Invocation invocation, FunctionFailure failure);

    /// <summary>Says that the process cannot start.</summary>
    Task FailStartAsync(FunctionFailure failure);
}
