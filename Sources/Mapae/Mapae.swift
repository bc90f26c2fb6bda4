/// `import Mapae` is all that a user writes: the format's types come with it.
@_exported public import MapaeFormat
