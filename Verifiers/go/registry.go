package mapae

import (
	"embed"
	"encoding/json"
)

// The registry's tables are read from the specification's own files, which are
// built into the program. A program can hold no file from outside its folder,
// so the script build brings them here.
//
//go:embed registry/claims.json registry/profiles.json registry/reasons.json
var registryFiles embed.FS

// A claimType is what the registry says of a tag.
type claimType struct {
	Profile, Name, Type, Excludes string

	Tag byte
	Max int
}

// A profileType is what the registry says of a profile. Each entry of Required
// names claims of which one is enough.
type profileType struct {
	Number   uint16
	Name     string
	Required [][]string

	claims map[byte]claimType
}

var (
	profiles      = map[uint16]profileType{}
	commonClaims  = map[byte]claimType{}
	reasonOutcome = map[Reason]Outcome{}
	privateUse    struct{ First, Last uint16 } // profiles
)

func init() {
	var file struct {
		PrivateUse *struct{ First, Last uint16 }
		Profiles   []profileType
		Claims     []claimType
		Reasons    []struct {
			Name    Reason
			Outcome Outcome
		}
	}
	file.PrivateUse = &privateUse
	for _, name := range []string{"claims", "profiles", "reasons"} {
		content, err := registryFiles.ReadFile("registry/" + name + ".json")
		if err == nil {
			err = json.Unmarshal(content, &file)
		}
		if err != nil {
			panic("mapae: registry: " + err.Error()) // what was built in is broken
		}
	}
	for _, profile := range file.Profiles {
		profile.claims = map[byte]claimType{}
		for _, claim := range file.Claims {
			if claim.Profile == profile.Name {
				profile.claims[claim.Tag] = claim
			}
		}
		profiles[profile.Number] = profile
	}
	for _, claim := range file.Claims {
		if claim.Profile == "common" {
			commonClaims[claim.Tag] = claim
		}
	}
	for _, reason := range file.Reasons {
		reasonOutcome[reason.Name] = reason.Outcome
	}
}

func isPrivateProfile(profile uint16) bool {
	return privateUse.First <= profile && profile <= privateUse.Last
}

// isPrivateTag says whether a tag is for private use in a profile.
func isPrivateTag(profile uint16, tag byte) bool {
	number := tag & 0x1f
	return number&0x0f >= 12 || number >= 16 && isPrivateProfile(profile)
}

// registered gives the registry's entry of a tag in a profile.
func registered(profile uint16, tag byte) (claimType, bool) {
	claim, found := commonClaims[tag]
	if !found {
		claim, found = profiles[profile].claims[tag]
	}
	return claim, found
}
