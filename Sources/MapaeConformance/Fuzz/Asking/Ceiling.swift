/// What each side could do by itself, in questions a second.
struct Ceiling {
  /// The program, asked again what is at hand already.
  let program: Int
  /// This process, making worlds and answering them with nobody to wait for.
  let maker: Int

  var lower: Int { min(program, maker) }
  var words: String { "the program \(program), this process \(maker)" }
}
