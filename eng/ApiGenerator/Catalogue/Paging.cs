namespace ApiGenerator.Catalogue;

/// <summary>How the next page of a list is asked for.</summary>
/// <param name="Items">The list in the answer.</param>
/// <param name="Cursor">The field that is handed back, of the same name in request and answer; null where pages are counted.</param>
/// <param name="More">The field that says whether there is more; null where an empty page does.</param>
/// <param name="Offset">The field that counts; null where there is a cursor.</param>
/// <param name="Page">Whether <paramref name="Offset"/> counts pages instead of items.</param>
/// <param name="First">Where counting begins.</param>
internal sealed record Paging(string Items, string? Cursor, string? More, string? Offset, bool Page, int First);
