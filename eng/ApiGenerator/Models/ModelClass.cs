namespace ApiGenerator.Models;

/// <summary>A generated class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequest">Whether it is written; read otherwise.</param>
/// <param name="Wire">Where it is in the message; empty for the message itself.</param>
internal sealed record ModelClass(string Name, bool IsRequest, string Wire)
{
    /// <summary>Gets its properties, in the order of the catalogue.</summary>
    public List<ModelProperty> Properties { get; } = [];

    /// <summary>Gets the class and those that it is made of.</summary>
    public IEnumerable<ModelClass> All => Properties.Select(property => property.Model).OfType<ModelClass>().SelectMany(model => model.All).Prepend(this);
}
