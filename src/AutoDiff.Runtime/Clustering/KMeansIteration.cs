namespace AutoDiff.Clustering;

/// <summary>One iteration of the trace.</summary>
/// <param name="Restart">Number of the start, from 0.</param>
/// <param name="Number">Number of the iteration, from 1.</param>
/// <param name="Inertia">Weighted sum of squared distances to the nearest centroids, before the centroids moved.</param>
/// <param name="SquaredShift">Sum of the squared movements of the centroids.</param>
/// <param name="Reassigned">Points whose cluster changed.</param>
/// <param name="Relocated">Empty clusters that were moved.</param>
/// <param name="Elapsed">Time of the iteration.</param>
public sealed record KMeansIteration(int Restart, int Number, double Inertia, double SquaredShift, int Reassigned, int Relocated, TimeSpan Elapsed);
