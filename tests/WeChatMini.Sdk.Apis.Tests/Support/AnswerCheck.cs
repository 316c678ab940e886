using System.Collections;
using System.Globalization;
using System.Text.Json;
using ApiGenerator.Models;

namespace WeChatMini.Sdk.Apis.Tests.Support;

/// <summary>Compares an answer with the JSON that it was read from, member by member.</summary>
internal static class AnswerCheck
{
    public static void Equal(ModelClass model, object answer, JsonElement wire)
    {
        foreach (var property in model.Properties)
        {
            var value = answer.GetType().GetProperty(property.Name)!.GetValue(answer);
            Assert.True(value is not null, $"{model.Name}.{property.Name} is null");
            Assert.True(wire.TryGetProperty(property.Field.Name, out var json), $"{property.Field.Path} is not in the sample");
            Equal(property, value, json);
        }
    }

    private static void Equal(ModelProperty property, object value, JsonElement json)
    {
        switch (property.Kind)
        {
            case PropertyKind.Object:
                Equal(property.Model!, value, json);
                break;
            case PropertyKind.ObjectList:
                var items = ((IEnumerable)value).Cast<object>().ToList();
                Assert.Equal(json.GetArrayLength(), items.Count);
                foreach (var (item, element) in items.Zip(json.EnumerateArray()))
                {
                    Equal(property.Model!, item, element);
                }

                break;
            case PropertyKind.Json:
                Assert.True(JsonElement.DeepEquals(json, (JsonElement)value));
                break;
            case PropertyKind.TextList:
                Assert.Equal(json.EnumerateArray().Select(item => item.ToString()), (IEnumerable<string>)value);
                break;
            case PropertyKind.IntegerList or PropertyKind.DecimalList:
                Assert.Equal(json.EnumerateArray().Select(item => item.GetDecimal()), ((IEnumerable)value).Cast<object>().Select(item => Convert.ToDecimal(item, CultureInfo.InvariantCulture)));
                break;
            case PropertyKind.Time or PropertyKind.Rfc3339:
                Assert.Equal(json.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds(json.GetInt64()) : DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture), (DateTimeOffset)value);
                break;
            case PropertyKind.Bool or PropertyKind.Flag:
                Assert.True((bool)value);
                break;
            case PropertyKind.Integer or PropertyKind.Decimal:
                Assert.Equal(json.GetDecimal(), Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case PropertyKind.Bytes:
                Assert.Equal(json.GetBytesFromBase64(), ((ReadOnlyMemory<byte>)value).ToArray());
                break;
            default:
                Assert.Equal(json.GetString(), (string)value);
                break;
        }
    }
}
