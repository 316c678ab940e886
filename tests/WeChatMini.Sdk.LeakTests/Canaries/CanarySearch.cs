using System.Buffers;
using System.Text;

namespace WeChatMini.Sdk.LeakTests.Canaries;

/// <summary>Finds any form of any canary in a text, whatever the case.</summary>
internal sealed class CanarySearch
{
    private readonly IReadOnlyList<(string Form, Canary Canary)> _forms;
    private readonly SearchValues<string> _texts;
    private readonly SearchValues<string> _bytes;

    public CanarySearch(IReadOnlyList<Canary> canaries)
    {
        _forms = [.. canaries.SelectMany(static canary => canary.Forms, static (canary, form) => (form, canary))];
        var forms = canaries.SelectMany(canary => canary.Forms).ToLookup(form => Ascii.IsValid(form));
        _texts = SearchValues.Create([.. forms[true]], StringComparison.OrdinalIgnoreCase);
        _bytes = SearchValues.Create([.. forms[false]], StringComparison.Ordinal);
    }

    /// <summary>Returns the canaries in a text.</summary>
    public IReadOnlyList<Canary> Find(string text)
    {
        List<Canary>? found = null;
        Find(text, _texts, ref found);
        if (!Ascii.IsValid(text))
        {
            Find(text, _bytes, ref found);
        }

        return found ?? [];
    }

    /// <summary>Goes from one place where a form begins to the next, and asks there whose it is.</summary>
    private void Find(string text, SearchValues<string> values, ref List<Canary>? found)
    {
        for (int start = 0, next; (next = text.AsSpan(start).IndexOfAny(values)) >= 0; start += next + 1)
        {
            var rest = text.AsSpan(start + next);
            foreach (var (form, canary) in _forms)
            {
                if (rest.StartsWith(form, StringComparison.OrdinalIgnoreCase) && found?.Contains(canary) != true)
                {
                    (found ??= []).Add(canary);
                }
            }
        }
    }
}
