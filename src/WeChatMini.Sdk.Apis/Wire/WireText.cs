using System.Globalization;

namespace WeChatMini.Sdk.Apis.Wire;

/// <summary>Values as they stand in a query or a form; null stays out.</summary>
internal static class WireText
{
    public static string? Of(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Of(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Of(bool? value) => value switch
    {
        true => "true",
        false => "false",
        null => null,
    };

    public static string? OfFlag(bool? value) => value switch
    {
        true => "1",
        false => "0",
        null => null,
    };

    public static string? Of(DateTimeOffset? value) => Of(value?.ToUnixTimeSeconds());
}
