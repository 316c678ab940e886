using System.Buffers;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <summary>Finds any form of any canary in a text, whatever the case.</summary>
internal sealed class CanarySearch
{
    private readonly IReadOnlyList<Canary> _canaries;
    private readonly SearchValues<string> _texts;
    private readonly SearchValues<string> _bytes;

    public CanarySearch(IReadOnlyList<Canary> canaries)
    {
        _canaries = canaries;
        var forms = canaries.SelectMany(canary => canary.Forms).ToLookup(form => Ascii.IsValid(form));
        _texts = SearchValues.Create([.. forms[true]], StringComparison.OrdinalIgnoreCase);
        _bytes = SearchValues.Create([.. forms[false]], StringComparison.Ordinal);
    }

    /// <summary>Returns the canaries in a text.</summary>
    public IReadOnlyList<Canary> Find(string text) =>
        text.AsSpan().ContainsAny(_texts) || (!Ascii.IsValid(text) && text.AsSpan().ContainsAny(_bytes)) ? Name(text) : [];

    private List<Canary> Name(string text) =>
        [.. _canaries.Where(canary => canary.Forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)))];
}
