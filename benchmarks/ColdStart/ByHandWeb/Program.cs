using ColdStart;

// The floor of the function with ASP.NET Core: the same call and the same write by hand, on the port that the host names.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls("http://0.0.0.0:" + Environment.GetEnvironmentVariable("PORT"));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ByHandJson.Default));
var app = builder.Build();
app.MapPost("/wx/login", async (ByHandRequest request) => await ByHandLogin.RunAsync(request.Code) is { } answer ? Results.Bytes(answer, "application/json") : Results.Unauthorized());
app.Run();
