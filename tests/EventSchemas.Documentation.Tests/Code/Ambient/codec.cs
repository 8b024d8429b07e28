public readonly record struct Celsius(double Degrees);
