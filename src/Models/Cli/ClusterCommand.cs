using System.CommandLine;
using System.Globalization;
using System.Text;
using AutoDiff.Clustering;
using AutoDiff.Models.Clustering;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary>
/// <c>autodiff cluster</c>: K-Means of a table; writes <c>clusters.json</c> (the model), <c>labels.csv</c> and <c>clusters.svg</c>, each as a whole.
/// Exit codes: 0 done, 2 wrong option, 3 unusable data, 130 interrupted.
/// </summary>
public sealed class ClusterCommand(SharedOptions options, CommandEnvironment environment)
{
    private readonly Option<int> _clusters = new("--clusters", "-k") { Description = "Number of clusters.", DefaultValueFactory = _ => 10 };

    private readonly Option<KMeansInitialization> _init = new("--init")
    { Description = "How first centroids are chosen.", DefaultValueFactory = _ => KMeansInitialization.GreedyKMeansPlusPlus };

    private readonly Option<KMeansAlgorithm> _algorithm = new("--algorithm") { Description = "How nearest centroids are found.", DefaultValueFactory = _ => KMeansAlgorithm.Auto };

    private readonly Option<int> _restarts = new("--restarts") { Description = "Starts; the best is kept.", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _iterations = new("--iterations") { Description = "Iterations of a start, at most.", DefaultValueFactory = _ => 300 };

    private readonly Option<double> _tolerance = new("--tolerance")
    { Description = "Stop when the squared movement falls to this times the mean variance.", DefaultValueFactory = _ => 1e-4 };

    private readonly Option<bool> _spherical = new("--spherical") { Description = "Compare directions: rows are scaled to length 1." };

    private readonly Option<KMeansMetric> _metric = new("--metric")
    { Description = "Euclidean: means and squared distances. Manhattan: medians and absolute differences.", DefaultValueFactory = _ => KMeansMetric.Euclidean };

    private readonly Option<bool> _refine = new("--refine") { Description = "Afterwards move single rows while that lowers the inertia (Hartigan-Wong)." };

    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line of a CSV file is a row." };

    private readonly Option<string?> _label = new("--label-column") { Description = "A column of a CSV file to leave out." };

    public Command Create()
    {
        var command = new Command("cluster", "Group the rows of a CSV, npy or idx file (--data; the digits by default) by K-Means.");
        foreach (Option option in (Option[])[_clusters, _init, _algorithm, _restarts, _iterations, _tolerance, _spherical, _metric, _refine, _noHeader, _label]) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        var fit = FitOptions(parsed, settings.Seed);
        bool quiet = parsed.GetValue(options.Quiet), json = parsed.GetValue(options.Format) == "json";
        if ((fit.Spherical ? 1 : 0) + (fit.Metric == KMeansMetric.Manhattan ? 1 : 0) + (fit.Refinement != KMeansRefinement.None ? 1 : 0) > 1)
            throw CommandException.Usage("--spherical, --metric Manhattan and --refine exclude each other: the refinement is for means and squared distances. Give one of them.");
        var table = PointTable.Read(settings.Data, !parsed.GetValue(_noHeader), parsed.GetValue(_label));
        if (fit.Clusters > table.Rows.Shape[0])
            throw CommandException.Usage($"--clusters {fit.Clusters}: the data have {table.Rows.Shape[0]} rows. Ask for at most as many clusters.");
        using var interruption = new Interruption();
        if (!quiet && !json) fit = fit with { Observer = Progress };
        var result = Fit(table, fit, interruption.Token);
        Write(settings.Out, table, result);
        if (json) WriteJson(table, result, settings.Out);
        else WriteText(table, result, settings.Out);
        return ExitCode.Ok;
    }

    private KMeansOptions FitOptions(ParseResult parsed, ulong seed) => new()
    {
        Clusters = AtLeastOne(parsed.GetValue(_clusters), "--clusters"),
        Restarts = AtLeastOne(parsed.GetValue(_restarts), "--restarts"),
        MaxIterations = AtLeastOne(parsed.GetValue(_iterations), "--iterations"),
        RelativeTolerance = parsed.GetValue(_tolerance) is >= 0 and var tolerance ? tolerance : throw CommandException.Usage("--tolerance: a number that is not negative is needed."),
        Initialization = parsed.GetValue(_init),
        Algorithm = parsed.GetValue(_algorithm),
        Spherical = parsed.GetValue(_spherical),
        Metric = parsed.GetValue(_metric),
        Refinement = parsed.GetValue(_refine) ? KMeansRefinement.HartiganWong : KMeansRefinement.None,
        Seed = seed,
    };

    private static int AtLeastOne(int value, string option) => value >= 1 ? value : throw CommandException.Usage($"{option} {value}: at least 1 is needed.");

    private static KMeansResult<double> Fit(PointTable table, KMeansOptions fit, CancellationToken cancellation)
    {
        try
        {
            return KMeans.Fit(table.Rows, fit, default, cancellation);
        }
        catch (ArgumentException e)
        {
            throw CommandException.BadData($"{table.Name}: {e.Message}", e);
        }
    }

    private bool Progress(KMeansIteration iteration)
    {
        environment.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"iteration {iteration.Number,3}  inertia {NumberText.Short(iteration.Inertia)}  reassigned {iteration.Reassigned}  {iteration.Elapsed.TotalMilliseconds:F1} ms"));
        return true;
    }

    private static void Write(string folder, PointTable table, KMeansResult<double> result)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"--out {folder}: the folder cannot be created ({e.Message}). Name a folder that can be written to.");
        }
        string picture = ScatterPlot.Draw(table.Rows, result.Labels, result.Model.Centroids);
        var labels = new StringBuilder("row,cluster\n");
        for (int i = 0; i < result.Labels.Length; i++) labels.Append(CultureInfo.InvariantCulture, $"{i},{result.Labels[i]}\n");
        result.Model.Save(Path.Combine(folder, "clusters.json"));
        AtomicFile.Write(Path.Combine(folder, "labels.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(labels.ToString())));
        AtomicFile.Write(Path.Combine(folder, "clusters.svg"), stream => stream.Write(Encoding.UTF8.GetBytes(picture)));
    }

    private void WriteText(PointTable table, KMeansResult<double> result, string folder)
    {
        environment.Output.WriteLine($"{table.Name}: {table.Rows.Shape[0]} rows of {table.Rows.Shape[1]} columns");
        environment.Output.WriteLine($"inertia {result.Inertia.ToString("R", CultureInfo.InvariantCulture)} after {result.Iterations} iterations, stopped by {result.Stop}");
        environment.Output.WriteLine("rows in each cluster " + string.Join(' ', result.ClusterWeights.Select(w => w.ToString("R", CultureInfo.InvariantCulture))));
        foreach (string note in result.Notes) environment.Output.WriteLine("note: " + note);
        environment.Output.WriteLine($"clusters.json, labels.csv and clusters.svg are in {folder}");
    }

    private void WriteJson(PointTable table, KMeansResult<double> result, string folder) => environment.Output.WriteLine(System.Text.Json.JsonSerializer.Serialize(
        new
        {
            data = table.Name,
            rows = table.Rows.Shape[0],
            columns = table.Rows.Shape[1],
            clusters = result.Model.Clusters,
            inertia = result.Inertia,
            iterations = result.Iterations,
            stop = result.Stop.ToString(),
            sizes = result.ClusterWeights,
            notes = result.Notes,
            @out = folder,
        }, JsonText.Line));
}
