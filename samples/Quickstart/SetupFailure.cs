namespace Quickstart;

/// <summary>Wrong settings stop a backend before it starts, with an exception that says what to correct. Here that sentence is enough.</summary>
internal static class SetupFailure
{
    public static void IsASentence() => AppDomain.CurrentDomain.UnhandledException += static (_, failure) =>
    {
        Console.Error.WriteLine($"FAILED at step 0, \"set the backend up\": {(failure.ExceptionObject as Exception)?.Message}");
        Environment.Exit(1);
    };
}
