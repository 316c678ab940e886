using System.Reflection;
using Xunit;

namespace WeChatMini.Sdk.Tests.Conventions;

/// <summary>Gate G2 and the house's rules of form, held against every public type.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly string[] SecretNames = ["secret", "sessionkey", "token", "code"];

    private static IEnumerable<Type> PublicTypes => typeof(WeChatMiniClient).Assembly.GetExportedTypes();

    [Fact]
    public void Nobody_outside_can_derive_from_a_public_class() =>
        Assert.All(PublicTypes.Where(type => type.IsClass), type => Assert.True(type.IsSealed || (type.IsAbstract && type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).All(constructor => constructor.IsFamilyAndAssembly)), type.FullName));

    [Fact]
    public void No_public_type_prints_its_members_by_itself() =>
        Assert.All(PublicTypes, type => Assert.Null(type.GetMethod("<Clone>$")));

    [Fact]
    public void No_public_type_exposes_a_session_key_in_clear() =>
        Assert.DoesNotContain(PublicTypes.SelectMany(type => type.GetProperties()), property =>
            property.PropertyType == typeof(string) && property.Name.Contains("SessionKey", StringComparison.Ordinal));

    [Fact]
    public void No_foreign_library_shows_in_the_public_surface() =>
        Assert.All(PublicTypes.SelectMany(SignatureTypes), type =>
            Assert.True(type.Namespace is null || type.Namespace.StartsWith("System", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft.Extensions", StringComparison.Ordinal) || type.Namespace.StartsWith("WeChatMini", StringComparison.Ordinal), type.FullName));

    [Fact]
    public void Whatever_holds_a_secret_has_a_ToString_of_its_own() =>
        Assert.All(
            PublicTypes.Where(type => type.IsClass && type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(property =>
                property.PropertyType == typeof(string) && SecretNames.Any(name => property.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)))),
            type => Assert.Equal(type, type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType));

    [Fact]
    public void Every_asynchronous_method_says_so_and_takes_a_cancellation_token_last() =>
        Assert.All(
            PublicTypes.SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)).Where(IsAsynchronous),
            method =>
            {
                Assert.EndsWith("Async", method.Name, StringComparison.Ordinal);
                Assert.True(method.Name == "DisposeAsync" || method.GetParameters()[^1].ParameterType == typeof(CancellationToken), method.DeclaringType + "." + method.Name);
            });

    private static bool IsAsynchronous(MethodInfo method) =>
        !method.IsSpecialName && (typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType == typeof(ValueTask) || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    private static IEnumerable<Type> SignatureTypes(Type type) =>
        type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public).SelectMany(member => member switch
        {
            MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
            PropertyInfo property => [property.PropertyType],
            ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            _ => [],
        }).Where(found => !found.IsGenericParameter);
}
