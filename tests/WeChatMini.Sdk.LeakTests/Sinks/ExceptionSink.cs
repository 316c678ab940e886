using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Exceptions: those that a caller catches, those that nobody observes, and those that an agent sees on their way.</summary>
internal sealed class ExceptionSink : IDisposable
{
    public const string Message = "Exception.Message";
    public const string Printed = "Exception.ToString()";
    public const string Data = "Exception.Data";
    public const string Properties = "Exception properties to depth 4";
    public const string Inner = "Exception inner chain";
    public const string Unobserved = "TaskScheduler.UnobservedTaskException";
    public const string FirstChance = "AppDomain.FirstChanceException";

    [ThreadStatic]
    private static bool _walking;

    private readonly Recording _recording;
    private readonly ConditionalWeakTable<Exception, object> _known = [];

    public ExceptionSink(Recording recording)
    {
        _recording = recording;
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        AppDomain.CurrentDomain.FirstChanceException += OnFirstChance;
    }

    /// <summary>Takes down what reached a caller.</summary>
    public static void Caught(Recording recording, string operation, Exception exception)
    {
        recording.Add(Message, operation, exception.Message);
        recording.Add(Printed, operation, exception.ToString());
        recording.AddObject(Data, operation, exception.Data);
        recording.AddObject(Properties, operation, exception);
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            recording.AddObject(Inner, operation, inner);
        }
    }

    /// <summary>Makes the runtime report the failed tasks that nobody looked at.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    public void Dispose()
    {
        TaskScheduler.UnobservedTaskException -= OnUnobserved;
        AppDomain.CurrentDomain.FirstChanceException -= OnFirstChance;
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) =>
        _recording.AddObject(Unobserved, args.Exception.InnerException?.GetType().Name ?? "", args.Exception);

    private void OnFirstChance(object? sender, FirstChanceExceptionEventArgs args)
    {
        // Reading an exception can throw, which would come back here; and each await throws the same one again.
        if (_walking || !_known.TryAdd(args.Exception, this))
        {
            return;
        }

        _walking = true;
        try
        {
            _recording.AddObject(FirstChance, args.Exception.GetType().FullName!, args.Exception);
        }
        finally
        {
            _walking = false;
        }
    }
}
