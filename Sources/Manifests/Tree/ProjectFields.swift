package import AccessModel
import Diagnostics

/// The description of `mandate.yaml`, in the same words as that of every kind.
package enum ProjectFields {
  package static let documentation =
    "The project file of a manifest tree. Its name is the owner of what the tree declares."

  private static let changeClasses = FieldType.list(
    of: .choice(["widening", "funds", "admin", "unrestricted", "delete"]))

  static let removals = ObjectShape([
    Field("count", .integer(0...1_000_000), .optional, "Most removals of one apply; default 10."),
    Field(
      "percent", .integer(0...100), .optional,
      "Largest share of what is owned, from three removals on; default 20."),
  ])

  static let rule = ObjectShape([
    Field("name", .text(.name), .required, "How the rule is called when it trips."),
    Field("where", .text(.query), .required, "Trips when a changed resource matches."),
    Field("outcome", .choice(["warn", "refuse"]), .required, "What happens then."),
  ])

  static let guardrails = ObjectShape([
    Field("maxRemovals", .object(removals), .optional, "How much one apply may remove."),
    Field(
      "maxNewlyExposedKeys", .integer(0...1_000_000), .optional,
      "How many live keys may gain anything."),
    Field(
      "protected", .list(of: .text(.identifier(bytesMax: 200))), .optional,
      "Addresses or kinds that may not be deleted; the store remembers them."),
    Field("requireApproval", changeClasses, .optional, "Changes that need a second person."),
    Field("requireReason", changeClasses, .optional, "Changes that should give a reason."),
    Field("rules", .list(of: rule, keyed: "name"), .optional, "Rules of the project's own."),
  ])

  /// The fields of `spec`.
  package static let fields: [Field] = [
    Field("environment", .choice(["prod", "sandbox", "uat"]), .required, "Where it applies."),
    Field("region", .text(.region), .required, "Region of the store, such as hk or us."),
    Field(
      "institution", .text(.name), .optional, "Default for `metadata.institution` in this tree."),
    Field(
      "store", .text(.line(scalarsMax: 500)), .optional,
      "URL of the store: sqlite:PATH relative to this file, or postgresql://HOST/DATABASE."),
    Field(
      "manifests", .list(of: .text(.line(scalarsMax: 500))), .optional,
      "Files or folders relative to this file; default: every YAML file below it but mandate.yaml."),
    Field(
      "guardrails", .object(guardrails), .optional, "What one apply may do at most."),
  ]

  static let environment = fields.slot("environment")
  static let region = fields.slot("region")
  static let institution = fields.slot("institution")
  static let store = fields.slot("store")
  static let manifests = fields.slot("manifests")
  static let guardrailsSlot = fields.slot("guardrails")
  static let maxRemovals = guardrails.slot("maxRemovals")
  static let count = removals.slot("count")
  static let percent = removals.slot("percent")
  static let maxNewlyExposedKeys = guardrails.slot("maxNewlyExposedKeys")
  static let protected = guardrails.slot("protected")
  static let requireApproval = guardrails.slot("requireApproval")
  static let requireReason = guardrails.slot("requireReason")
  static let rules = guardrails.slot("rules")
  static let ruleName = rule.slot("name")
  static let ruleWhere = rule.slot("where")
  static let ruleOutcome = rule.slot("outcome")
}
