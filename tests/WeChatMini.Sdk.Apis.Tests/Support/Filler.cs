using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGenerator.Models;
using WeChatMini.Sdk.ServerApis;

namespace WeChatMini.Sdk.Apis.Tests.Support;

/// <summary>Fills every property of a request with a value of its own, and says what must stand on the wire for it.</summary>
internal sealed class Filler(string space)
{
    private static readonly DateTimeOffset Base = new(2026, 1, 31, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly Assembly _assembly = typeof(WeChatApis).Assembly;
    private int _count;

    public (object Request, JsonObject Wire) Fill(ModelClass model, IReadOnlySet<string> leftOut)
    {
        var type = Class(model);
        var request = Activator.CreateInstance(type)!;
        var wire = new JsonObject();
        foreach (var property in model.Properties.Where(property => !leftOut.Contains(property.Field.Path)))
        {
            var (value, json) = Value(property, leftOut);
            type.GetProperty(property.Name)!.SetValue(request, value);
            wire[property.Field.Name] = json;
        }

        return (request, wire);
    }

    private Type Class(ModelClass model) => _assembly.GetType($"{space}.{model.Name}", throwOnError: true)!;

    private (object Value, JsonNode? Wire) Value(ModelProperty property, IReadOnlySet<string> leftOut)
    {
        _count++;
        switch (property.Kind)
        {
            case PropertyKind.Object:
                return Fill(property.Model!, leftOut);
            case PropertyKind.ObjectList:
                var items = new[] { Fill(property.Model!, leftOut), Fill(property.Model!, leftOut) };
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(Class(property.Model!)))!;
                Array.ForEach(items, item => list.Add(item.Request));
                return (list, new JsonArray([.. items.Select(item => item.Wire)]));
            case PropertyKind.Text:
                return ($"{property.Name} 值 😀 {_count}", $"{property.Name} 值 😀 {_count}");
            case PropertyKind.Integer:
                return (9_007_199_254_740_993 + _count, 9_007_199_254_740_993 + _count);
            case PropertyKind.Decimal:
                return (_count + 0.25m, _count + 0.25m);
            case PropertyKind.Bool:
                return (true, true);
            case PropertyKind.Flag:
                return (true, 1);
            case PropertyKind.Time:
                return (Base.AddSeconds(_count), property.Field.Type == "string" ? Base.AddSeconds(_count).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) : Base.AddSeconds(_count).ToUnixTimeSeconds());
            case PropertyKind.Rfc3339:
                return (Base.AddMilliseconds(_count), Base.AddMilliseconds(_count).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture));
            case PropertyKind.TextEnum or PropertyKind.NumberEnum:
                var wire = Tree.Catalogue.Enums[property.Type].Values[^1];
                var value = Enum.Parse(_assembly.GetType($"{space}.{property.Type}", throwOnError: true)!, wire.Name);
                return (value, property.Kind == PropertyKind.TextEnum ? wire.Wire : long.Parse(wire.Wire, System.Globalization.CultureInfo.InvariantCulture));
            case PropertyKind.Json:
                var json = property.Field.Type is "object" ? $$"""{"x":{{_count}}}""" : $$"""[{"x":{{_count}}}]""";
                return (JsonElement.Parse(json), JsonNode.Parse(json));
            case PropertyKind.TextList:
                return (new[] { $"a{_count}", "b" }, new JsonArray($"a{_count}", "b"));
            case PropertyKind.IntegerList:
                return (new long[] { _count, 2 }, new JsonArray(_count, 2));
            case PropertyKind.DecimalList:
                return (new[] { _count + 0.5m, 2 }, new JsonArray(_count + 0.5m, 2));
            case PropertyKind.Bytes:
                return (new ReadOnlyMemory<byte>([1, 2, (byte)_count]), Convert.ToBase64String([1, 2, (byte)_count]));
            case PropertyKind.File:
                return (new ServerApiUpload([0xFF, 0xD8, 0, 13, 10, 0xFF], "picture.jpg"), null);
            case PropertyKind.TemplateData:
                return (new Dictionary<string, string> { ["thing1"] = "值" }, JsonNode.Parse("""{"thing1":{"value":"值"}}"""));
            default:
                throw new InvalidOperationException(property.Kind.ToString());
        }
    }
}
