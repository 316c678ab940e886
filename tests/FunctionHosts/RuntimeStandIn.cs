using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace FunctionHosts;

/// <summary>What both runtime APIs have in common: events wait for a poller, and each has one outcome.</summary>
internal abstract class RuntimeStandIn : StandInServer
{
    /// <summary>6 MB, of an event and of an answer.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    private readonly Channel<PendingEvent> _waiting = Channel.CreateUnbounded<PendingEvent>();
    private readonly ConcurrentDictionary<string, PendingEvent> _open = new();
    private int _count;
    private int _polls;

    /// <summary>The variables that the host sets for its function.</summary>
    public abstract IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>How many pollers wait now.</summary>
    public int Waiting => _polls;

    /// <summary>A function that does not ask for events for so long has no start ahead of it any more.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>Sends an event, and waits for what becomes of it; at most so long from when the function took it.</summary>
    public async Task<EventResult> InvokeAsync(ReadOnlyMemory<byte> body, TimeSpan limit)
    {
        if (body.Length > MaxBytes)
        {
            throw new ArgumentException("The host refuses an event that is larger than 6 MB before it reaches the function.", nameof(body));
        }

        var pending = new PendingEvent("request-" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture), body, limit);
        _waiting.Writer.TryWrite(pending);
        try
        {
            await Task.WhenAny(pending.Taken.Task, pending.Result.Task).WaitAsync(StartLimit);
            return await pending.Result.Task.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            _open.TryRemove(pending.Id, out _);
            return new EventResult(EventOutcome.TimedOut, []);
        }
    }

    /// <summary>Hands the next event to a poller, as soon as there is one.</summary>
    protected async Task NextAsync(HttpContext context, Action<PendingEvent> describe)
    {
        PendingEvent pending;
        Interlocked.Increment(ref _polls);
        try
        {
            pending = await _waiting.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _polls);
        }

        _open[pending.Id] = pending;
        pending.Deadline = DateTimeOffset.UtcNow + pending.Limit;
        pending.Taken.TrySetResult();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = pending.Body.Length;
        describe(pending);
        await context.Response.Body.WriteAsync(pending.Body);
    }

    /// <summary>Takes the outcome of an event; null is the one that is open.</summary>
    /// <returns>Whether there is such an event.</returns>
    protected bool Finish(string? id, EventResult result)
    {
        id ??= _open.Keys.FirstOrDefault();
        return id is not null && _open.TryRemove(id, out var pending) && pending.Result.TrySetResult(result);
    }

    protected static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    protected static async Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }
}
