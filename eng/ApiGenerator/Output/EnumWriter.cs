using ApiGenerator.Catalogue;

namespace ApiGenerator.Output;

/// <summary>Writes the enumerations of requests.</summary>
internal static class EnumWriter
{
    public static string Write(EnumType type)
    {
        var code = CodeWriter.Source();
        code.Line($"namespace WeChatMini.Sdk.Apis.{type.Area};").Line();
        code.Doc("summary", CodeWriter.Escape(type.Doc));
        code.Open($"public enum {type.Name}");
        var last = type.Values[^1];
        var number = 0;
        foreach (var value in type.Values)
        {
            code.Doc("summary", CodeWriter.Escape(value.Doc.Length > 0 ? value.Doc : $"{value.Wire} on the wire."));
            code.Line($"{value.Name} = {(type.IsText ? number++ : value.Wire)},");
            if (value != last)
            {
                code.Line();
            }
        }

        code.Close();
        if (type.IsText)
        {
            code.Line().Open($"internal static class {type.Name}Wire");
            code.Line($"public static string? Of({type.Name}? value) => value switch");
            code.Line("{");
            foreach (var value in type.Values)
            {
                code.Line($"    {type.Name}.{value.Name} => \"{value.Wire}\",");
            }

            code.Line("    null => null,").Line($"    _ => throw new ArgumentOutOfRangeException(nameof(value), value, \"It is no {type.Name}.\"),").Line("};").Close();
        }

        return code.ToString();
    }
}
