using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>Status and headers of an answer that is collected whole before it is sent.</summary>
internal sealed class EventResponse : IHttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Call, object State)> _starting = [];
    private readonly Stack<(Func<object, Task> Call, object State)> _completed = [];

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted { get; private set; }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
        {
            throw new InvalidOperationException("The response has started already.");
        }

        _starting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    /// <summary>The last chance to change status and headers; last registered, first called.</summary>
    public async Task StartAsync()
    {
        while (_starting.TryPop(out var callback))
        {
            await callback.Call(callback.State).ConfigureAwait(false);
        }

        HasStarted = true;
    }

    /// <summary>What the application has to do after its answer; a failure there does not change the answer.</summary>
    public async Task EndAsync(ILogger log)
    {
        while (_completed.TryPop(out var callback))
        {
            try
            {
                await callback.Call(callback.State).ConfigureAwait(false);
            }
            catch (Exception cause)
            {
                log.CompletionFailed(cause);
            }
        }
    }
}
