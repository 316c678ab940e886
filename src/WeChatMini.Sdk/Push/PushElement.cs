using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.Push;

/// <summary>
/// A part of a pushed document, the same for JSON and XML: a name with a text or with parts of its own. The entries of a JSON array are
/// parts of the same name, as they are in XML. Numbers keep every digit.
/// </summary>
public sealed class PushElement
{
    private readonly ReadOnlyMemory<byte> _name;
    private readonly ReadOnlyMemory<byte> _text;
    private readonly List<PushElement>? _parts;

    internal PushElement(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> text, bool hasText, List<PushElement>? parts)
    {
        _name = name;
        _text = text;
        HasText = hasText;
        _parts = parts;
    }

    /// <summary>Gets the name, with the case in which it was sent.</summary>
    public string Name => Encoding.UTF8.GetString(_name.Span);

    /// <summary>Gets the text: a string, or a number, <c>true</c> or <c>false</c> as it stands there; null for JSON's null and for what has parts.</summary>
    [JsonIgnore]
    public string? Text => HasText ? Encoding.UTF8.GetString(_text.Span) : null;

    /// <summary>Gets the parts in their order; empty when there are none.</summary>
    [JsonIgnore]
    public IReadOnlyList<PushElement> Parts => _parts ?? (IReadOnlyList<PushElement>)[];

    internal ReadOnlySpan<byte> NameBytes => _name.Span;

    internal ReadOnlyMemory<byte> TextBytes => _text;

    internal bool HasText { get; }

    internal List<PushElement>? PartList => _parts;

    /// <summary>Finds the first part of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The part, or null when there is none.</returns>
    public PushElement? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var part in CollectionsMarshal.AsSpan(_parts))
        {
            if (part.IsNamed(name))
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>Finds all parts of a name: the entries of a list, of which there may be one.</summary>
    /// <param name="name">The name; case matters.</param>
    public IEnumerable<PushElement> FindAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (_parts ?? []).Where(part => part.IsNamed(name));
    }

    /// <summary>Reads the text of the first part of a name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The text, or null when there is none.</returns>
    public string? GetText(string name) => Find(name)?.Text;

    /// <summary>Reads a whole number, which may stand there as a number or as text. No digit is lost.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The number, or null when there is none or it is not whole.</returns>
    public long? GetNumber(string name) =>
        Find(name) is { HasText: true } part && long.TryParse(part._text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads a time in seconds since 1970, which may stand there as a number or as text.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The time in UTC; null when there is none, it is 0 or it cannot be one.</returns>
    public DateTimeOffset? GetTime(string name) =>
        GetNumber(name) is { } seconds and > 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Names the element and hides what it holds.</summary>
    public override string ToString() => $"PushElement {{ {Name}, {Parts.Count} parts }}";

    /// <summary>WeChat's names are ASCII, for which this is quick; those of others, which have more bytes than characters, are found too.</summary>
    internal bool IsNamed(string name) => Ascii.Equals(_name.Span, name) || (_name.Length > name.Length && !Ascii.IsValid(name) && name == Name);

    /// <summary>A time that WeChat gives in milliseconds.</summary>
    internal DateTimeOffset? GetMilliseconds(string name) =>
        GetNumber(name) is { } milliseconds and > 0 and <= 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    internal bool? GetFlag(string name) => GetText(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };
}
