[assembly: AutoDiff.Checking.GradientCheckRegistry]
