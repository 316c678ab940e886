using System.Diagnostics.Metrics;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Every instrument of every meter: names and the tags of each measurement.</summary>
internal sealed class MeterSink : IDisposable
{
    public const string Tags = "Meter names and tags";

    private readonly MeterListener _listener = new();
    private readonly Recording _recording;

    public MeterSink(Recording recording)
    {
        _recording = recording;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            recording.Add(Tags, Part(instrument), instrument.Description, instrument.Unit);
            recording.AddObject(Tags, Part(instrument), instrument.Tags, 3);
            recording.AddObject(Tags, Part(instrument), instrument.Meter.Tags, 3);
            listener.EnableMeasurementEvents(instrument);
        };
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Reads the instruments that speak only when they are asked.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    private static string Part(Instrument instrument) => instrument.Meter.Name + " / " + instrument.Name;

    private void Listen<T>()
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
        {
            var texts = new List<string?>();
            foreach (var (name, value) in tags)
            {
                texts.Add(name);
                texts.AddRange(ObjectWalk.Texts(value, 2));
            }

            _recording.Add(Tags, Part(instrument), texts);
        });
}
