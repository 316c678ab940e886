using ApiGenerator.Catalogue;

namespace ApiGenerator.Models;

/// <summary>A property of a generated class.</summary>
/// <param name="Field">What it comes from.</param>
/// <param name="Name">Its name in C#.</param>
/// <param name="Kind">How it is held.</param>
/// <param name="Type">Its type in C#, never with a question mark.</param>
/// <param name="Model">Its class; null unless it has one of its own.</param>
internal sealed record ModelProperty(Field Field, string Name, PropertyKind Kind, string Type, ModelClass? Model)
{
    /// <summary>Gets whether a caller must give it.</summary>
    public bool IsRequired => Field.Required && Field.Default is null && Field.As != "appId";
}
