using System.Collections;
using System.Text;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Calls the public API as an application does, and takes down everything that comes back, exceptions too.</summary>
internal sealed class Caller(Scene scene, ILeakHost host)
{
    /// <summary>What broke gate G3.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>How many calls were made and how many of them failed.</summary>
    public (int Calls, int Failures) Count { get; private set; }

    public async Task<MiniLogin?> LoginAsync(string operation, Func<WeChatMiniClient, Task<MiniLogin>> call, CancellationToken cancellationToken = default) =>
        await TryAsync(operation, () => call(host.Client), cancellationToken);

    /// <summary>Calls a server API through a client of the application's own; what comes back of it is the application's.</summary>
    public async Task TryApiAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken = default) =>
        await TryAsync(operation, ExceptionRule.ViolationOfApi, async () =>
        {
            await call();
            return "";
        }, cancellationToken);

    public async Task<T?> TryAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken = default) =>
        await TryAsync(operation, ExceptionRule.Violation, call, cancellationToken);

    /// <summary>Calls the HTTP contract.</summary>
    public async Task<string?> SendAsync(string method, string path, string? token = null, string body = "", string contentType = "application/json") =>
        await SendAsync(method, path, token, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Calls the HTTP contract with any bytes; returns the session token of a login answer.</summary>
    public async Task<string?> SendAsync(string method, string path, string? token, byte[] body, string contentType = "application/json", IReadOnlyDictionary<string, string>? more = null)
    {
        var operation = method + " " + path + (more is null ? "" : " through the platform");
        var answer = await TryAsync(operation, () => host.SendAsync(method, path, token, contentType, body, more));
        var issued = answer is null ? null : AnswerSink.Record(scene.Recording, operation, answer.Status, answer.Headers, answer.Body);
        return issued is null ? null : scene.Secrets.Issued(issued);
    }

    private async Task<T?> TryAsync<T>(string operation, Func<Exception, bool, string?> rule, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var result = await call();
            Count = (Count.Calls + 1, Count.Failures);
            TakeDown(result);
            return result;
        }
        catch (Exception exception)
        {
            Count = (Count.Calls + 1, Count.Failures + 1);
            ExceptionSink.Caught(scene.Recording, operation, exception);
            if (exception is WeChatException)
            {
                PublicTypeSink.Record(scene.Recording, exception);
            }

            if (rule(exception, cancellationToken.IsCancellationRequested) is { } violation)
            {
                Violations.Add($"{operation}: {violation}: {exception}");
            }

            return default;
        }
        finally
        {
            scene.Clock.Settle();
        }
    }

    private void TakeDown(object? result)
    {
        switch (result)
        {
            case null or string or HostAnswer:
                break;
            case MiniLogin login:
                scene.Secrets.Issued(login.Token);
                PublicTypeSink.Record(scene.Recording, login);
                PublicTypeSink.Record(scene.Recording, login.Session);
                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    PublicTypeSink.Record(scene.Recording, item);
                }

                break;
            default:
                PublicTypeSink.Record(scene.Recording, result);
                break;
        }
    }
}
