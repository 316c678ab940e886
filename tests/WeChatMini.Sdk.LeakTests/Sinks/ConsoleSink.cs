using System.Diagnostics;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What a function host takes for its log without being told: standard output, standard error, and the trace listeners.</summary>
internal sealed class ConsoleSink : IDisposable
{
    public const string Out = "Console.Out";
    public const string Error = "Console.Error";
    public const string Traced = "Trace and Debug listeners";

    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly Listener _listener;

    public ConsoleSink(Recording recording)
    {
        Console.SetOut(new Writer(recording, Out));
        Console.SetError(new Writer(recording, Error));
        _listener = new Listener(recording);
        Trace.Listeners.Add(_listener);
    }

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
        Trace.Listeners.Remove(_listener);
        _listener.Dispose();
    }

    private sealed class Writer(Recording recording, string sink) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => recording.Add(sink, "", value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value) => recording.Add(sink, "", value);

        public override void WriteLine(string? value) => recording.Add(sink, "", value);
    }

    private sealed class Listener(Recording recording) : TraceListener
    {
        public override void Write(string? message) => recording.Add(Traced, "", message);

        public override void WriteLine(string? message) => recording.Add(Traced, "", message);
    }
}
