/// One way in which an object or a text is made wrong, or lies at an edge.
struct Twist<Object>: Sendable {
  /// The ids of what it breaks, or of what says where the edge is.
  let requirements: String
  /// How much more often than one of weight 1 it is chosen.
  let weight: Int
  let apply: @Sendable (inout Object, inout Choices) -> Void

  init(
    _ requirements: String, weight: Int = 1, _ apply: @escaping @Sendable (inout Object, inout Choices) -> Void
  ) {
    (self.requirements, self.weight, self.apply) = (requirements, weight, apply)
  }
}
