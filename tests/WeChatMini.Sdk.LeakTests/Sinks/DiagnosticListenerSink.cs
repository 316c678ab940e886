using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Every diagnostic listener, its payloads walked as an APM agent does by reflection.</summary>
internal sealed class DiagnosticListenerSink : IObserver<DiagnosticListener>, IDisposable
{
    public const string Name = "DiagnosticListener payload";

    private readonly List<IDisposable> _subscriptions = [];
    private readonly Recording _recording;

    public DiagnosticListenerSink(Recording recording)
    {
        _recording = recording;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener value)
    {
        lock (_subscriptions)
        {
            _subscriptions.Add(value.Subscribe(new Events(_recording, value.Name)));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions)
        {
            _subscriptions.ForEach(subscription => subscription.Dispose());
            _subscriptions.Clear();
        }
    }

    private sealed class Events(Recording recording, string listener) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            var part = listener + " / " + value.Key;

            // The inbound request of the application itself holds what the client sent; see what is left out in SinkTable.
            if (listener == "Microsoft.AspNetCore")
            {
                if ((value.Value as HttpContext ?? value.Value?.GetType().GetProperty("httpContext")?.GetValue(value.Value)) is HttpContext context)
                {
                    recording.Add(Name, part, context.Request.Path, context.Request.QueryString.Value, context.TraceIdentifier, context.GetEndpoint()?.DisplayName);
                    recording.AddObject(Name, part, context.Response.Headers, 3);
                    recording.AddObject(Name, part, context.Items, 3);
                }
            }
            else
            {
                recording.AddObject(Name, part, value.Value);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
