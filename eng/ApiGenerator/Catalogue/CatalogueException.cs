namespace ApiGenerator.Catalogue;

/// <summary>The catalogue cannot be used; the message says what to correct.</summary>
internal sealed class CatalogueException(string message) : Exception(message);
