// Package mapae verifies Mapae passes of version 1.
//
// A State holds what a verifier knows of one domain. It begins with an Anchor
// and grows by State.Load. Judge gives the verdict on one pass or presentation.
// Ids in comments, such as BASE-1, are those of the specification in spec/.
package mapae
