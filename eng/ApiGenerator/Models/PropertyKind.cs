namespace ApiGenerator.Models;

/// <summary>How a field is held in C#, which says how it is read and written.</summary>
internal enum PropertyKind
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,

    /// <summary>A <see cref="long"/>.</summary>
    Integer,

    /// <summary>A <see cref="decimal"/>: a number of which nobody says that it is whole.</summary>
    Decimal,

    /// <summary>A <see cref="bool"/> that is one on the wire, too.</summary>
    Bool,

    /// <summary>A <see cref="bool"/> that is 0 or 1 on the wire.</summary>
    Flag,

    /// <summary>A <see cref="DateTimeOffset"/>, in seconds since 1970 on the wire.</summary>
    Time,

    /// <summary>A <see cref="DateTimeOffset"/>, in RFC 3339 with milliseconds on the wire.</summary>
    Rfc3339,

    /// <summary>An enumeration that is text on the wire.</summary>
    TextEnum,

    /// <summary>An enumeration that is a number on the wire.</summary>
    NumberEnum,

    /// <summary>A <see cref="System.Text.Json.JsonElement"/>: of unknown shape.</summary>
    Json,

    /// <summary>A class of its own.</summary>
    Object,

    /// <summary>A list of a class of its own.</summary>
    ObjectList,

    /// <summary>A list of <see cref="string"/>.</summary>
    TextList,

    /// <summary>A list of <see cref="long"/>.</summary>
    IntegerList,

    /// <summary>A list of <see cref="decimal"/>.</summary>
    DecimalList,

    /// <summary>Bytes, in Base64 on the wire.</summary>
    Bytes,

    /// <summary>A file of a form.</summary>
    File,

    /// <summary>Texts by keyword, each in an object with a member <c>value</c> on the wire.</summary>
    TemplateData,
}
