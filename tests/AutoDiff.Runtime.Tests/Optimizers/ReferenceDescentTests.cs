using System.Globalization;
using System.Text.Json;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>Descents on 0.5 x'Qx - b'x + 0.1 sum x^4, step by step.</summary>
public class ReferenceDescentTests
{
    private static readonly JsonElement Reference = ReferenceData.Read("classical/optimizers.json");

    public static TheoryData<string> Runs => [.. Reference.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)
        .Where(name => !name.StartsWith("lbfgs", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void EveryStep_EqualsTheReference(string name)
    {
        var run = Reference.GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        double[] x = Reference.GetProperty("x0").Numbers();
        double[] rates = run.GetProperty("lr_each_step").Numbers();
        var (optimizer, schedule) = Create(name, x.Length);
        var positions = run.GetProperty("x_after_each_step");
        for (int step = 0; step < positions.GetArrayLength(); step++)
        {
            if (schedule is not null) Assert.Equal(rates[step], schedule.At(step), 1e-10 * rates[step]);
            optimizer.Step(x, Gradient(x));
            double[] expected = positions[step].Numbers();
            for (int i = 0; i < x.Length; i++) Assert.Equal(expected[i], x[i], 1e-10 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private static double[] Gradient(double[] x)
    {
        double[] b = Reference.GetProperty("b").Numbers();
        var g = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double[] row = Reference.GetProperty("Q")[i].Numbers();
            g[i] = row.Zip(x, (q, v) => q * v).Sum() - b[i] + 0.4 * x[i] * x[i] * x[i];
        }
        return g;
    }

    private static (IOptimizer<double> Optimizer, Schedule? Schedule) Create(string name, int length)
    {
        Schedule? schedule = name.Split(" sgd base")[0] switch
        {
            "schedule step size=5 gamma=0.5" => new StepSchedule(0.05, 5, 0.5),
            "schedule exponential gamma=0.9" => new StepSchedule(0.05, 1, 0.9),
            "schedule cosine T_max=20 eta_min=0.001" => new CosineSchedule(0.05, 20, 0.001),
            "schedule cosine_warm_restarts T_0=5 T_mult=2" => new CosineRestartSchedule(0.05, 5, 2),
            // The reference was made with one step more than it shows.
            "schedule onecycle max=0.1 total=20" => new OneCycleSchedule(0.1, 21),
            "schedule linear start=0.1 total=5" => new WarmupSchedule(0.05, 5, 0.1),
            "schedule polynomial total=10 power=2" => new PolynomialSchedule(0.05, 10, 2),
            _ => null,
        };
        // That run also varied the momentum.
        if (schedule is OneCycleSchedule) return (new Sgd<double>(length, new SgdOptions { LearningRate = schedule, MomentumSchedule = OneCycleSchedule.Momentum(21) }), schedule);
        if (schedule is not null) return (new Sgd<double>(length, new SgdOptions { LearningRate = schedule }), schedule);

        // "adam weight_decay=0.05 (L2 in gradient) lr=0.1": a name, flags, and name=value pairs.
        var words = name.Split(' ');
        var options = words.Skip(1).Select(w => w.Split('=')).Where(w => w.Length == 2 || w[0] is "nesterov" or "amsgrad" or "centered")
            .ToDictionary(w => w[0], w => w.Length == 2 ? (object)double.Parse(w[1], CultureInfo.InvariantCulture) : true);
        var optimizer = OptimizerByName.Create<double>(words[0], length, JsonSerializer.SerializeToElement(options));
        return options.TryGetValue("clip_grad_norm", out object? norm)
            ? (new GlobalNormClip((double)norm) { Softening = 1e-6 }.Then(optimizer), null) : (optimizer, null);
    }
}
