/// Whether two classes of measurements have the same mean: Welch's t over running sums.
///
/// Source: B. L. Welch, "The generalization of Student's problem", Biometrika 34, 1947; the running
/// sums are those of B. P. Welford, Technometrics 4, 1962.
struct WelchTest {
  private var sums = [Sums(), Sums()]

  private struct Sums {
    var count = 0.0
    var mean = 0.0
    /// The sum of the squared distances from the mean.
    var squares = 0.0

    mutating func add(_ value: Double) {
      count += 1
      let distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
    }

    var varianceOfMean: Double { squares / (count - 1) / count }
  }

  /// Adds a measurement of class 0 or 1.
  mutating func add(_ value: Double, ofClass number: Int) { sums[number].add(value) }

  /// How many standard errors the means are apart; nil while a class has too few measurements.
  var distance: Double? {
    guard sums.allSatisfy({ $0.count > 100 }) else { return nil }
    let error = sums[0].varianceOfMean + sums[1].varianceOfMean
    guard error > 0 else { return 0 }
    return (sums[0].mean - sums[1].mean) / error.squareRoot()
  }
}
