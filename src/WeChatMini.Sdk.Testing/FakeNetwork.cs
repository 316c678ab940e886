using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing;

/// <summary>Loopback addresses at which no HTTP is to be had, for connect failures of every kind.</summary>
public static class FakeNetwork
{
    private static readonly Lazy<PortReservation> Reserved = new(static () => PortReservation.Take(0));

    /// <summary>Finds an address on which nothing listens: a connection is refused at once.</summary>
    /// <returns>An http address on 127.0.0.1; on Linux the port stays reserved for as long as the process lives.</returns>
    public static Uri NobodyListens() => new($"http://127.0.0.1:{Reserved.Value.Port}");

    /// <summary>Starts a listener that accepts connections and never says a word.</summary>
    /// <returns>The listener; its address is http. Dispose it to end its connections.</returns>
    public static FakeListener NeverAnswers() => new("http", []);

    /// <summary>Starts a listener that answers everything in plain text, so that a TLS handshake fails.</summary>
    /// <returns>The listener; its address is https. Dispose it to end its connections.</returns>
    public static FakeListener SpeaksPlainText() => new("https", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
}
