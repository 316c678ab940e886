using System.Globalization;

namespace Quickstart;

/// <summary>Writes whole lines, one at a time, whichever thread they come from.</summary>
internal static class Screen
{
    private static readonly Lock Gate = new();

    public static void Say(string line = "")
    {
        lock (Gate)
        {
            Console.WriteLine(line);
        }
    }

    public static void Step(int number, string what)
    {
        lock (Gate)
        {
            Console.WriteLine();
            Console.WriteLine($"{number}. {what}");
        }
    }

    public static void Fact(string what, string value) => Row(what, "", value);

    public static void PhoneToBackend(string request) => Row("mini-program → backend", "", request);

    public static void BackendToPhone(string answer, TimeSpan time) => Row("mini-program ← backend", Milliseconds(time), answer);

    public static void BackendToWeChat(string request) => Row("    backend → WeChat", "", request);

    public static void WeChatToBackend(string answer, TimeSpan time) => Row("    backend ← WeChat", Milliseconds(time), answer);

    private static void Row(string what, string time, string text) => Say($"     {what,-24}{time,9}   {text}");

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms");
}
