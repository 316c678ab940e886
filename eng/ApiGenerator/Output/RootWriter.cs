namespace ApiGenerator.Output;

/// <summary>Writes the class that has a property for each area.</summary>
internal static class RootWriter
{
    public static string Write(IEnumerable<(string Area, string Sentence)> areas)
    {
        var code = CodeWriter.Source();
        code.Line("namespace WeChatMini.Sdk.Apis;").Line();
        code.Line("/// <content>The areas.</content>");
        code.Open("public sealed partial class WeChatApis");
        var isFirst = true;
        foreach (var (area, sentence) in areas)
        {
            if (!isFirst)
            {
                code.Line();
            }

            isFirst = false;
            code.Doc("summary", CodeWriter.Escape(sentence));
            code.Line($"public {area}.{area}Api {area} => new(_client);");
        }

        return code.Close().ToString();
    }
}
