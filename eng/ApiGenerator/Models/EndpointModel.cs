using ApiGenerator.Catalogue;

namespace ApiGenerator.Models;

/// <summary>An endpoint with its classes.</summary>
/// <param name="Endpoint">What it comes from.</param>
/// <param name="Request">What a caller fills in; null when there is nothing.</param>
/// <param name="Answer">What comes back; null when that is nothing but success, or a file.</param>
internal sealed record EndpointModel(Endpoint Endpoint, ModelClass? Request, ModelClass? Answer)
{
    /// <summary>Gets all its classes.</summary>
    public IEnumerable<ModelClass> Classes => new[] { Request, Answer }.OfType<ModelClass>().SelectMany(model => model.All);
}
