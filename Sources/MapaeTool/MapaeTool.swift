// What both tools need is known in every file of this one.
@_exported public import ObjectAnnotation
@_exported public import ToolSupport
