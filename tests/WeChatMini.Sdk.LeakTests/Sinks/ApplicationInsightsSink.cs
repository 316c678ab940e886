using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DependencyCollector;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.Extensibility.Implementation;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>The dependency collector of Application Insights: what Azure Functions and classic ASP.NET Core telemetry send.</summary>
internal sealed class ApplicationInsightsSink : IDisposable
{
    public const string Name = "Application Insights telemetry";

    private readonly TelemetryConfiguration _configuration = TelemetryConfiguration.CreateDefault();
    private readonly DependencyTrackingTelemetryModule _module = new();

    public ApplicationInsightsSink(Recording recording)
    {
        _configuration.ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/";
        _configuration.TelemetryChannel = new Channel(recording);
        _module.Initialize(_configuration);
    }

    public void Dispose()
    {
        _module.Dispose();
        _configuration.Dispose();
    }

    /// <summary>In place of the network.</summary>
    private sealed class Channel(Recording recording) : ITelemetryChannel
    {
        public bool? DeveloperMode { get; set; } = true;

        public string EndpointAddress { get; set; } = "";

        public void Send(ITelemetry item)
        {
            recording.AddObject(Name, item.GetType().Name, item);
            recording.Add(Name, item.GetType().Name, System.Text.Encoding.UTF8.GetString(JsonSerializer.Serialize([item], compress: false)));
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }
}
